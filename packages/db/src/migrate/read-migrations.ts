import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hex, sha256, utf8 } from '@madoguchi/kit'

export type Migration = {
  readonly number: number
  readonly name: string
  /** SHA-256 of the text with LF line ends, as 64 hex digits. */
  readonly checksum: string
  readonly sql: string
}

const namePattern = /^(\d{4})-([a-z0-9][a-z0-9-]*)\.sql$/

/** The files `0001-inbox.sql`, `0002-…` of one folder. They count from 1 without a gap; anything else is a mistake of ours. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name, index) => {
      const number = Number(namePattern.exec(name)?.[1] ?? Number.NaN)
      assert(number === index + 1, `${join(folder, name)} should be named ${String(index + 1).padStart(4, '0')}-….sql`)
      const sql = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n')
      // A file is one transaction, and the transaction is ours.
      assert(
        !/^\s*(commit|rollback|start\s+transaction)\b/im.test(sql),
        `${join(folder, name)} ends or begins a transaction`,
      )
      return { number, name, checksum: hex.encode(sha256(utf8.encode(sql))), sql }
    }),
  )
}
