/** Lets so many of one name in at a time; the place is free again when it is disposed. */
export type Turnstile = {
  /** Undefined when all of this name's places are taken. */
  enter(name: string): Disposable | undefined
}

export function makeTurnstile(places: number): Turnstile {
  const taken = new Map<string, number>()
  return {
    enter(name) {
      const before = taken.get(name) ?? 0
      if (before >= places) return undefined
      taken.set(name, before + 1)
      return {
        [Symbol.dispose]() {
          const left = (taken.get(name) ?? 1) - 1
          if (left > 0) taken.set(name, left)
          else taken.delete(name)
        },
      }
    },
  }
}
