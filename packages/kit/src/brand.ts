/** A string that only its own parser can make, so that one identifier is never taken for another. */
export type Brand<T extends string, Name extends string> = T & { readonly __brand: Name }
