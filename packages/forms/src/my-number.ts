const gap = '[\\s\\-._,/・ー]'
const twelve = new RegExp(
  `(?<!\\d)(?:\\d{12}|\\d{4}${gap}{1,3}\\d{4}${gap}{1,3}\\d{4}|\\d(?:${gap}{1,3}\\d){11})(?!\\d)`,
  'g',
)

/**
 * True when twelve digits with the check digit of a My Number (平成26年総務省令85号5条) stand in a text: together, in
 * fours as on the card, or one by one; in any width, with any hyphen, with invisible characters between.
 * One in ten other numbers of twelve digits passes too. No form of ours asks for twelve digits.
 */
export function holdsMyNumber(text: string): boolean {
  if (text.length < 12) return false
  const folded = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{Pd}|\u2212/gu, '-')
  return (folded.match(twelve) ?? []).some((found) => hasMyNumberCheckDigit(found.replace(/\D/g, '')))
}

/** True when the last of twelve digits, and nothing but these, is the check digit of the eleven before it. */
export function hasMyNumberCheckDigit(text: string): boolean {
  return /^[0-9]{12}$/.test(text) && myNumberCheckDigit(text.slice(0, 11)) === text[11]
}

/** The twelfth digit of a My Number (平成26年総務省令85号5条) for its first eleven. */
export function myNumberCheckDigit(eleven: string): string {
  let sum = 0
  for (let n = 1; n <= 11; n++) sum += Number(eleven[11 - n]) * (n <= 6 ? n + 1 : n - 5)
  const rest = sum % 11
  return String(rest <= 1 ? 0 : 11 - rest)
}
