import type { Move } from '@madoguchi/kit'
import type { CardCode } from '../errors.ts'

/**
 * What goes wrong between a page and the card, beside what cards and readers say themselves (`CardCode`). These codes are
 * the same in the page, in the extension's window and in card-host, so that nothing becomes "cancelled" on its way.
 */
export const chainCodes = {
  /** Found by the page. */
  BROWSER_UNSUPPORTED: 'citizen',
  EXTENSION_MISSING: 'citizen',
  EXTENSION_OUTDATED: 'citizen',
  EXTENSION_SILENT: 'citizen',
  TIMED_OUT: 'citizen',
  ABORTED: 'developer',
  REQUEST_MALFORMED: 'developer',
  /** Found by the extension. */
  ORIGIN_REFUSED: 'developer',
  FRAME_REFUSED: 'developer',
  ANOTHER_OPERATION: 'citizen',
  WINDOW_CLOSED: 'citizen',
  HOST_MISSING: 'citizen',
  HOST_FORBIDDEN: 'citizen',
  HOST_EXITED: 'citizen',
  HOST_SILENT: 'citizen',
  HOST_OUTDATED: 'citizen',
  HOST_UNREADABLE: 'citizen',
  /** Found by card-host. */
  PCSC_MISSING: 'citizen',
  CARD_REAL_IN_SANDBOX: 'citizen',
  CARD_ISSUER_UNKNOWN: 'citizen',
  DOCUMENT_MALFORMED: 'citizen',
  DOCUMENT_TOO_LARGE: 'citizen',
  DOCUMENT_TOO_COSTLY: 'citizen',
  DOCUMENT_SIGN_REFUSED: 'citizen',
  TIME_STAMP_FAILED: 'citizen',
  HOST_FAILED: 'operator',
} as const satisfies Readonly<Record<string, Move>>

export type ChainCode = keyof typeof chainCodes
export type OperationCode = ChainCode | CardCode

const ofSetup: readonly string[] = [
  'BROWSER_UNSUPPORTED',
  'EXTENSION_MISSING',
  'EXTENSION_OUTDATED',
  'HOST_MISSING',
  'HOST_FORBIDDEN',
  'HOST_EXITED',
  'HOST_OUTDATED',
  'HOST_UNREADABLE',
] satisfies readonly ChainCode[]

/** Whether something has to be put in, or put in anew, before a page and a card speak at all. */
export function isOfSetup(code: string): boolean {
  return ofSetup.includes(code)
}
