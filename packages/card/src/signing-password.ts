import { type Bytes, no, ok, utf8, type Verdict } from '@madoguchi/kit'

const lengthMin = 6
const lengthMax = 16

/**
 * 署名用の暗証番号: 6 to 16 of A–Z and 0–9. Full-width letters and digits (what a Japanese keyboard gives) and lower case
 * become what the card wants, since a card counts them as wrong; anything else is refused here and costs no try.
 * A string cannot be wiped from memory, so callers that can should give bytes and wipe their own.
 */
export function readSigningPassword(entry: string | Bytes): Verdict<Bytes, 'CARD_PIN_MALFORMED'> {
  const bytes = typeof entry === 'string' ? utf8.encode(entry) : entry.slice()
  const password = new Uint8Array(lengthMax)
  try {
    let at = 0
    let count = 0
    while (at < bytes.length) {
      const { code, length } = readCharacter(bytes, at)
      const upper = code >= 0x61 && code <= 0x7a ? code - 0x20 : code
      const isAllowed = (upper >= 0x30 && upper <= 0x39) || (upper >= 0x41 && upper <= 0x5a)
      if (!isAllowed || count === lengthMax) return no('CARD_PIN_MALFORMED')
      password[count++] = upper
      at += length
    }
    return count >= lengthMin ? ok(password.slice(0, count)) : no('CARD_PIN_MALFORMED')
  } finally {
    bytes.fill(0)
    password.fill(0)
  }
}

/** U+FF01..FF5E are U+0021..007E in full width: EF BC 81..BF for the first 63, EF BD 80..9E for the rest. */
function readCharacter(bytes: Bytes, at: number): { code: number; length: number } {
  const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3)
  const isFullWidth = first === 0xef && (second === 0xbc || second === 0xbd) && third >= 0x80 && third <= 0xbf
  if (!isFullWidth) return { code: first, length: 1 }
  return { code: ((second - 0xbc) << 6) + (third - 0x80) + 0x20, length: 3 }
}
