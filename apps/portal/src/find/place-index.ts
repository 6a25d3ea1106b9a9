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

type PlaceIndex = {
  find(where: string): Place
  /**
   * Where somebody lives and what else they typed. A municipality among the words is no keyword: a word that is its name,
   * reading, postal code or code, or its name in a sentence (みほん市の児童手当). It is meant where no other was asked for.
   */
  readAmong(asked: { readonly where: string; readonly words: string }): {
    readonly place: Place
    readonly words: string
  }
  get(code: string): Municipality | undefined
}

const severalMax = 30
/** Of a prefecture and a municipality together. */
const nameLengthMax = 24

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
  const byWhole = Map.groupBy(
    entries.flatMap(({ municipality, whole }) => [...new Set(whole)].map((key) => ({ key, municipality }))),
    ({ key }) => key,
  )
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

  function find(where: string): Place {
    if (where === '') return { kind: 'not-asked' }
    const digits = digitsOf(where)
    const folded = foldText(where)
    const found = digits !== undefined ? findByDigits(digits) : folded === '' ? [] : findByName(folded)
    if (found.length === 0) return { kind: 'unknown', nearby: findSimilar(folded, similar, 5) }
    return choose(found)
  }

  /** By a whole name, reading, postal code or code. */
  function findExact(word: string): readonly Municipality[] {
    const digits = digitsOf(word)
    if (digits === undefined) return (byWhole.get(foldText(word)) ?? []).map(({ municipality }) => municipality)
    return digits.length >= 6 ? findByDigits(digits) : []
  }

  /** The longest name that stands in a text, as it is written: with 市, 区, 町 or 村 at its end. */
  function findWithin(text: string): { readonly name: string; readonly found: readonly Municipality[] } | undefined {
    const ends = [...text.matchAll(/[市区町村]/gu)].map(({ index }) => index + 1)
    const names = ends
      .flatMap((end) => Array.from({ length: Math.min(end, nameLengthMax) }, (_, i) => text.slice(end - 1 - i, end)))
      .sort((a, b) => b.length - a.length)
    for (const name of names) {
      const found = name.length < 2 ? undefined : byWhole.get(foldText(name))
      if (found !== undefined) return { name, found: found.map(({ municipality }) => municipality) }
    }
    return undefined
  }

  return {
    find,
    readAmong({ where, words }) {
      const parts = words.normalize('NFKC').split(/\s+/)
      const part = parts.find((one) => one !== '' && findExact(one).length > 0)
      const within = part === undefined ? findWithin(parts.join(' ')) : { name: part, found: findExact(part) }
      if (within === undefined) return { place: find(where), words }
      const rest = parts
        .join(' ')
        .replace(within.name, ' ')
        .replace(/^\s*(の|で|に|から|へ)(?=\S)|\s(の|で|に|から|へ)(?=\S)/u, ' ')
      return { place: where === '' ? choose(within.found) : find(where), words: rest.trim() }
    },
    get: (code) => byCode.get(code),
  }
}

function choose(found: readonly Municipality[]): Place {
  const [first] = found
  if (first !== undefined && found.length === 1) return { kind: 'one', municipality: first }
  return { kind: 'several', municipalities: found.slice(0, severalMax), total: found.length }
}

function lengthOf(keys: readonly string[], folded: string): number {
  return Math.max(0, ...keys.filter((key) => folded.startsWith(key)).map((key) => key.length))
}

/** Three to seven digits in any width, with or without 〒 and a hyphen. */
function digitsOf(text: string): string | undefined {
  const plain = text.normalize('NFKC').replace(/[〒\s\-‐‑–—−ー]/gu, '')
  return /^[0-9]{3,7}$/.test(plain) ? plain : undefined
}
