import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

/** A migration file as it ran on a database, with the name of its series. */
export type KeptMigration = {
  readonly series: string
  readonly number: number
  readonly name: string
  readonly sql: string
}

/** One database: the files that made its tables, and each table's rows as the text of a JSON array. */
export type KeptDatabase = {
  readonly migrations: readonly KeptMigration[]
  readonly tables: Readonly<Record<string, string>>
}

/** What a nation keeps, and what its citizen knew of it, so that a later release can be asked for the same again. */
export type KeptNation = {
  /** ISO 8601: certificates, mandates and answers count from then. */
  readonly madeAt: string
  readonly residents: number
  /** Files of the data folder by their path in it: secrets, cards, the directory. */
  readonly files: Readonly<Record<string, string>>
  /** By the name of the party in the demo. */
  readonly databases: Readonly<Record<string, KeptDatabase>>
  /** Of taro: what he was answered, what he wrote, and the code that he printed. */
  readonly said: {
    readonly request: string
    readonly answers: string
    readonly exchanges: readonly string[]
    readonly recoveryCode: string
    readonly draft: string
    readonly ownerName: string
  }
}

/** Reads a dump of this folder. Throws an Error when it is not the file whose SHA-256 (64 hex digits) is given. */
export function readKeptNation(file: string, sha256: string): KeptNation {
  const packed = readFileSync(new URL(file, import.meta.url))
  const found = createHash('sha256').update(packed).digest('hex')
  if (found !== sha256) throw new Error(`${file} is not the dump that was made: ${found}`)
  return JSON.parse(gunzipSync(packed).toString('utf8')) as KeptNation
}
