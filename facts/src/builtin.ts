import { systemClock } from '@madoguchi/kit'
import type { Affair, InformationType, InformationTypeId, Layout } from './edition/model.ts'
import type { FactsReader } from './hold/facts-reader.ts'
import { openSandboxFacts } from './sandbox.ts'

// What still reads the sandbox's facts, and not those that its program holds.

export const builtinFacts: FactsReader = openSandboxFacts(systemClock)

export const informationTypeIds: readonly InformationTypeId[] = builtinFacts.listTypes().map(({ id }) => id)
export const municipalities = builtinFacts.listMunicipalities()

export function isInformationTypeId(value: unknown): value is InformationTypeId {
  return typeof value === 'string' && builtinFacts.findType(value) !== undefined
}

export function getInformationType(id: InformationTypeId): InformationType {
  const type = builtinFacts.findType(id)
  if (type === undefined) throw new TypeError('no information type')
  return type
}

export function findLayout(type: InformationTypeId, version: string): Layout | undefined {
  return builtinFacts.findLayout(type, version)
}

export function findAffair(id: string): Affair | undefined {
  return builtinFacts.findAffair(id)
}
