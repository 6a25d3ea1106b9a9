import type { Party, Procedure } from '@madoguchi/forms'
import { readKeptAnswers, readParty } from '@madoguchi/forms'
import { japaneseDay } from '@madoguchi/kit'
import type { Kysely } from 'kysely'
import type { Register, RegisterEntry } from '../connector.ts'
import type { AgencyTables } from '../tables.ts'
import { findProcedure, formOf, getNewest } from './answers.ts'
import type { CaseFiling, OpenedCase } from './read-case.ts'

export const comparedMembers = ['name', 'kana', 'birthDate', 'address'] as const
export type ComparedMember = (typeof comparedMembers)[number]

/** Whom the form says that it is about, or who applies. */
export type SaidParty = Partial<Readonly<Record<ComparedMember, string>>>

/** Somebody in the register who may be meant: what fits, what differs, what the form does not say. */
export type Candidate = {
  readonly entry: RegisterEntry
  readonly fits: Readonly<Record<ComparedMember, 'fits' | 'differs' | 'unsaid'>>
  /** Under 支援措置 now. */
  readonly isProtected: boolean
}

const shownMax = 10

/** As the answers have it that hold now. */
export function readSaidSubject(opened: OpenedCase, procedures: readonly Procedure[]): SaidParty {
  return readSaidParty(getNewest(opened), findProcedure(procedures, opened.procedure), ({ subject }) => subject)
}

/** What a filing says of one of its parties, as the definition of its procedure names the fields; nothing where either is unknown here. */
export function readSaidParty(
  filing: CaseFiling,
  procedure: Procedure | undefined,
  choose: (procedure: Procedure) => Party,
): SaidParty {
  const kept = procedure && readKeptAnswers(procedure, { answers: formOf(filing).answers })
  if (procedure === undefined || kept?.ok !== true) return {}
  const filling = { procedure, answers: kept.value.answers, today: japaneseDay(filing.filedAt) }
  return readParty(filling, choose(procedure))
}

/**
 * Whoever has the name, the reading or the day of birth that the form says, best first. Nobody is chosen: a name and a birthday together
 * are no proof either.
 */
export async function findCandidates(
  db: Kysely<AgencyTables>,
  register: Register | undefined,
  said: SaidParty,
): Promise<readonly Candidate[]> {
  if (register === undefined) return []
  const { name, kana, birthDate } = said
  const found = [
    ...(name === undefined ? [] : await register.find(db, { name })),
    ...(kana === undefined ? [] : await register.find(db, { name: kana })),
    ...(birthDate === undefined ? [] : await register.find(db, { birthDate })),
  ]
  const people = new Map(found.map((entry) => [entry.personRef, entry]))
  const count = ({ fits }: Candidate) => Object.values(fits).filter((one) => one === 'fits').length
  const hidden = await listProtected(db, [...people.keys()])
  return [...people.values()]
    .map((entry) => ({ entry, fits: compare(entry, said), isProtected: hidden.has(entry.personRef) }))
    .toSorted((a, b) => count(b) - count(a))
    .slice(0, shownMax)
}

async function listProtected(db: Kysely<AgencyTables>, people: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('protections')
    .select('person_ref')
    .where('person_ref', 'in', ['', ...people])
    .where('ended_at', 'is', null)
    .execute()
  return new Set(rows.map((row) => row.person_ref))
}

function compare(entry: RegisterEntry, said: SaidParty): Candidate['fits'] {
  const judge = (member: ComparedMember) => {
    const value = said[member]
    if (value === undefined) return 'unsaid'
    return bare(value) === bare(entry[member]) ? 'fits' : 'differs'
  }
  return { name: judge('name'), kana: judge('kana'), birthDate: judge('birthDate'), address: judge('address') }
}

/** Half and full width are one, and blanks none. */
function bare(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '')
}
