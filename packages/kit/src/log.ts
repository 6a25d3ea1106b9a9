import type { Facts } from './errors.ts'

/** Where programs say what happened. Events are our own words in capitals; facts hold ids, counts and enum words only. */
export type Log = {
  info(event: string, facts?: Facts): void
  warn(event: string, facts?: Facts): void
  /** The error's code, facts and stack are logged; an unknown error's message is not trusted to be free of personal data. */
  error(event: string, error: unknown, facts?: Facts): void
}

export const silentLog: Log = { info() {}, warn() {}, error() {} }
