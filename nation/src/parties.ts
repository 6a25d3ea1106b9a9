import type { Agency, InformationTypeId } from '@madoguchi/catalogue'
import { agencies } from '@madoguchi/catalogue'
import type { PartyKind } from '@madoguchi/messages'

export type PartyPlan = {
  readonly agency: Agency
  readonly kind: PartyKind
  /** The name of its database; roles are called after it. */
  readonly database: string
  readonly provides: readonly InformationTypeId[]
  /** False: it runs, but the directory does not name it, so that nobody can ask it. */
  readonly isOnNetwork: boolean
}

/** Who is in the demo nation. The pension agency runs already and is not on the network yet. */
export const parties = {
  core: plan(agencies.core, 'core'),
  registry: plan(agencies.registry, 'registry'),
  portal: plan(agencies.portal, 'portal'),
  mihonShi: plan(agencies.mihonShi, 'agency', ['local-tax']),
  mihonKenpo: plan(agencies.mihonKenpo, 'agency', ['medical-insurance']),
  mihonNenkin: { ...plan(agencies.mihonNenkin, 'agency', ['pension-record', 'pension-benefit']), isOnNetwork: false },
} as const satisfies Record<string, PartyPlan>

export type PartyName = keyof typeof parties
export const partyNames = Object.keys(parties) as PartyName[]

function plan(agency: Agency, kind: PartyKind, provides: readonly InformationTypeId[] = []): PartyPlan {
  return { agency, kind, database: agency.id.replaceAll('-', '_'), provides, isOnNetwork: true }
}
