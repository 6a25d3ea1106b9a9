import type { Replica } from '@madoguchi/agency'
import type {
  AgencyId,
  AgencyKind,
  DatumRecord,
  Field,
  InformationType,
  InformationTypeId,
  Layout,
  Value,
} from '@madoguchi/facts'
import { findLayoutInForce, getAgencyId } from '@madoguchi/facts'
import { readSandboxFacts } from '@madoguchi/facts/sandbox'

export type Provider = {
  readonly id: AgencyId
  readonly kinds: readonly AgencyKind[]
  readonly provides: readonly InformationTypeId[]
}

const agenciesCount = 12
const pairsCount = 35
const typesEach = 3
const asOf = '2026-11-01'
const recordsEach = 3

/** The types that have a layout: of the others no agency can give a datum yet. */
const types = readSandboxFacts().types.filter(({ layouts }) => layouts.length > 0)
const layoutOf = new Map(types.map((type) => [type.id, findLayoutInForce(type, asOf) as Layout]))
export const askedTypes: readonly InformationTypeId[] = types.map(({ id }) => id)

/** Twelve agencies with a part of the types each; one page load asks for all pairs of type and agency. */
export function drawProviders(): readonly Provider[] {
  return Array.from({ length: agenciesCount }, (_, i) => {
    const left = pairsCount - i * typesEach
    const provided = Array.from(
      { length: Math.min(typesEach, left) },
      (_, j) => types[(i + j) % types.length] as InformationType,
    )
    return {
      id: getAgencyId(`wide-${String(i).padStart(2, '0')}`),
      kinds: [...new Set(provided.flatMap(({ providerKinds }) => providerKinds[0] ?? []))],
      provides: provided.map(({ id }) => id),
    }
  })
}

export const pairsAsked = pairsCount

/** What an agency has registered about a person: a few records of each of its types, every field filled. */
export function makeReplicas({ provides }: Provider, personRef: string): Replica[] {
  return provides.map((type) => {
    const layout = layoutOf.get(type) as Layout
    return { personRef, type, layout: layout.version, asOf, records: makeRecords(layout) }
  })
}

function makeRecords({ fields, recordKey }: Layout): DatumRecord[] {
  return Array.from({ length: recordsEach }, (_, i) => ({
    key: recordKey === 'serial' ? String(i + 1) : String(2024 + i),
    values: Object.fromEntries(fields.map((field, place) => [field.id, makeValue(field, i * 1000 + place)])),
  }))
}

function makeValue(field: Field, number: number): Value {
  switch (field.kind) {
    case 'yen':
      return number * 1009
    case 'integer':
      return number % 40
    case 'year':
      return 2024 + (number % 3)
    case 'boolean':
      return number % 2 === 0
    case 'date':
      return '2026-04-01'
    case 'month':
      return '2026-04'
    case 'code':
      return Object.keys(field.codes)[0] ?? ''
    case 'text':
      return `見本${number}`
  }
}
