import { discardLetter, sendLetterAgain } from '@madoguchi/delivery'
import type { Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import { type Kysely, type Selectable, sql } from 'kysely'
import type { Ground } from '../shell/ground.ts'
import type { LetterFate } from '../shell/letter-fate.ts'
import type { PortalTables } from '../shell/tables.ts'
import { noteAction } from './actions.ts'

export type DeadLetter = {
  readonly id: string
  readonly recipient: string
  readonly name: string
  readonly reference: string | null
  readonly code: string
  readonly diedAt: Date
  readonly notAfter: Date
}

/** `fates`: what journeys do when it is decided about a letter that they posted. `sweep` sends what is due. */
export type LetterDesk = Pick<Ground, 'db' | 'clock'> & {
  readonly fates: () => readonly LetterFate[]
  readonly sweep: () => Promise<unknown>
}

export async function listDeadLetters({ db }: Pick<Ground, 'db'>, limit = 500): Promise<readonly DeadLetter[]> {
  return (await select(db.kysely).orderBy('died_at', 'desc').limit(limit).execute()).map(letterOf)
}

export async function findDeadLetter({ db }: Pick<Ground, 'db'>, id: string): Promise<DeadLetter | undefined> {
  const row = await select(db.kysely).where('message_id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : letterOf(row)
}

/**
 * Puts a dead letter back into the outbox as it was signed; an inquiry that it carried waits again. It keeps its id, so
 * a receiver that has already refused it in its own books says the same again. DEAD_LETTER_LATE when its time is over
 * or its bytes were wiped (`wipeDeadLetters`).
 */
export async function replayDeadLetter(
  { db, clock, fates, sweep }: LetterDesk,
  { id, by }: { id: string; by: string },
): Promise<Verdict<DeadLetter, 'DEAD_LETTER_UNKNOWN' | 'DEAD_LETTER_LATE'>> {
  const done = await db.transact(async (tx) => {
    const at = clock.now()
    const row = await select(tx).where('message_id', '=', id).executeTakeFirst()
    if (row === undefined) return no('DEAD_LETTER_UNKNOWN')
    if (row.not_after <= at || row.is_wiped) return no('DEAD_LETTER_LATE')
    // Whoever deletes it has it: two operators at once replay it once.
    if (!(await sendLetterAgain(tx, id, at))) return no('DEAD_LETTER_UNKNOWN')
    for (const { sentAgain } of fates()) await sentAgain(tx, { ...fateOf(row), at })
    await noteAction(tx, { at, by, what: 'replayed', reference: id, code: row.code })
    return ok(letterOf(row))
  })
  if (done.ok) await sweep()
  return done
}

/** Removes a dead letter for good; what is left of it is the line in the list of actions. */
export async function discardDeadLetter(
  { db, clock, fates }: Omit<LetterDesk, 'sweep'>,
  { id, by }: { id: string; by: string },
): Promise<Verdict<DeadLetter, 'DEAD_LETTER_UNKNOWN'>> {
  return db.transact(async (tx) => {
    const row = await select(tx).where('message_id', '=', id).executeTakeFirst()
    if (row === undefined || !(await discardLetter(tx, id))) return no('DEAD_LETTER_UNKNOWN')
    const at = clock.now()
    // What waits for its answer is closed in the same breath.
    for (const { discarded } of fates()) await discarded(tx, { ...fateOf(row), at })
    await noteAction(tx, { at, by, what: 'discarded', reference: id, code: row.code })
    return ok(letterOf(row))
  })
}

function select(db: Kysely<PortalTables>) {
  return db
    .selectFrom('dead_letters')
    .select(['message_id', 'recipient', 'name', 'reference', 'code', 'died_at', 'not_after'])
    .select(sql<boolean>`octet_length(envelope) = 0`.as('is_wiped'))
}

function fateOf({ name, reference, code }: Row) {
  return { name, reference: reference ?? '', code }
}

type Row = Pick<
  Selectable<PortalTables['dead_letters']>,
  'message_id' | 'recipient' | 'name' | 'reference' | 'code' | 'died_at' | 'not_after'
>

function letterOf({ message_id, recipient, name, reference, code, died_at, not_after }: Row): DeadLetter {
  return { id: message_id, recipient, name, reference, code, diedAt: died_at, notAfter: not_after }
}
