import type { AgencyPerson, Replica, TaxAssessment } from '@madoguchi/agency'
import type { AffairId, InformationTypeId } from '@madoguchi/facts'
import { unset } from '@madoguchi/facts'
import { getSandboxLayout } from '@madoguchi/facts/sandbox'
import type { CastAgency, PartyPlan } from '@madoguchi/nation'
import { demoCast, getPartyPlan, planParties } from '@madoguchi/nation'
import type { ResidentIdentity } from '@madoguchi/registry'

export const agencyRoles = ['mihon-shi', 'aoba-shi', 'mihon-kenpo'] as const
export type AgencyRole = (typeof agencyRoles)[number]
export type Role = 'core' | 'registry' | 'portal' | AgencyRole

function isAgencyRole(id: string): id is AgencyRole {
  return agencyRoles.some((role) => role === id)
}

/** Who takes part: agencies of the demo's cast, each with a program here, also where it only publishes there. */
export const cast: readonly CastAgency[] = agencyRoles.map((id) => {
  const member = demoCast.find(({ agency }) => agency.id === id)
  if (member === undefined) throw new Error(`${id} is not in the cast`)
  return { ...member, part: 'joined' }
})
/** Each an operating-system process with a database of its own. */
const plans = planParties(cast)
export const roles = plans.map(({ name }) => name as Role)

export function planOf(role: Role): PartyPlan {
  return getPartyPlan(role, plans)
}

export function roleOf(party: string): Role {
  const role = roles.find((each) => planOf(each).party.id === party)
  if (role === undefined) throw new Error(`${party} has no part in this`)
  return role
}

/** What an agency may ask another by the permission table. */
export type Question = {
  readonly inquirer: AgencyRole
  readonly provider: AgencyRole
  readonly affair: AffairId
  readonly type: InformationTypeId
}
/** Who asks whom, as the cast says. */
export const questions: readonly Question[] = cast.flatMap(({ agency, asks }) =>
  asks.flatMap(({ provider, affair, type }) => {
    const inquirer: string = agency.id
    return isAgencyRole(inquirer) && isAgencyRole(provider) ? [{ inquirer, provider, affair, type }] : []
  }),
)

const prefixes: Readonly<Record<AgencyRole, string>> = { 'mihon-shi': 'A', 'aoba-shi': 'B', 'mihon-kenpo': 'K' }

/** An agency's own reference for the person of this number. */
export function refOf(role: AgencyRole, person: number): string {
  return `${prefixes[role]}${person}`
}

export function personOf(ref: string): number {
  return Number(ref.slice(1))
}

export function residentCodeOf(person: number): string {
  return String(10_000_000_000 + person)
}

/** A value that only this agency holds about only this person: an answer tells by it about whom it is. */
export function markOf(provider: AgencyRole, person: number): number | string {
  if (provider === 'mihon-kenpo') return `N${person}`
  return (provider === 'mihon-shi' ? 1_000_000 : 5_000_000) + person
}

/** The same value, read out of an answer. */
export function readMark(datum: unknown): unknown {
  const { type, records } = datum as { type: string; records: { values: Record<string, unknown> }[] }
  return records[0]?.values[type === 'local-tax' ? 'salaryRevenue' : 'number']
}

/** Whom an agency knows, and whom a city taxes. */
export type Population = {
  knows(role: AgencyRole, person: number): boolean
  taxes(role: AgencyRole, person: number): boolean
}
export const everybody: Population = { knows: () => true, taxes: () => true }

export function makeResidents(people: number): ResidentIdentity[] {
  return Array.from({ length: people }, (_, person) => ({
    residentCode: residentCodeOf(person),
    name: `見本 ${person}`,
    address: 'みほん県みほん市本町1-1',
    birthDate: '1985-04-02',
    sex: '2',
  }))
}

export function makePeople(role: AgencyRole, people: number): AgencyPerson[] {
  return Array.from({ length: people }, (_, person) => ({
    personRef: refOf(role, person),
    residentCode: residentCodeOf(person),
  }))
}

export function makeAssessments(role: 'mihon-shi' | 'aoba-shi', people: number): TaxAssessment[] {
  return Array.from({ length: people }, (_, person) => ({
    personRef: refOf(role, person),
    taxYear: 2026,
    incomeYear: 2025,
    taxation: '3',
    assessedOn: '2026-06-01',
    items: { salaryRevenue: Number(markOf(role, person)) },
  }))
}

export function makeReplicas(people: number): Replica[] {
  const layout = getSandboxLayout('medical-insurance', '2026-11-01')
  return Array.from({ length: people }, (_, person) => ({
    personRef: refOf('mihon-kenpo', person),
    type: 'medical-insurance',
    layout: layout.version,
    asOf: '2026-11-01',
    records: [
      {
        key: '1',
        values: {
          ...Object.fromEntries(layout.fields.map(({ id }) => [id, unset])),
          number: String(markOf('mihon-kenpo', person)),
        },
      },
    ],
  }))
}
