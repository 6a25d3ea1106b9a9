import { waitingMaxUnlessTold } from '@madoguchi/delivery'
import { configInteger } from '@madoguchi/server'
import type { Help } from './config.ts'

/** For the programs that begin something new with others: agencies and portals. */
export const waitingMaxHelp: Help = {
  MADOGUCHI_WAITING_MAX: `as many messages, or inquiries without an answer, waiting for one party: nobody may ask it anything new (default: ${waitingMaxUnlessTold})`,
}

export function waitingMaxType() {
  return configInteger({ min: 1, max: 10_000_000 }).default(waitingMaxUnlessTold)
}
