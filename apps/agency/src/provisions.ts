import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Permitted } from './permitted.ts'
import type { Answer } from './read-answers.ts'
import { selfInformation } from './self-information.ts'

// All that is written into the table of provisions: what was permitted, and what became of it.

export type Fresh = Permitted & { readonly isHeld: boolean }

/**
 * Each exchange is provided once: where another copy of the program provides the same one at once, one of the two
 * transactions fails, and what it was to answer comes again and is known. All permits travel in one parameter.
 */
export function insertProvisions(
  fresh: readonly Fresh[],
  answers: ReadonlyMap<Fresh, Answer | undefined>,
  at: Date,
): RawBuilder<unknown> {
  const permits = fresh.map(({ permit }) => permit)
  const sizes = permits.map(({ bytes }) => bytes.length)
  const starts = sizes.map((_, i) => 1 + sizes.slice(0, i).reduce((sum, size) => sum + size, 0))
  return sql`
    insert into provisions (exchange_id, person_ref, inquirer, affair, type, basis, permit, state, outcome, cause, received_at, answered_at, expires_at)
    select exchange, person, inquirer, affair, type, basis, substring(${Buffer.concat(permits.map(({ bytes }) => bytes))}::bytea from start for size),
      case when is_held then 'held' else 'answered' end, outcome, cause, ${at}::timestamptz, case when not is_held then ${at}::timestamptz end, expires_at
    from unnest(${permits.map(({ body }) => body.exchange)}::text[], ${fresh.map(({ person }) => person?.ref ?? null)}::text[],
      ${permits.map(({ body }) => body.inquirer)}::text[], ${fresh.map(({ ask }) => ask.body.affair)}::text[],
      ${fresh.map(({ ask }) => ask.body.type)}::text[], ${permits.map(({ body }) => body.basis)}::text[],
      ${starts}::int[], ${sizes}::int[], ${fresh.map(({ isHeld }) => isHeld)}::boolean[],
      ${fresh.map((one) => answers.get(one)?.outcome ?? null)}::text[], ${fresh.map((one) => answers.get(one)?.cause ?? null)}::text[],
      ${permits.map(({ body }) => new Date(body.expiresAt))}::timestamptz[])
      as t (exchange, person, inquirer, affair, type, basis, start, size, is_held, outcome, cause, expires_at)`
}

/** Notes how held exchanges ended of which nobody released the answer in time. */
export function noteNotReleased(exchanges: readonly string[], at: Date): RawBuilder<unknown> {
  return sql`
    update provisions set state = 'answered', answered_at = ${at}, cause = 'held',
      outcome = case when expires_at <= ${at} then 'expired' when affair = ${selfInformation} then 'nothing-to-show' else 'refused' end
    where exchange_id = any(${exchanges}::text[])`
}

/** Notes what a held exchange was answered with in the end. */
export function noteProvided(exchange: string, answer: Answer, at: Date): RawBuilder<unknown> {
  return sql`
    update provisions set state = 'answered', outcome = ${answer.outcome}, cause = ${answer.cause}, answered_at = ${at}
    where exchange_id = ${exchange}`
}
