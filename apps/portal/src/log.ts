import type { Facts } from '@madoguchi/kit'

/** Events in our own words; facts hold ids, counts and enum words, never personal data. */
export type Log = {
  info(event: string, facts?: Facts): void
  warn(event: string, facts?: Facts): void
  error(event: string, facts?: Facts): void
}
