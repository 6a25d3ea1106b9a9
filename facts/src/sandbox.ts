import type { Clock } from '@madoguchi/kit'
import { readSandboxFacts } from './data.ts'
import { findLayoutInForce, indexEdition } from './edition/edition.ts'
import type { InformationTypeId, Layout } from './edition/model.ts'
import type { FactsView } from './hold/open-facts.ts'
import { makeFactsView } from './hold/open-facts.ts'

/** The sandbox's facts as one edition that nobody signed: for tests, and for what shows the demo without a network. */
export function openSandboxFacts(clock: Clock): FactsView {
  const edition = indexEdition({ version: 1, countsFrom: '2026-01-01', withdrawn: [], data: readSandboxFacts() })
  return makeFactsView(() => [edition], clock)
}

/** The layout of the sandbox's facts that is in force on a day (`YYYY-MM-DD`). Throws where there is none. */
export function getSandboxLayout(type: InformationTypeId, day: string): Layout {
  const found = readSandboxFacts().types.find(({ id }) => id === type)
  const layout = found && findLayoutInForce(found, day)
  if (layout === undefined) throw new TypeError('no such type of the sandbox, or no layout on that day')
  return layout
}

export type { FactsFiles } from './data.ts'
export { readFactsData, readSandboxFacts } from './data.ts'
