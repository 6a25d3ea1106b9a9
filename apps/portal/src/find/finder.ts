import type { Municipality } from '@madoguchi/facts'
import type { Procedure } from '@madoguchi/forms'
import type { Offer, OfferCounter, OfferList } from '@madoguchi/messages'
import { dropDirectionMarks } from '@madoguchi/messages'
import { foldText } from './fold.ts'
import type { Lead } from './leads/lead.ts'
import type { OwnWords } from './own-words.ts'
import { makePlaceIndex, type Place } from './place-index.ts'
import { compareTexts, type Hit, makeProcedureIndex, type Reason, type WordsFound } from './procedure-index.ts'
import type { FindQuery } from './query.ts'

/** A procedure in a list: of one municipality with its offer, or of any with how many offer it. */
export type FoundProcedure = {
  readonly procedure: Procedure
  readonly offer: Offer | undefined
  readonly municipalityCount: number
  /** Where the weightiest word was found; undefined where no words were given. */
  readonly reason: Reason | undefined
}

export type Found = {
  readonly place: Place
  /** False: this municipality has published nothing yet. True where no one municipality was asked for. */
  readonly hasPublished: boolean
  readonly results: readonly FoundProcedure[]
  /** What fits as well but this municipality does not offer. */
  readonly elsewhere: readonly FoundProcedure[]
  /** Where nothing was found: what it is if one sign was mistyped. */
  readonly nearby: readonly FoundProcedure[]
  /** What was asked about and is not here, and where it is; the likeliest first. */
  readonly leads: readonly Lead[]
}

export type OfferDetail = {
  readonly municipality: Municipality
  readonly procedure: Procedure
  readonly offer: Offer
  readonly counters: readonly OfferCounter[]
  /** What is filed with this municipality is sealed to. */
  readonly filingKeys: NonNullable<OfferList['filingKeys']>
}

/** Which municipality offers what, to be searched. One a process; `put` is called after a list was stored. */
export type Finder = {
  readonly procedures: readonly Procedure[]
  /** Takes a list in the place of an older one of its municipality. A list that is not newer changes nothing. */
  put(list: OfferList): void
  search(query: FindQuery): Found
  findOffer(municipality: string, procedure: string): OfferDetail | undefined
  findProcedure(id: string): Procedure | undefined
  findMunicipality(code: string): Municipality | undefined
  /** Whom to ask about a procedure: in the order of their codes. */
  findMunicipalitiesOf(procedure: string, countMax: number): readonly Municipality[]
}

type Held = { readonly list: OfferList; readonly byProcedure: ReadonlyMap<string, Offer> }

export function makeFinder(of: {
  readonly procedures: readonly Procedure[]
  /** Those of now: another list where there are others. */
  listMunicipalities(): readonly Municipality[]
}): Finder {
  const procedures = makeProcedureIndex(of.procedures)
  const placesOf = remember(makePlaceIndex)
  const places = () => placesOf(of.listMunicipalities())
  // Made here, so that nobody who searches waits for it.
  places()
  const held = new Map<string, Held>()
  const counts = new Map<string, number>()

  function count(list: OfferList, by: 1 | -1): void {
    for (const { procedure } of list.offers) counts.set(procedure, (counts.get(procedure) ?? 0) + by)
  }

  function describe({ procedure, reason }: Hit, offer?: Offer): FoundProcedure {
    return { procedure, offer, municipalityCount: counts.get(procedure.id) ?? 0, reason }
  }

  function fits(query: FindQuery, procedure: Procedure): boolean {
    return (
      (query.procedure === undefined || procedure.id === query.procedure) &&
      (query.category === undefined || procedure.category === query.category) &&
      (query.situation === undefined || procedure.lifeSituations.includes(query.situation))
    )
  }

  function search(query: FindQuery): Found {
    const { place, words } = places().readAmong(query)
    const of = place.kind === 'one' ? held.get(place.municipality.code) : undefined
    const own = (id: string) => {
      const offer = of?.byProcedure.get(id)
      return of === undefined || offer === undefined ? undefined : readOwn(offer, of.list.counters)
    }
    const found: WordsFound =
      words === ''
        ? {
            hits: procedures.all.map((procedure) => ({ procedure, score: 0, reason: undefined })),
            nearby: [],
            leads: [],
          }
        : procedures.find(words, own)
    const hits = found.hits.filter(({ procedure }) => fits(query, procedure))
    const isOffered = ({ procedure }: Hit) => of?.byProcedure.has(procedure.id) === true
    const isAnywhere = ({ procedure }: Hit) => (counts.get(procedure.id) ?? 0) > 0
    const results = place.kind === 'one' ? hits.filter(isOffered) : hits
    const elsewhere = place.kind === 'one' ? hits.filter((hit) => !isOffered(hit) && isAnywhere(hit)) : []
    return {
      place,
      hasPublished: place.kind !== 'one' || of !== undefined,
      results: results.map((hit) => describe(hit, of?.byProcedure.get(hit.procedure.id))),
      elsewhere: elsewhere.map((hit) => describe(hit)),
      nearby: found.nearby.map((procedure) =>
        describe({ procedure, score: 0, reason: undefined }, of?.byProcedure.get(procedure.id)),
      ),
      leads: found.leads,
    }
  }

  return {
    procedures: procedures.all,
    put(given) {
      // Of a municipality whose program refuses no marks of direction, or of before: they stand on no page.
      const list = dropDirectionMarks(given)
      const old = held.get(list.municipality)?.list
      if (old !== undefined && old.version >= list.version) return
      if (old !== undefined) count(old, -1)
      count(list, 1)
      held.set(list.municipality, { list, byProcedure: new Map(list.offers.map((offer) => [offer.procedure, offer])) })
    },
    search,
    findOffer(code, id) {
      const municipality = places().get(code)
      const procedure = procedures.get(id)
      const of = held.get(code)
      const offer = of?.byProcedure.get(id)
      if (municipality === undefined || procedure === undefined || of === undefined || offer === undefined)
        return undefined
      const counters = offer.counters.flatMap((counter) => of.list.counters.filter((one) => one.id === counter))
      return { municipality, procedure, offer, counters, filingKeys: of.list.filingKeys ?? [] }
    },
    findProcedure: (id) => procedures.get(id),
    findMunicipality: (code) => places().get(code),
    findMunicipalitiesOf: (procedure, countMax) =>
      [...held.values()]
        .filter(({ byProcedure }) => byProcedure.has(procedure))
        .map(({ list }) => list.municipality)
        .sort(compareTexts)
        .slice(0, countMax)
        .flatMap((code) => places().get(code) ?? []),
  }
}

/** A counter is called by its whole name, or by a part of it that stands apart: こども家庭課 手当係. */
function readOwn({ notes, deadline, counters }: Offer, all: readonly OfferCounter[]): OwnWords {
  const names = all.filter(({ id }) => counters.includes(id)).flatMap(({ name }) => [name, ...name.split(/\s+/)])
  return { text: foldText([notes, deadline, ...names].join('\n')), counters: new Set(names.map(foldText)) }
}

/** Makes it anew only for another list. */
function remember<From extends object, To>(make: (from: From) => To): (from: From) => To {
  let held: { readonly from: From; readonly made: To } | undefined
  return (from) => {
    if (held?.from !== from) held = { from, made: make(from) }
    return held.made
  }
}
