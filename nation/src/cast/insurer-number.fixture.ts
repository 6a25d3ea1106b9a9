/** The last digit of an insurer number (保険者番号, 8 digits, or 6 for 国民健康保険) for the digits before it. */
function insurerCheckDigit(digits: string): string {
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    const product = Number(digits[digits.length - 1 - at]) * (at % 2 === 0 ? 2 : 1)
    sum += product > 9 ? product - 9 : product
  }
  return String((10 - (sum % 10)) % 10)
}

export function isInsurerNumber(text: string): boolean {
  return /^([0-9]{8}|[0-9]{6})$/.test(text) && insurerCheckDigit(text.slice(0, -1)) === text.at(-1)
}
