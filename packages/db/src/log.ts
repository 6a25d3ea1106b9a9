import type { Facts } from '@madoguchi/kit'

/** Where this package reports what nobody awaits. Events are our own words, facts hold ids and counts only. */
export type DbLog = (event: string, facts: Facts) => void
