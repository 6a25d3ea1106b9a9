import type { AgencyPerson, Replica, TaxAssessment } from '@madoguchi/agency'
import type { MigrationSeries } from '@madoguchi/db'
import type { AffairId, InformationTypeId } from '@madoguchi/facts'
import { agencies, unset } from '@madoguchi/facts'
import { getSandboxLayout } from '@madoguchi/facts/sandbox'
import { parties } from '@madoguchi/nation'
import type { ResidentIdentity } from '@madoguchi/registry'

/** Who takes part: each an operating-system process with a database of its own. */
export const cast = {
  core: { agency: agencies.core, kind: 'core', provides: [] },
  registry: { agency: agencies.registry, kind: 'registry', provides: [] },
  portal: { agency: agencies.portal, kind: 'portal', provides: [] },
  mihonShi: { agency: agencies.mihonShi, kind: 'agency', provides: ['local-tax'] },
  aobaShi: { agency: agencies.aobaShi, kind: 'agency', provides: ['local-tax'] },
  mihonKenpo: { agency: agencies.mihonKenpo, kind: 'agency', provides: ['medical-insurance'] },
} as const

export type Role = keyof typeof cast
export const roles = Object.keys(cast) as Role[]
export type AgencyRole = 'mihonShi' | 'aobaShi' | 'mihonKenpo'
export const agencyRoles: readonly AgencyRole[] = ['mihonShi', 'aobaShi', 'mihonKenpo']

/** What must have run on its database. The second city keeps what the first keeps. */
export function seriesOf(role: Role): readonly MigrationSeries[] {
  return parties[role === 'aobaShi' ? 'mihonShi' : role].series
}

export function roleOf(party: string): Role {
  const role = roles.find((each) => cast[each].agency.id === party)
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
export const questions: readonly Question[] = [
  { inquirer: 'mihonKenpo', provider: 'mihonShi', affair: 'health-insurance-benefit', type: 'local-tax' },
  { inquirer: 'mihonKenpo', provider: 'aobaShi', affair: 'health-insurance-benefit', type: 'local-tax' },
  { inquirer: 'mihonShi', provider: 'mihonKenpo', affair: 'national-health-insurance', type: 'medical-insurance' },
  { inquirer: 'aobaShi', provider: 'mihonKenpo', affair: 'national-health-insurance', type: 'medical-insurance' },
]

const prefixes: Readonly<Record<AgencyRole, string>> = { mihonShi: 'A', aobaShi: 'B', mihonKenpo: 'K' }

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
  if (provider === 'mihonKenpo') return `N${person}`
  return (provider === 'mihonShi' ? 1_000_000 : 5_000_000) + person
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

export function makeAssessments(role: 'mihonShi' | 'aobaShi', people: number): TaxAssessment[] {
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
    personRef: refOf('mihonKenpo', person),
    type: 'medical-insurance',
    layout: layout.version,
    asOf: '2026-11-01',
    records: [
      {
        key: '1',
        values: {
          ...Object.fromEntries(layout.fields.map(({ id }) => [id, unset])),
          number: String(markOf('mihonKenpo', person)),
        },
      },
    ],
  }))
}
