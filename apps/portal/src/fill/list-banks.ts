import { createRequire } from 'node:module'
import { oldBankNames } from './old-bank-names.ts'

/** The day of the list of banks and branches, which the package has in its version. Said wherever the list is used. */
export const bankDataDay = '2026-08-24'

export type Place = { readonly code: string; readonly name: string; readonly kana: string }
/** `folded` is how name and kana are compared. */
type Named = Place & { readonly folded: readonly string[] }
type Bank = Named & { readonly branches: readonly Place[] }
type Row = Place & { readonly branches?: Readonly<Record<string, Place>> }

let held: ReadonlyMap<string, Bank> | undefined

/** A bank of the list by its four digits, with the name it goes by: みずほ銀行. */
export function findBank(code: string): Place | undefined {
  return readBanks().get(code)
}

/** A branch of a bank by its three digits. */
export function findBranch(bankCode: string, code: string): Place | undefined {
  return readBanks()
    .get(bankCode)
    ?.branches.find((branch) => branch.code === code)
}

/**
 * The banks that somebody may mean by a name or its kana: those of that very name first, those that were once called so
 * last. An old name picks nothing by itself, so that whoever types it sees what the bank is called now.
 */
export function listBanks(text: string): Found {
  const wanted = foldBankName(text)
  const { places, exact } = listFound([...readBanks().values()], wanted)
  const once = listOnceCalled(wanted).filter(({ code }) => !places.some((place) => place.code === code))
  return { places: [...places, ...once], exact }
}

function listOnceCalled(wanted: string): readonly Place[] {
  const codes = Object.keys(oldBankNames).filter((code) =>
    oldBankNames[code]?.some((name) => foldBankName(name).startsWith(wanted)),
  )
  return wanted === '' ? [] : codes.flatMap((code) => findBank(code) ?? [])
}

/** The branches of a bank that somebody may mean. */
export function listBranches(bankCode: string, text: string): Found {
  const branches = readBanks().get(bankCode)?.branches ?? []
  const named = branches.map((branch) => ({
    ...branch,
    folded: [foldBranchName(branch.name), foldBranchName(branch.kana)],
  }))
  return listFound(named, foldBranchName(text))
}

export type Found = {
  readonly places: readonly Place[]
  /** The only one that is called exactly so. */
  readonly exact: Place | undefined
}

function listFound(all: readonly Named[], wanted: string): Found {
  if (wanted === '') return { places: [], exact: undefined }
  const exact = all.filter(({ folded }) => folded.includes(wanted))
  const begin = all.filter(({ folded }) => folded.some((name) => name.startsWith(wanted)))
  const rest = all.filter(({ folded }) => folded.some((name) => name.includes(wanted)))
  const places = [...new Set([...exact, ...begin, ...rest])].map(({ code, name, kana }) => ({ code, name, kana }))
  return { places, exact: exact.length === 1 ? places[0] : undefined }
}

const letters = 'ァィゥェォッャュョヮ'
const large = 'アイウエオツヤユヨワ'

/** Kana of any kind as the list has it, letters of one width and case, what kind of a bank it is in the list's short words. */
function foldBankName(name: string): string {
  return foldName(name)
    .replace('信用金庫', '信金')
    .replace('信用組合', '信組')
    .replace('農業協同組合', '農協')
    .replace('労働金庫', '労金')
    .replace(/^JA/, '')
    .replace(/(?:銀行|ギンコウ|バンク)$/, '')
}

/** 〇一八, 〇一八店 and 018支店 are one; 本店 is what it is. */
function foldBranchName(name: string): string {
  return foldName(name)
    .replace(/(?:支店|シテン|(?<!本|代理)店)$/, '')
    .replace(/[〇一二三四五六七八九]/g, (digit) => String('〇一二三四五六七八九'.indexOf(digit)))
}

function foldName(name: string): string {
  return name
    .slice(0, 100)
    .replace(/[\u309b\uff9e]/g, '\u3099')
    .replace(/[\u309c\uff9f]/g, '\u309a')
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[ぁ-ゖ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60))
    .normalize('NFC')
    .replace(/[ァィゥェォッャュョヮ]/g, (letter) => large[letters.indexOf(letter)] ?? letter)
    .replace(/[\s\p{Pd}ー・]/gu, '')
}

/** The first call reads 5 MB, of which names and codes stay. */
function readBanks(): ReadonlyMap<string, Bank> {
  held ??= loadBanks()
  return held
}

function loadBanks(): ReadonlyMap<string, Bank> {
  const load = createRequire(import.meta.url)
  const rows = load('zengin-code') as Readonly<Record<string, Row>>
  const banks = Object.values(rows).map(({ code, name, kana, branches = {} }): readonly [string, Bank] => {
    const own = Object.values(branches).map((branch) => ({ code: branch.code, name: branch.name, kana: branch.kana }))
    const folded = [foldBankName(name), foldBankName(kana)]
    return [code, { code, name: nameBank(code, name), kana, folded, branches: own }]
  })
  for (const path of Object.keys(load.cache)) if (path.includes('zengin-code')) delete load.cache[path]
  return new Map(banks)
}

/** The list leaves 銀行 away; 外国銀行 and those that are none stay as they are called. */
function nameBank(code: string, name: string): string {
  const isBank = /^(?:0[0-35][0-9]{2}|9900)$/.test(code) && !name.endsWith('銀行')
  return isBank ? `${name}銀行` : name.replace(/信金$/, '信用金庫')
}
