import { createPublicKey, sign, verify } from 'node:crypto'
import { openDatabase } from '@madoguchi/db'
import type { Clock } from '@madoguchi/kit'
import { AppError, base64url, concat, hex, utf8 } from '@madoguchi/kit'
import type { DirectoryView, SigningKey } from '@madoguchi/messages'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Slot, SlotFile } from './slot-file.ts'
import { createSlots, openSlots, readSlots } from './slot-file.ts'
import type { CoreTables } from './tables.ts'

/**
 * How far the ledger was when we last said anything to anybody: its newest entry, and how many of the numbers shortly
 * before it are taken (entries of transactions that end out of order have lower numbers than what is there already).
 */
export type LedgerHead = { readonly entry: number; readonly leafHash: string; readonly recent: number }

/** What the JSON may hold, before anybody has looked at it. */
type Written = Partial<Record<keyof LedgerHead | 'self' | 'keyId', unknown>>

export type LedgerHeadFile = {
  /** Undefined when there is no file. Throws AppError LEDGER_HEAD_UNUSABLE on one that is not ours. */
  read(): Promise<LedgerHead | undefined>
  /** Written beside the one before it, and synced, before it returns. One writer at a time. */
  write(head: LedgerHead): Promise<void>
  /** Lets go of the file. */
  [Symbol.asyncDispose]?(): Promise<void>
}

const context = utf8.encode('madoguchi/ledger-head/1\n')
export const recentNumbers = 1000

/**
 * The file beside the database: the last two heads, each `signature`, a line feed, JSON; signed by the core's key, so that
 * none can be slipped in. The newest that is whole counts: one that broke off had not been waited for by anybody.
 */
export function openLedgerHead(options: {
  file: string
  self: string
  key: SigningKey
  directory: Pick<DirectoryView, 'findKey'>
  clock: Clock
}): LedgerHeadFile & AsyncDisposable {
  const { file, self, key, directory, clock } = options

  function isOurs(keyId: string, signed: Uint8Array, signature: Uint8Array): boolean {
    const publicKey =
      keyId === key.keyId ? createPublicKey(key.privateKey) : directory.findKey(self, keyId, clock.now())?.publicKey
    return publicKey !== undefined && verify(null, concat(context, signed), publicKey, signature)
  }

  function readOne(text: string): LedgerHead | undefined {
    try {
      const [signature = '', json = ''] = text.split('\n')
      const { self: whose, keyId, entry, leafHash, recent }: Written = Object(JSON.parse(json))
      if (typeof entry !== 'number' || typeof recent !== 'number' || typeof leafHash !== 'string') return undefined
      const isWhole = Number.isSafeInteger(entry) && Number.isSafeInteger(recent) && /^[0-9a-f]{64}$/.test(leafHash)
      return whose === self &&
        isWhole &&
        typeof keyId === 'string' &&
        isOurs(keyId, utf8.encode(json), base64url.decode(signature))
        ? { entry, leafHash, recent }
        : undefined
    } catch {
      // Whatever stands there, it is nothing that we signed.
      return undefined
    }
  }

  /** The newest head that we signed, and where it stands. */
  async function find(): Promise<{ head: LedgerHead; slot: Slot } | undefined> {
    const texts = await readSlots(file).catch((cause: unknown) => {
      throw unusable(cause)
    })
    if (texts === undefined) return undefined
    const ours = texts.flatMap(({ slot, text }) => {
      const head = readOne(text)
      return head === undefined ? [] : [{ head, slot }]
    })
    const [newest] = ours.sort((a, b) => b.head.entry - a.head.entry || b.head.recent - a.head.recent)
    if (newest === undefined) throw unusable()
    return newest
  }

  let kept: { readonly slots: SlotFile; slot: Slot } | undefined

  return {
    read: async () => (await find())?.head,
    async write(head) {
      const json = utf8.encode(JSON.stringify({ self, keyId: key.keyId, ...head }))
      const signature = new Uint8Array(sign(null, concat(context, json), key.privateKey))
      const text = `${base64url.encode(signature)}\n${utf8.decode(json)}\n`
      if (kept === undefined) {
        const newest = await find()
        if (newest === undefined) return createSlots(file, text)
        kept = { slots: await openSlots(file), slot: newest.slot }
      }
      const slot = kept.slot === 0 ? 1 : 0
      await kept.slots.write(slot, text)
      kept.slot = slot
    },
    async [Symbol.asyncDispose]() {
      await kept?.slots[Symbol.asyncDispose]()
      kept = undefined
    },
  }
}

function unusable(cause?: unknown): AppError {
  return new AppError(
    'LEDGER_HEAD_UNUSABLE',
    'The ledger head file is not one that this core signed. Put the right one back; without it nobody can tell whether the ledger was rolled back.',
    { cause },
  )
}

export async function findHead(db: Kysely<CoreTables>): Promise<LedgerHead | undefined> {
  const { rows } = await sql<{ entry: number; leaf_hash: Uint8Array; recent: number }>`
    select entry_id as entry, leaf_hash,
      (select count(*) from ledger_entries r where r.entry_id > e.entry_id - ${recentNumbers} and r.entry_id <= e.entry_id) as recent
    from ledger_entries e order by entry_id desc limit 1`.execute(db)
  const [row] = rows
  return row && { entry: row.entry, leafHash: hex.encode(row.leaf_hash), recent: row.recent }
}

/**
 * A ledger that lacks what was told already must not go on: it would give the same place to something else.
 * Throws AppError LEDGER_ROLLED_BACK, LEDGER_HEAD_MISSING, LEDGER_HEAD_UNUSABLE.
 */
export async function demandLedgerHead(db: Kysely<CoreTables>, file: LedgerHeadFile): Promise<void> {
  const kept = await file.read()
  const now = await findHead(db)
  if (kept === undefined) {
    if (now === undefined) return
    throw new AppError(
      'LEDGER_HEAD_MISSING',
      `The ledger has entries up to ${now.entry}, but there is no ledger head file. Put it back. If there never was one, write it with "madoguchi core ledger-head".`,
      { facts: { entry: now.entry } },
    )
  }
  const { rows } = await sql<{ leaf_hash: Uint8Array; recent: number }>`
    select leaf_hash,
      (select count(*) from ledger_entries r where r.entry_id > ${kept.entry - recentNumbers} and r.entry_id <= ${kept.entry}) as recent
    from ledger_entries where entry_id = ${kept.entry}`.execute(db)
  const [row] = rows
  if (row !== undefined && hex.encode(row.leaf_hash) === kept.leafHash && row.recent >= kept.recent) return
  throw new AppError(
    'LEDGER_ROLLED_BACK',
    `The database is older than what this core has told others: entry ${kept.entry} of the ledger is not in it, the newest is ${now?.entry ?? 0}. Restore a backup that has it, or replay the write-ahead log; do not go on with this one.`,
    { facts: { told: kept.entry, newest: now?.entry ?? 0 } },
  )
}

/**
 * Takes the ledger as it is for one that was never rolled back: for a core that never had a head file. Gives the newest
 * entry. Throws AppError LEDGER_HEAD_THERE rather than take the place of a file that knows better.
 */
export async function adoptLedger({ runUrl, file }: { runUrl: string; file: LedgerHeadFile }): Promise<number> {
  if ((await file.read()) !== undefined)
    throw new AppError('LEDGER_HEAD_THERE', 'There is a ledger head file already; it stays.')
  await using db = openDatabase<CoreTables>({ connection: runUrl, applicationName: 'ledger-head', poolSizeMax: 1 })
  const head = await findHead(db.kysely)
  if (head !== undefined) await file.write(head)
  return head?.entry ?? 0
}
