import type { Filling } from '@madoguchi/forms'
import { findCardField, summarise } from '@madoguchi/forms'
import type { SignerAttributes } from '@madoguchi/pki'

export type SignerAttribute = 'name' | 'address' | 'birthDate' | 'sex'

/** One of the four attributes of whoever signed, beside what the form says of the one who files. */
export type SignerRow = {
  readonly attribute: SignerAttribute
  /** As the form has it, in words; undefined where it does not ask, or was not told. */
  readonly claimed: string | undefined
  readonly is: 'same' | 'other' | 'unsaid'
}

const attributes: readonly SignerAttribute[] = ['name', 'address', 'birthDate', 'sex']

/** In the words of forms; a certificate has a third for 不明. */
const sexes = { 1: ['男', '男性'], 2: ['女', '女性'], 3: [] } as const

/** Compares who signed with whoever the form would take from a card: the claimant. */
export function compareSigner(filling: Filling, signer: SignerAttributes): readonly SignerRow[] {
  const rows = summarise(filling).flatMap((page) => page.rows)
  return attributes.map((attribute) => {
    const field = findCardField(filling, attribute)
    const row = rows.find((one) => one.field === field)
    const claimed = row?.text
    if (row === undefined || claimed === undefined || claimed === '') return { attribute, claimed, is: 'unsaid' }
    const isSame = compare[attribute](signer, { text: claimed, value: row.value })
    return { attribute, claimed, is: isSame ? 'same' : 'other' }
  })
}

export function isOtherSigner(rows: readonly SignerRow[]): boolean {
  return rows.some(({ is }) => is === 'other')
}

type Claimed = { readonly text: string; readonly value: unknown }

const compare: Readonly<Record<SignerAttribute, (signer: SignerAttributes, claimed: Claimed) => boolean>> = {
  name: ({ name, nameSubstitutes }, { text }) => fits(name, nameSubstitutes, foldName)(text),
  address: ({ address, addressSubstitutes }, { text }) =>
    addressSubstitutes === undefined
      ? foldAddress(address) === foldAddress(text)
      : fits(address, addressSubstitutes, foldName)(text),
  birthDate: ({ birthDate }, { value }) => birthDate === undefined || birthDate === dayOf(value),
  sex: ({ sex }, { text }) => sex === undefined || sex === '3' || (sexes[sex] as readonly string[]).includes(text),
}

function dayOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value.slice(0, 10) : undefined
}

/** A substitute stands for a character that the card could not hold: any one fits in its place. */
function fits(held: string, substitutes: string | undefined, fold: (text: string) => string) {
  const wanted = Array.from(held).flatMap((character, i) =>
    fold(character) === '' ? [] : substitutes?.[i] === '1' ? [undefined] : Array.from(fold(character)),
  )
  return (text: string): boolean => {
    const given = Array.from(fold(text))
    return given.length === wanted.length && wanted.every((one, i) => one === undefined || one === given[i])
  }
}

/** Spaces and the shape of a character (its variation selector) are no other name. */
function foldName(text: string): string {
  return text.normalize('NFKC').replace(/\s|\p{Variation_Selector}/gu, '')
}

const kanjiDigits = '〇一二三四五六七八九'

/** 本町一丁目2番3号 and 本町1-2-3 are one address. */
function foldAddress(text: string): string {
  return foldName(text)
    .replace(/([一二三四五六七八九十]+)(?=丁目)/g, (number) => String(readKanjiNumber(number)))
    .replace(/[‐‑‒–—―−ー]/g, '-')
    .replace(/丁目|番地の|番地|番|号/g, '-')
    .replace(/-+/g, '-')
    .replace(/-$/, '')
}

function readKanjiNumber(text: string): number {
  const [tens = '', ones] = text.includes('十') ? text.split('十') : ['', text]
  const tensOf = text.includes('十') ? (tens === '' ? 1 : kanjiDigits.indexOf(tens)) : 0
  return tensOf * 10 + (ones === undefined || ones === '' ? 0 : kanjiDigits.indexOf(ones))
}
