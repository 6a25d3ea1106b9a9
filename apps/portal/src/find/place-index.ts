import type { Municipality } from '@madoguchi/facts'
import { foldText } from './fold.ts'
import { findSimilar, pairsOf } from './similar.ts'

/** What became of the municipality that somebody asked for. */
export type Place =
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'one'; readonly municipality: Municipality }
  | { readonly kind: 'several'; readonly municipalities: readonly Municipality[]; readonly total: number }
  /** `nearby`: whose names are most like it. */
  | { readonly kind: 'unknown'; readonly nearby: readonly Municipality[] }

export type PlaceIndex = {
  find(where: string): Place
  /** Only what is a whole name, reading, postal code or code: for a word in the box of keywords. */
  findExact(word: string): Municipality | undefined
  get(code: string): Municipality | undefined
}

const severalMax = 30

/** Municipalities by name and reading in any form, by postal code or a part of it, and by code. */
export function makePlaceIndex(municipalities: readonly Municipality[]): PlaceIndex {
  const byCode = new Map(municipalities.map((municipality) => [municipality.code, municipality]))
  const byPostalCode = Map.groupBy(
    municipalities.flatMap((municipality) => municipality.postalCodes.map((code) => ({ code, municipality }))),
    ({ code }) => code,
  )
  const entries = municipalities.map((municipality) => {
    const { name, kana, prefecture } = municipality
    const suffix = /[市区町村]$/u.exec(name)?.[0] ?? ''
    const shortName = name.slice(0, name.length - suffix.length)
    const shortKana = suffix === '' ? kana : kana.replace(/(シ|ク|チョウ|マチ|ムラ|ソン)$/u, '')
    const whole = [name, kana, shortKana + suffix, prefecture + name].map(foldText)
    const short = [shortName, shortKana].map(foldText)
    return { municipality, whole, keys: [...whole, ...short], pairs: [foldText(name), ...short].map(pairsOf) }
  })
  const similar = entries.map(({ municipality, pairs }) => ({ item: municipality, pairs }))

  function findByDigits(digits: string): readonly Municipality[] {
    const one = byCode.get(digits)
    if (one !== undefined) return [one]
    const codes = digits.length === 7 ? [digits] : [...byPostalCode.keys()].filter((code) => code.startsWith(digits))
    return [...new Set(codes.flatMap((code) => byPostalCode.get(code)?.map(({ municipality }) => municipality) ?? []))]
  }

  function findByName(folded: string): readonly Municipality[] {
    const tests: readonly ((key: string) => boolean)[] = [
      (key) => key === folded,
      (key) => key.startsWith(folded),
      (key) => key.includes(folded),
    ]
    for (const fits of tests) {
      const found = entries.filter(({ keys }) => keys.some(fits))
      if (found.length > 0) return found.map(({ municipality }) => municipality)
    }
    // An address: it begins with the name of its municipality, the longest of those that fit.
    const starts = entries.filter(({ whole }) => whole.some((key) => folded.startsWith(key)))
    const longest = Math.max(...starts.map(({ whole }) => lengthOf(whole, folded)))
    return starts.filter(({ whole }) => lengthOf(whole, folded) === longest).map(({ municipality }) => municipality)
  }

  return {
    find(where) {
      if (where === '') return { kind: 'not-asked' }
      const digits = digitsOf(where)
      const folded = foldText(where)
      const found = digits !== undefined ? findByDigits(digits) : folded === '' ? [] : findByName(folded)
      const [first] = found
      if (first === undefined) return { kind: 'unknown', nearby: findSimilar(folded, similar, 5) }
      if (found.length === 1) return { kind: 'one', municipality: first }
      return { kind: 'several', municipalities: found.slice(0, severalMax), total: found.length }
    },
    findExact(word) {
      const digits = digitsOf(word)
      const found =
        digits === undefined
          ? entries.filter(({ whole }) => whole.includes(foldText(word))).map(({ municipality }) => municipality)
          : digits.length >= 6
            ? findByDigits(digits)
            : []
      return found.length === 1 ? found[0] : undefined
    },
    get: (code) => byCode.get(code),
  }
}

function lengthOf(keys: readonly string[], folded: string): number {
  return Math.max(0, ...keys.filter((key) => folded.startsWith(key)).map((key) => key.length))
}

/** Three to seven digits in any width, with or without 〒 and a hyphen. */
function digitsOf(text: string): string | undefined {
  const plain = text.normalize('NFKC').replace(/[〒\s\-‐‑–—−ー]/gu, '')
  return /^[0-9]{3,7}$/.test(plain) ? plain : undefined
}
