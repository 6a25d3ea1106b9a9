import { type Bytes, no, ok, utf8, type Verdict } from '@madoguchi/kit'

const pinLength = 4

/**
 * Four digits, ASCII or full-width (U+FF10..FF19, what a Japanese keyboard gives), as the four ASCII bytes that the
 * card wants. A string cannot be wiped from memory, so callers that can should give bytes and wipe their own.
 * Anything else is refused here: a malformed entry must not cost the citizen a try.
 */
export function readPin(entry: string | Bytes): Verdict<Bytes, 'CARD_PIN_MALFORMED'> {
  const bytes = typeof entry === 'string' ? utf8.encode(entry) : entry.slice()
  const pin = new Uint8Array(pinLength)
  try {
    let at = 0
    let count = 0
    while (at < bytes.length) {
      const isFullWidth = bytes[at] === 0xef && bytes[at + 1] === 0xbc
      const digit = isFullWidth ? (bytes[at + 2] ?? 0) - 0x90 : (bytes[at] ?? 0) - 0x30
      if (digit < 0 || digit > 9 || count === pinLength) return refuse(pin)
      pin[count++] = 0x30 + digit
      at += isFullWidth ? 3 : 1
    }
    return count === pinLength ? ok(pin) : refuse(pin)
  } finally {
    bytes.fill(0)
  }
}

function refuse(pin: Bytes) {
  pin.fill(0)
  return no('CARD_PIN_MALFORMED')
}
