import type { Connector } from '@madoguchi/agency'
import { listAgencySeries, makeMunicipality, makeReplicaStore } from '@madoguchi/agency'
import { coreSeries } from '@madoguchi/core'
import type { MigrationSeries } from '@madoguchi/db'
import type { InformationTypeId } from '@madoguchi/facts'
import type { PartyKind } from '@madoguchi/messages'
import { portalSeries } from '@madoguchi/portal'
import { registrySeries } from '@madoguchi/registry'
import { demoCast } from './cast/demo-cast.ts'
import type { CastAgency, CastParty } from './cast/model.ts'
import { operators } from './cast/operators.ts'

/** `core`, `registry`, `portal`, or an agency's id. */
export type PartyName = string

export type PartyPlan = {
  readonly name: PartyName
  readonly party: CastParty
  readonly kind: PartyKind
  /** The name of its database; roles are called after it. */
  readonly database: string
  /** What must have run there before its program starts. */
  readonly series: readonly MigrationSeries[]
  readonly provides: readonly InformationTypeId[]
  readonly takesFilings?: boolean
  /** False: it runs, but the directory does not name it, so that nobody can ask it. */
  readonly isOnNetwork: boolean
}

/** What an agency of the cast answers from. */
export function makeCastConnector({ agency, connector, provides }: CastAgency): Connector {
  return connector === 'municipality' ? makeMunicipality(agency.id) : makeReplicaStore(agency.id, provides)
}

/** Everybody who runs: the three operators, and the agencies of the cast that have a program. */
export function planParties(cast: readonly CastAgency[] = demoCast): readonly PartyPlan[] {
  return [
    plan({ name: 'core', party: operators.core, kind: 'core', series: coreSeries }),
    plan({ name: 'registry', party: operators.registry, kind: 'registry', series: registrySeries }),
    plan({ name: 'portal', party: operators.portal, kind: 'portal', series: portalSeries }),
    ...cast
      .filter(({ part }) => part !== 'publishes')
      .map((member) => ({
        ...plan({
          name: member.agency.id,
          party: member.agency,
          kind: 'agency',
          series: listAgencySeries(makeCastConnector(member)),
        }),
        provides: member.provides,
        ...(member.takesFilings === undefined ? {} : { takesFilings: member.takesFilings }),
        isOnNetwork: member.part === 'joined',
      })),
  ]
}

/** The plan of one of the demo's cast. Throws TypeError for a name that nobody has. */
export function getPartyPlan(name: PartyName, plans: readonly PartyPlan[] = planParties()): PartyPlan {
  const found = plans.find((each) => each.name === name)
  if (found === undefined) throw new TypeError(`nobody of the cast is called ${name}`)
  return found
}

function plan(facts: Pick<PartyPlan, 'name' | 'party' | 'kind' | 'series'>): PartyPlan {
  return { ...facts, database: facts.party.id.replaceAll('-', '_'), provides: [], isOnNetwork: true }
}
