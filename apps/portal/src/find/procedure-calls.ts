import type { Completion } from '@madoguchi/forms'
import { AppError } from '@madoguchi/kit'
import { defineOperation, type Operation } from '../shell/operation.ts'
import { anyReader } from '../shell/words.ts'
import type { Finder, FoundProcedure } from './finder.ts'
import { leadPlaces } from './lead-places.ts'
import type { Lead } from './leads/lead.ts'
import { leadsAsOf } from './leads.ts'
import { listWays } from './procedures-list.ts'
import { readQuery } from './query.ts'
import { findWords } from './words.ts'

const shownMax = 200

/** What municipalities offer: for anybody, without a log-in. */
export function listProcedureCalls(finder: Pick<Finder, 'search' | 'findOffer'>): readonly Operation[] {
  const copy = findWords(anyReader).api
  return [
    defineOperation(
      {
        id: 'findProcedures',
        method: 'GET',
        path: '/procedures',
        summary: copy.findProcedures,
        query: copy.findProceduresBy,
        access: 'open',
        answer: { status: 200, schema: 'FoundProcedures' },
      },
      async ({ c }) => {
        const found = finder.search(readQuery(new URL(c.req.url).searchParams))
        const { place } = found
        const candidates =
          place.kind === 'several' ? place.municipalities : place.kind === 'unknown' ? place.nearby : []
        const isPlaced = place.kind === 'one' || place.kind === 'not-asked'
        return {
          place: place.kind,
          municipality: place.kind === 'one' ? describePlace(place.municipality) : null,
          candidates: candidates.map(describePlace),
          hasPublished: found.hasPublished,
          procedures: isPlaced ? found.results.slice(0, shownMax).map(describeFound) : [],
          nearby: found.nearby.map(describeFound),
          leads: found.leads.map(describeLead),
        }
      },
    ),
    defineOperation(
      {
        id: 'getProcedure',
        method: 'GET',
        path: '/procedures/{municipality}/{procedure}',
        summary: copy.getProcedure,
        access: 'open',
        answer: { status: 200, schema: 'OfferedProcedure' },
        errors: ['PROCEDURE_UNKNOWN'],
      },
      async ({ c }) => {
        const detail = finder.findOffer(c.req.param('municipality') ?? '', c.req.param('procedure') ?? '')
        if (detail === undefined) throw new AppError('PROCEDURE_UNKNOWN', 'This municipality does not offer this.')
        const { municipality, procedure, offer, counters } = detail
        return {
          municipality: describePlace(municipality),
          ...describeFound({ procedure, offer, municipalityCount: 1, reason: undefined }),
          version: procedure.version,
          addressee: offer.addressee,
          filers: procedure.filers.map(({ is, who, note }) => ({ is, who, note: note ?? null })),
          completion: describeCompletion(procedure.completion),
          notes: offer.notes ?? null,
          url: offer.url ?? null,
          counters: counters.map(({ name, place, hours, phone }) => ({ name, place, hours, phone })),
        }
      },
    ),
  ]
}

function describeCompletion(completion: Completion) {
  return completion.online === 'whole' ? { online: completion.online, why: null, left: null } : completion
}

function describePlace({
  code,
  prefecture,
  name,
  kana,
}: {
  code: string
  prefecture: string
  name: string
  kana: string
}) {
  return { code, prefecture, name, kana }
}

function describeLead({ title, place, basis }: Lead) {
  const at: { readonly url?: string } = leadPlaces[place]
  return { title, place, url: at.url ?? null, basis, asOf: leadsAsOf }
}

function describeFound({ procedure, offer, municipalityCount, reason }: FoundProcedure) {
  const { id, title, summary, forWhom, deadline, needed, category, lifeSituations, ways } = procedure
  return {
    procedure: id,
    title,
    summary,
    forWhom,
    deadline: offer?.deadline ?? deadline.text,
    needed: needed.map(({ text, note }) => ({ text, note: note ?? null })),
    ways: offer === undefined ? ways : listWays(ways, offer),
    category,
    situations: lifeSituations,
    municipalityCount,
    reason: reason ?? null,
  }
}
