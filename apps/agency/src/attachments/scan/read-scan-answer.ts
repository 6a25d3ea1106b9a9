import type { Bytes, Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import type { ScanCode } from '../errors.ts'

/** `stream: OK`, `stream: NAME FOUND`, or why it did not look; each ends with a zero byte. Nothing: there was nobody. */
export function readScanAnswer(answer: Bytes): Verdict<undefined, ScanCode> {
  const text = Buffer.from(answer).toString('latin1')
  if (text === '') return no('SCAN_AWAY')
  if (text === 'stream: OK\0') return ok()
  const hit = /^stream: (.{1,200}) FOUND\0$/.exec(text)?.[1]
  if (hit !== undefined) return no('SCAN_HIT', { name: /^[\w.:()/-]+$/.test(hit) ? hit : 'unnamed' })
  return no(/size limit exceeded/.test(text) ? 'SCAN_LIMIT' : 'SCAN_ANSWER')
}
