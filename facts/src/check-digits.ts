/** The sixth digit of a local-government code (全国地方公共団体コード) for its first five. */
function localGovernmentCheckDigit(fiveDigits: string): string {
  let sum = 0
  for (let at = 0; at < 5; at++) sum += Number(fiveDigits[at]) * (6 - at)
  return String((11 - (sum % 11)) % 10)
}

export function isLocalGovernmentCode(text: string): boolean {
  return /^[0-9]{6}$/.test(text) && localGovernmentCheckDigit(text.slice(0, 5)) === text[5]
}
