import type { Delivery, Work } from '@madoguchi/delivery'
import type { Random, Verdict } from '@madoguchi/kit'
import { makeId, no, ok } from '@madoguchi/kit'
import { sql } from 'kysely'
import type { ProtectionCode } from '../errors.ts'
import { markPerson } from '../people.ts'
import { endReleases } from '../releases.ts'
import type { AgencyTables } from '../tables.ts'
import { hideQuestions } from './hide-questions.ts'
import type { OrderCode } from './protection-order.ts'
import { parseProtectionOrder } from './protection-order.ts'
import { retireWithin } from './retire-answers.ts'

export type ProtectionDeps = {
  readonly core: string
  readonly delivery: Delivery<AgencyTables>
  readonly random: Random
}

type Begun = {
  readonly until: string
  /** Until when it held before, where this act extends one. */
  readonly extends?: string
  /** How many answers portals were asked to keep no longer. */
  readonly answerCount: number
}

/**
 * 支援措置の開始: from now on answers to other agencies are held for an officer, the person's own view gets nothing, records are 不開示, also of what
 * we asked others and is open, and what portals keep of our answers leaves them. Where one holds already, one with a later end takes its place
 * (延長). Of two officers at once the second one sees what the first did.
 */
export async function protect(
  { core, delivery, random }: ProtectionDeps,
  order: unknown,
): Promise<Verdict<Begun, OrderCode | 'PROTECTION_RUNS'>> {
  return delivery.transact(async (work) => {
    const parsed = parseProtectionOrder(order, work.at)
    if (!parsed.ok) return parsed
    const { personRef, until, by, reason } = parsed.value
    const standing = await lockStanding(work, personRef)
    if (standing === undefined) return no('PERSON_UNKNOWN')
    const { running } = standing
    if (running !== undefined && running.until >= until) return no('PROTECTION_RUNS', { until: running.until })
    if (running !== undefined) await end(work, running.protection, by)
    const before = running ?? standing.flags
    await work.tx
      .insertInto('protections')
      .values({
        protection: makeId('prt', random),
        ...{ person_ref: personRef, reason, began_at: work.at, by_whom: by, until },
        held_before: before.held_before,
        withheld_before: before.withheld_before,
        hidden_before: before.hidden_before,
      })
      .execute()
    await markPerson(work.tx, personRef, { holdsAnswers: true, withholdsData: true, hidesRecords: true })
    // What there is since it began was released by an officer.
    if (running !== undefined) return ok({ until, extends: running.until, answerCount: 0 })
    // What was released before was released to somebody who was in no danger yet.
    await endReleases(work, personRef)
    await hideQuestions(work, { which: sql`n.person_ref = ${personRef}`, core })
    const which = sql`p.person_ref = ${personRef}`
    return ok({ until, answerCount: await retireWithin(work, { which, why: 'protected', by, core }) })
  })
}

/** 支援措置の終了, before its last day or by it. What had been set for the person before stands again. */
export async function endWithin(
  work: Work<AgencyTables>,
  { personRef, by }: { personRef: string; by: string },
): Promise<Verdict<{ until: string }, Extract<ProtectionCode, 'PERSON_UNKNOWN' | 'PROTECTION_NONE'>>> {
  const standing = await lockStanding(work, personRef)
  if (standing === undefined) return no('PERSON_UNKNOWN')
  const { running } = standing
  if (running === undefined) return no('PROTECTION_NONE')
  await end(work, running.protection, by)
  const { held_before, withheld_before, hidden_before } = running
  const marks = { holdsAnswers: held_before, withholdsData: withheld_before, hidesRecords: hidden_before }
  await markPerson(work.tx, personRef, marks)
  return ok({ until: running.until })
}

/** The person, locked until the transaction ends, and the protection that holds. Officers and the job wait for each other here. */
async function lockStanding({ tx }: Work<AgencyTables>, personRef: string) {
  const flags = await tx
    .selectFrom('people')
    .select(['holds_answers as held_before', 'withholds_data as withheld_before', 'hides_records as hidden_before'])
    .where('person_ref', '=', personRef)
    .forUpdate()
    .executeTakeFirst()
  if (flags === undefined) return undefined
  const running = await tx
    .selectFrom('protections')
    .select(['protection', 'until', 'held_before', 'withheld_before', 'hidden_before'])
    .where('person_ref', '=', personRef)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return { flags, running }
}

async function end({ tx, at }: Work<AgencyTables>, protection: string, by: string): Promise<void> {
  await tx.updateTable('protections').set({ ended_at: at, ended_by: by }).where('protection', '=', protection).execute()
}
