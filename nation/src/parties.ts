import { listAgencySeries, makeMunicipality, makeReplicaStore } from '@madoguchi/agency'
import { coreSeries } from '@madoguchi/core'
import type { MigrationSeries } from '@madoguchi/db'
import type { Agency, InformationTypeId } from '@madoguchi/facts'
import { agencies } from '@madoguchi/facts'
import type { PartyKind } from '@madoguchi/messages'
import { portalSeries } from '@madoguchi/portal'
import { registrySeries } from '@madoguchi/registry'

export type PartyPlan = {
  readonly agency: Agency
  readonly kind: PartyKind
  /** The name of its database; roles are called after it. */
  readonly database: string
  /** What must have run there before its program starts. */
  readonly series: readonly MigrationSeries[]
  readonly provides: readonly InformationTypeId[]
  /** False: it runs, but the directory does not name it, so that nobody can ask it. */
  readonly isOnNetwork: boolean
}

const taxTables = listAgencySeries(makeMunicipality(agencies.mihonShi.id))
const replicas = listAgencySeries(makeReplicaStore(agencies.mihonKenpo.id, []))

/** Who is in the demo nation. The pension agency runs already and is not on the network yet. */
export const parties = {
  core: plan(agencies.core, 'core', coreSeries),
  registry: plan(agencies.registry, 'registry', registrySeries),
  portal: plan(agencies.portal, 'portal', portalSeries),
  mihonShi: plan(agencies.mihonShi, 'agency', taxTables, ['local-tax']),
  mihonKenpo: plan(agencies.mihonKenpo, 'agency', replicas, ['medical-insurance']),
  mihonNenkin: {
    ...plan(agencies.mihonNenkin, 'agency', replicas, ['pension-record', 'pension-benefit']),
    isOnNetwork: false,
  },
} as const satisfies Record<string, PartyPlan>

export type PartyName = keyof typeof parties
export const partyNames = Object.keys(parties) as PartyName[]

function plan(
  agency: Agency,
  kind: PartyKind,
  series: readonly MigrationSeries[],
  provides: readonly InformationTypeId[] = [],
): PartyPlan {
  return { agency, kind, series, database: agency.id.replaceAll('-', '_'), provides, isOnNetwork: true }
}
