import type { ChainCode } from '@madoguchi/card/protocol'

/** Chromium's own sentences when card-host cannot be talked to; there are no codes. Tried with Chromium 156. */
const sentences: readonly (readonly [sentence: string, code: ChainCode])[] = [
  ['Specified native messaging host not found', 'HOST_MISSING'],
  ['Invalid native messaging host name specified', 'HOST_MISSING'],
  ['Access to the specified native messaging host is forbidden', 'HOST_FORBIDDEN'],
  ['Native host has exited', 'HOST_EXITED'],
  ['Failed to start native messaging host', 'HOST_EXITED'],
  ['Error when communicating with the native messaging host', 'HOST_UNREADABLE'],
]

/** The code for what the browser said when the connection to card-host ended; without a word it has ended by itself. */
export function getHostCode(message: string | undefined): ChainCode {
  return sentences.find(([sentence]) => message?.startsWith(sentence))?.[1] ?? 'HOST_EXITED'
}
