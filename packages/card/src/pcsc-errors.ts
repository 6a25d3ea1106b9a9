import { AppError } from '@madoguchi/kit'
import { type CardCode, cardError } from './errors.ts'

/** PC/SC's names, as the binding gives them, that a citizen can mend. All others are CARD_READER_FAILED. */
const codes: Readonly<Record<string, CardCode>> = {
  RemovedCard: 'CARD_REMOVED',
  NoSmartCard: 'CARD_REMOVED',
  UnpoweredCard: 'CARD_REMOVED',
  // The reader was unplugged, with the card in it or before.
  ReaderUnavailable: 'CARD_NO_READER',
  UnknownReader: 'CARD_NO_READER',
  // It lies there and does not answer a reset, or answers with what no card says.
  UnresponsiveCard: 'CARD_MUTE',
  UnsupportedCard: 'CARD_MUTE',
  SharingViolation: 'CARD_BUSY',
  ServerTooBusy: 'CARD_BUSY',
  // Another program reset the card between two of our commands.
  ResetCard: 'CARD_BUSY',
  NoReadersAvailable: 'CARD_NO_READER',
}

/** Gives a PC/SC error a code of ours; `step` is a word of ours that says what was being done. */
export function translatePcscError(error: unknown, step: string): AppError {
  if (error instanceof AppError) return error
  const reason = getReason(error)
  const code = codes[reason] ?? 'CARD_READER_FAILED'
  return cardError(code, `PC/SC failed at ${step}: ${reason}; "madoguchi card doctor" says what is missing.`, {
    cause: error,
    facts: { step, reason },
  })
}

function getReason(error: unknown): string {
  const isNamed = typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
  return isNamed && /^[A-Za-z]{1,40}$/.test(String(error.code)) ? String(error.code) : 'Unknown'
}
