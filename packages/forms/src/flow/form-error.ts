import type { Facts } from '@madoguchi/kit'
import type { FormErrorCode } from '../errors.ts'

/** A page, or one item of it, by its id. */
export type Where = { readonly page: string; readonly item?: string }

/** What is wrong, where. `explainError` has the sentence. */
export type FormError = {
  readonly page: string
  /** Nothing where it is about the page as a whole. */
  readonly field?: string
  /** Of a group: the id of the item. */
  readonly item?: string
  /** The entry to lead people to, on its page or on its item’s: `birthDate.day`. */
  readonly entry: string
  readonly code: FormErrorCode
  readonly facts: Facts
}
