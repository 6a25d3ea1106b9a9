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
  return (folded.match(twelve) ?? []).some((found) => hasCheckDigit(found.replace(/\D/g, '')))
}

function hasCheckDigit(digits: string): boolean {
  let sum = 0
  for (let n = 1; n <= 11; n++) sum += Number(digits[11 - n]) * (n <= 6 ? n + 1 : n - 5)
  const rest = sum % 11
  return Number(digits[11]) === (rest <= 1 ? 0 : 11 - rest)
}
