import type { Facts } from './errors.ts'

/** Where programs say what happened. Events are our own words in capitals; facts hold ids, counts and enum words only. */
export type Log = {
  info(event: string, facts?: Facts): void
  warn(event: string, facts?: Facts): void
  error(event: string, facts?: Facts): void
  /** An error by its code, facts and stack. Its message stays out: it may quote a person. */
  failure(event: string, error: unknown, facts?: Facts): void
}

export const silentLog: Log = { info() {}, warn() {}, error() {}, failure() {} }
