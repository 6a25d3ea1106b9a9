/**
 * ゆうちょ銀行 knows its accounts by 記号 and 番号, other banks know them by 店番 and 口座番号; either tells the other.
 * Source: ゆうちょ銀行「記号番号から振込用の店名・預金種目・口座番号への変換」. 記号 `1bb?0` is 総合 or 通常, `0bb?0` 振替; `?` is
 * a check digit of both numbers. One more digit between them (of a new passbook, of a 振替 account) says nothing here.
 */
type PostalNumber = { readonly symbol: string; readonly number: string }
type PostalBranch = { readonly branchCode: string; readonly number: string }

export const postalBank = { code: '9900', name: 'ゆうちょ銀行' } as const

const symbolPattern = /^([01][0-9]{2})[0-9]0$/
const kanjiDigits = '〇一二三四五六七八九'

export function isSymbol(text: string): boolean {
  return symbolPattern.test(text)
}

/** 番号 of 総合 and 通常 has up to eight digits and ends in 1; that of 振替 has up to six. None is nought. */
export function isPostalNumber({ symbol, number }: PostalNumber): boolean {
  return symbol.startsWith('0') ? /^(?!0+$)[0-9]{1,6}$/.test(number) : /^(?!0+1$)[0-9]{1,7}1$/.test(number)
}

/** Whether the check digit in 記号 is that of both. */
export function hasPostalCheckDigit({ symbol, number }: PostalNumber): boolean {
  return symbol[3] === postalCheckDigit(symbol, number)
}

/** 店番 and 口座番号: `14030`, `12345671` → `408`, `1234567`. */
export function toBranch({ symbol, number }: PostalNumber): PostalBranch {
  const isGiro = symbol.startsWith('0')
  return {
    branchCode: `${symbol.slice(1, 3)}${isGiro ? '9' : '8'}`,
    number: (isGiro ? number : number.slice(0, -1)).padStart(7, '0'),
  }
}

/** 記号 and 番号, without the noughts before it; nothing for what is no branch of ゆうちょ銀行. */
export function findPostalNumber({ branchCode, number }: PostalBranch): PostalNumber | undefined {
  const isGiro = branchCode.endsWith('9')
  if (!/^[0-9]{2}[89]$/.test(branchCode) || !/^[0-9]{7}$/.test(number) || (isGiro && !number.startsWith('0')))
    return undefined
  const own = isGiro ? trimNoughts(number) : trimNoughts(`${number}1`)
  const open = `${isGiro ? '0' : '1'}${branchCode.slice(0, 2)}00`
  return { symbol: `${open.slice(0, 3)}${postalCheckDigit(open, own)}0`, number: own }
}

/** Branches are called as their numbers are read: `018` → 〇一八. */
export function postalBranchName(branchCode: string): string {
  return [...branchCode].map((digit) => kanjiDigits[Number(digit)] ?? '').join('')
}

function trimNoughts(number: string): string {
  return number.replace(/^0+(?=[0-9])/, '')
}

/** Over the thirteen digits with nought in its own place: by threes once, three times, twice (its digits added), modulo ten. */
function postalCheckDigit(symbol: string, number: string): string {
  const digits = [...`${symbol.slice(0, 3)}0${symbol[4]}${number.padStart(8, '0')}`].map(Number)
  const weighted = digits.map((digit, at) => {
    if (at % 3 === 0) return digit
    if (at % 3 === 1) return digit * 3
    return digit < 5 ? digit * 2 : digit * 2 - 9
  })
  return String(weighted.reduce((sum, each) => sum + each, 0) % 10)
}
