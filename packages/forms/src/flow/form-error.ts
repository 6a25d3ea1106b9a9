import type { Facts } from '@madoguchi/kit'
import type { FormErrorCode } from '../errors.ts'

/** What is wrong, where. `explainError` has the sentence. */
export type FormError = {
  readonly page: string
  /** Nothing where it is about the page as a whole. */
  readonly field?: string
  /** Of a group, from 0. */
  readonly item?: number
  /** The entry to lead people to: `birthDate.day`. */
  readonly entry: string
  readonly code: FormErrorCode
  readonly facts: Facts
}
