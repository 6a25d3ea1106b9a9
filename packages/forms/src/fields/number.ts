import type { Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import type { FieldErrorCode } from '../errors.ts'
import type { MoneyField, NumberField } from '../field.ts'
import type { FieldKindRow } from './field-kind.ts'
import { foldWidth } from './text-rules.ts'

/** Eleven digits at most: twelve could be a My Number. */
const largest = 99_999_999_999

export const numberKind: FieldKindRow<NumberField, number> = {
  parts: [''],
  read: (posted, { min = 0, max = largest, decimals = 0, unit }) => {
    const folded = foldWidth(posted.one(''))
    return readAmount(unit && folded.endsWith(unit) ? folded.slice(0, -unit.length) : folded, { min, max, decimals })
  },
  render: (value) => ({ '': [String(value)] }),
  format: (value, { unit = '' }) => `${addCommas(value)}${unit}`,
  isValue: isAmount,
}

/** `12,000円`, `￥１２０００`, `△500` where less than nothing is allowed. */
export const moneyKind: FieldKindRow<MoneyField, number> = {
  parts: [''],
  read: (posted, { min = 0, max = largest }) => {
    const folded = foldWidth(posted.one(''))
    return readAmount(folded.replace(/^[¥\\]/, '').replace(/円$/, ''), { min, max, decimals: 0 })
  },
  render: (value) => ({ '': [String(value)] }),
  format: (value) => `${addCommas(value)}円`,
  isValue: isAmount,
}

type Bounds = { readonly min: number; readonly max: number; readonly decimals: number }

function readAmount(folded: string, { min, max, decimals }: Bounds): Verdict<number | undefined, FieldErrorCode> {
  const text = folded.replace(/[,、\s]/g, '').replace(/^[△▲]/, '-')
  if (text === '') return ok(undefined)
  const found = /^-?[0-9]{1,15}(?:\.([0-9]{1,9}))?$/.exec(text)
  if (!found) return no('NUMBER_INVALID', { part: '' })
  // −0 is 0.
  const value = Number(text) + 0
  if ((found[1] ?? '').replace(/0+$/, '').length > decimals) return no('NUMBER_DECIMALS', { part: '', decimals })
  if (value < Math.max(min, -largest)) return no('NUMBER_TOO_SMALL', { part: '', min })
  if (value > Math.min(max, largest)) return no('NUMBER_TOO_LARGE', { part: '', max: Math.min(max, largest) })
  return ok(value)
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= largest && !Object.is(value, -0)
}

/** The same on every machine, whatever locales it has. */
function addCommas(value: number): string {
  const [whole = '', fraction] = String(value).split('.')
  const grouped = whole.replace(/(?<=[0-9])(?=([0-9]{3})+$)/g, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}
