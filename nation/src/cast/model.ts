import type { Offering } from '@madoguchi/agency'
import type { AffairId, AgencyId, AgencyKind, InformationTypeId } from '@madoguchi/facts'
import type { PartyAbout, PartyContact } from '@madoguchi/messages'
import type { BusinessData } from '../business-data.ts'
import type { Resident } from '../residents/index.ts'

/** A body of the made-up country: all that its line in the directory says but keys and addresses. */
export type CastParty = {
  readonly id: AgencyId
  readonly kinds: readonly AgencyKind[]
  readonly municipality?: string
  /** Its 機関コード begins with 9999, which marks it synthetic. */
  readonly about: PartyAbout & { readonly code: string; readonly headTitle: string; readonly contact: PartyContact }
}

/** What it asks another of the cast about the demo's card holders, so that a history is not empty. */
type CastQuestion = {
  readonly provider: string
  readonly affair: AffairId
  readonly type: InformationTypeId
  /** About whom. */
  readonly concerns: (resident: Resident) => boolean
}

/** One agency of the demo: everything that start, seed, population, faults, classifier and bench need to know of it. */
export type CastAgency = {
  readonly agency: CastParty
  /** What it answers from: tax tables, or registered copies. */
  readonly connector: 'municipality' | 'replicas'
  readonly provides: readonly InformationTypeId[]
  /** Citizens may file with it. */
  readonly takesFilings?: boolean
  /**
   * Its part in the demo. `joined`: it runs, and others ask it. `apart`: it runs, and the directory does not name it, so that nobody can ask it.
   * `publishes`: it has keys, a line in the directory and a list of what it offers, and no program that would take a question.
   */
  readonly part: 'joined' | 'apart' | 'publishes'
  /** What its business systems know of the residents. */
  readonly describe: (residents: readonly Resident[]) => BusinessData
  /** Its own reference for somebody: the references of two agencies have nothing in common but the person. */
  readonly refOf: (resident: Pick<Resident, 'residentCode'>) => string
  readonly asks: readonly CastQuestion[]
  /** What a municipality offers to its citizens, in its own words. */
  readonly offering?: Offering
}
