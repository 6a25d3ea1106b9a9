const outcomesByWord = {
  '9000': 'ok',
  '6282': 'end-of-file',
  '6581': 'memory-failure',
  '6700': 'wrong-length',
  '6881': 'channel-unsupported',
  '6882': 'secure-messaging-unsupported',
  '6982': 'not-verified',
  '6983': 'pin-blocked',
  // The real card answers 6984 where the standard has 6983 (OpenSC, card-jpki).
  '6984': 'pin-blocked',
  '6985': 'conditions-not-met',
  '6986': 'no-current-file',
  '6A80': 'wrong-data',
  '6A81': 'function-unsupported',
  '6A82': 'file-not-found',
  '6A86': 'wrong-parameters',
  '6A88': 'reference-not-found',
  '6B00': 'wrong-offset',
  '6D00': 'instruction-unsupported',
  '6E00': 'class-unsupported',
  '6F00': 'card-failure',
} as const

/** What a status word means for the one who asked (ISO/IEC 7816-4, tables 5 and 6). */
export type StatusOutcome =
  | (typeof outcomesByWord)[keyof typeof outcomesByWord]
  | 'pin-wrong'
  | 'more-data'
  | 'wrong-expected-length'
  | 'unknown'

/** `count`: tries left for 63Cx, bytes waiting for 61xx, the right Le for 6Cxx (1..256). */
export type Status = { readonly word: string; readonly outcome: StatusOutcome; readonly count?: number }

/** Names a status word, two bytes as a number (0x9000). Every word has an outcome; unlisted ones are 'unknown'. */
export function readStatus(number: number): Status {
  const word = number.toString(16).toUpperCase().padStart(4, '0')
  const low = number & 0xff
  if (word.startsWith('63C')) {
    const count = low & 0x0f
    return { word, outcome: count === 0 ? 'pin-blocked' : 'pin-wrong', count }
  }
  if (word.startsWith('61')) return { word, outcome: 'more-data', count: low || 0x100 }
  if (word.startsWith('6C')) return { word, outcome: 'wrong-expected-length', count: low || 0x100 }
  return { word, outcome: isListed(word) ? outcomesByWord[word] : 'unknown' }
}

function isListed(word: string): word is keyof typeof outcomesByWord {
  return Object.hasOwn(outcomesByWord, word)
}
