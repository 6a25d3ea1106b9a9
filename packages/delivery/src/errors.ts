import type { ErrorTable } from '@madoguchi/kit'

export const deliveryErrors = {
  DELIVERY_BUSY: { move: 'operator', http: 503 },
  /** Too much waits for a party to begin anything new; come again later. Never said to what answers, closes or ends. */
  DELIVERY_BACKLOG_FULL: { move: 'operator', http: 503 },
  DELIVERY_UNREACHABLE: { move: 'operator', http: 503 },
  DELIVERY_STRANGER: { move: 'operator', http: 503 },
  DELIVERY_NOT_LISTENING: { move: 'operator', http: 500 },
  DELIVERY_RECEIPT: { move: 'peer', http: 502 },
  /** Whoever sent a filing has no such part for us: there is none, or it is another's. */
  DELIVERY_PART_MISSING: { move: 'peer', http: 404 },
  DELIVERY_STOPPED: { move: 'operator', http: 503 },
} as const satisfies ErrorTable
