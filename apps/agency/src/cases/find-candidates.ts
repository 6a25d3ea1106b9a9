import type { Procedure } from '@madoguchi/forms'
import { readKeptAnswers } from '@madoguchi/forms'
import type { Kysely } from 'kysely'
import type { Register, RegisterEntry } from '../connector.ts'
import type { AgencyTables } from '../tables.ts'
import { formOf } from './answers.ts'
import type { OpenedCase } from './read-case.ts'

export const comparedMembers = ['name', 'kana', 'birthDate', 'address'] as const
export type ComparedMember = (typeof comparedMembers)[number]

/** Whom the form says that it is about. */
export type SaidSubject = Partial<Readonly<Record<ComparedMember, string>>>

/** Somebody in the register who may be meant: what fits, what differs, what the form does not say. */
export type Candidate = {
  readonly entry: RegisterEntry
  readonly fits: Readonly<Record<ComparedMember, 'fits' | 'differs' | 'unsaid'>>
}

const shownMax = 10

export function readSaidSubject(
  { filings: [first], procedure: id }: OpenedCase,
  procedures: readonly Procedure[],
): SaidSubject {
  const procedure = procedures.find((one) => one.id === id)
  const kept = procedure && readKeptAnswers(procedure, { answers: formOf(first).answers })
  if (procedure === undefined || kept?.ok !== true) return {}
  const said = comparedMembers.flatMap((member) => {
    const field: unknown = procedure.subject[member]
    const value = typeof field === 'string' ? kept.value.answers.fields[field]?.value : undefined
    return typeof value === 'string' && value !== '' ? [[member, value] as const] : []
  })
  return Object.fromEntries(said)
}

/**
 * Whoever has the name, the reading or the day of birth that the form says, best first. Nobody is chosen: a name and a birthday together
 * are no proof either.
 */
export async function findCandidates(
  db: Kysely<AgencyTables>,
  register: Register | undefined,
  said: SaidSubject,
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
  return [...people.values()]
    .map((entry) => ({ entry, fits: compare(entry, said) }))
    .toSorted((a, b) => count(b) - count(a))
    .slice(0, shownMax)
}

function compare(entry: RegisterEntry, said: SaidSubject): Candidate['fits'] {
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
