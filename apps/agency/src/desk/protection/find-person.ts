import type { Child } from '@madoguchi/ui'
import { html, renderDescriptionList, sayDate } from '@madoguchi/ui'
import type { Kysely } from 'kysely'
import type { Register, RegisterEntry } from '../../connector.ts'
import type { AgencyTables } from '../../tables.ts'
import { deskWords } from '../words.ts'

type Where = { readonly db: Kysely<AgencyTables>; readonly register: Register | undefined }

/** The protection of somebody that runs now. */
type Running = {
  readonly until: string
  readonly reason: keyof typeof deskWords.protectionReasons
  readonly by: string
}

/** A person as a case shows them. */
export type PersonSeen = {
  readonly entry: RegisterEntry | undefined
  readonly running: Running | undefined
  readonly html: Child
}

/** Whether we have to do with somebody of that reference at all. */
export async function isKnownPerson(db: Kysely<AgencyTables>, personRef: string): Promise<boolean> {
  const row = await db.selectFrom('people').select('person_ref').where('person_ref', '=', personRef).executeTakeFirst()
  return row !== undefined
}

/** What the register knows of them, and whether they are protected. */
export async function describePerson({ db, register }: Where, personRef: string): Promise<PersonSeen> {
  const { person: copy } = deskWords
  const entry = await register?.findOne(db, personRef)
  const running = await db
    .selectFrom('protections')
    .select(['until', 'reason', 'by_whom as by'])
    .where('person_ref', '=', personRef)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  const rows = [
    { term: copy.reference, value: html`<code>${personRef}</code>` },
    ...(entry === undefined
      ? []
      : [
          { term: copy.name, value: `${entry.name}(${entry.kana})` },
          { term: copy.birthDate, value: sayDate(new Date(`${entry.birthDate}T00:00:00+09:00`)) },
          { term: copy.address, value: entry.address },
        ]),
    {
      term: copy.protection,
      value: running === undefined ? copy.notProtected : copy.protectedUntil(sayDay(running.until)),
    },
  ]
  return { entry, running, html: renderDescriptionList({ rows }) }
}

/** A day of the calendar, as people read it. */
export function sayDay(day: string): string {
  return sayDate(new Date(`${day}T00:00:00+09:00`))
}

/** Whoever fits a reference, a name, a day of birth; those of a reference that is known stand there without a register, too. */
export async function findPeople(
  { db, register }: Where,
  wanted: { readonly reference: string; readonly name: string; readonly birthDate: string },
): Promise<readonly (Partial<RegisterEntry> & { readonly personRef: string })[]> {
  const { reference, name, birthDate } = wanted
  if (reference !== '') {
    if (!(await isKnownPerson(db, reference))) return []
    return [(await register?.findOne(db, reference)) ?? { personRef: reference }]
  }
  if (register === undefined || (name === '' && birthDate === '')) return []
  return register.find(db, {
    ...(name === '' ? {} : { name }),
    ...(birthDate === '' ? {} : { birthDate }),
  })
}
