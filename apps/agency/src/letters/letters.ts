import type { Database } from '@madoguchi/db'
import type { Random, Verdict } from '@madoguchi/kit'
import { dayMs, makeId, no, ok } from '@madoguchi/kit'
import type { PartyView } from '@madoguchi/messages'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { z } from 'zod'
import type { LetterCode } from '../errors.ts'
import type { LetterFailure, LetterKind, LetterState } from '../officer-words.ts'
import { readOrder } from '../read-order.ts'
import type { AgencyTables } from '../tables.ts'
import { letterId, parseLetterNote, parseLetterOrder } from './letter-order.ts'

type Given = { readonly db: Database<AgencyTables>; readonly at: Date }

/** Puts a letter into the queue; who has a protection from until when is looked up when it is printed. */
export async function writeLetter({ db, at, random }: Given & { random: Random }, order: unknown) {
  const parsed = parseLetterOrder(order)
  if (!parsed.ok) return parsed
  const { personRef, kind, name, address, by } = parsed.value
  const letter = makeId('ltr', random)
  const { rows } = await sql`
    insert into letters (letter, person_ref, kind, recipient, address, state, made_at, made_by, changed_at, changed_by)
    select ${letter}, person_ref, ${kind}, ${name}, ${address}::text[], 'waiting', ${at}, ${by}, ${at}, ${by}
    from people where person_ref = ${personRef} returning letter`.execute(db.kysely)
  return rows.length === 0 ? no('PERSON_UNKNOWN') : ok({ letter })
}

type ListedLetter = {
  readonly letter: string
  readonly personRef: string
  readonly kind: LetterKind
  readonly state: LetterState
  readonly why: LetterFailure | null
  readonly madeAt: string
  readonly changedAt: string
  readonly by: string
}

/** Without names and addresses: a list is looked at over somebody's shoulder. What is to be done stands first. */
export async function listLetters(db: Kysely<AgencyTables>): Promise<readonly ListedLetter[]> {
  const { rows } = await sql<Row>`
    select letter, person_ref, kind, state, why, made_at, changed_at, changed_by from letters
    order by case state when 'failed' then 0 when 'waiting' then 1 when 'printed' then 2 else 3 end, made_at, letter
    limit 1000`.execute(db)
  return rows.map((row) => ({
    letter: row.letter,
    personRef: row.person_ref,
    kind: row.kind,
    state: row.state,
    why: row.why,
    madeAt: row.made_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
    by: row.changed_by,
  }))
}

type Row = {
  letter: string
  person_ref: string
  kind: LetterKind
  state: LetterState
  why: LetterFailure | null
  made_at: Date
  changed_at: Date
  changed_by: string
}

export type LetterText = {
  readonly letter: string
  /** Whose letter it is: as the directory says that we are called and reached. */
  readonly agency: PartyView
  readonly kind: LetterKind
  readonly name: string
  readonly address: readonly string[]
  /** The last day of the protection that holds now; null where none does. */
  readonly until: string | null
  readonly printedCount: number
}

const readOrderOf = z.strictObject({ letter: letterId })

/** What has to be printed. LETTER_STATE when it has left: what is in it was forgotten, or may be. */
export async function readLetter(
  { db, agency }: Pick<Given, 'db'> & { readonly agency: PartyView },
  order: unknown,
): Promise<Verdict<LetterText, Extract<LetterCode, 'LETTER_UNKNOWN' | 'LETTER_STATE'> | 'ORDER_MALFORMED'>> {
  const read = readOrder(readOrderOf, order, ['LETTER_UNKNOWN'])
  if (!read.ok) return read
  const { letter } = read.value
  const row = await db.kysely
    .selectFrom('letters')
    .leftJoin('protections', (join) =>
      join.onRef('protections.person_ref', '=', 'letters.person_ref').on('protections.ended_at', 'is', null),
    )
    .select(['kind', 'recipient', 'address', 'state', 'printed_count', 'protections.until'])
    .where('letter', '=', letter)
    .executeTakeFirst()
  if (row === undefined) return no('LETTER_UNKNOWN')
  const { kind, recipient, address, state, printed_count: printedCount, until } = row
  if (state === 'sent' || recipient === null || address === null) return no('LETTER_STATE', { state })
  return ok({ letter, agency, kind, name: recipient, address, until, printedCount })
}

/** From which states a letter comes into one: what was sent may come back, and what came back is printed again. */
const comesFrom = {
  printed: ['waiting', 'printed', 'failed'],
  sent: ['printed'],
  failed: ['waiting', 'printed', 'sent'],
} as const satisfies Record<'printed' | 'sent' | 'failed', readonly LetterState[]>

/** Notes what became of a letter: printed, sent, or failed and why. */
export async function noteLetter({ db, at }: Given, note: unknown) {
  const parsed = parseLetterNote(note)
  if (!parsed.ok) return parsed
  const { letter, state, why, by } = parsed.value
  return db.transact(async (tx) => {
    const row = await tx
      .selectFrom('letters')
      .select('state')
      .where('letter', '=', letter)
      .forUpdate()
      .executeTakeFirst()
    if (row === undefined) return no('LETTER_UNKNOWN')
    const from: readonly LetterState[] = comesFrom[state]
    if (!from.includes(row.state)) return no('LETTER_STATE', { state: row.state })
    await sql`
      update letters set state = ${state}, why = ${why}, changed_at = ${at}, changed_by = ${by},
        printed_count = printed_count + ${state === 'printed' ? 1 : 0} where letter = ${letter}`.execute(tx)
    return ok({ letter, state })
  })
}

const addressKeptDays = 90

/** A letter that left and did not come back for so long needs no address any more. */
export async function forgetAddresses({ db, at }: Given): Promise<void> {
  await db.kysely
    .updateTable('letters')
    .set({ recipient: null, address: null })
    .where('state', '=', 'sent')
    .where('changed_at', '<', new Date(at.getTime() - addressKeptDays * dayMs))
    .where('recipient', 'is not', null)
    .execute()
}
