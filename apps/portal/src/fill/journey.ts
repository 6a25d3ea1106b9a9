import type { Finder } from '../find/finder.ts'
import { declareErrors } from '../shell/error-words.ts'
import type { Queues } from '../shell/get-printer.ts'
import type { Ground } from '../shell/ground.ts'
import type { Journey, OpenJourney } from '../shell/journey.ts'
import type { Counts } from '../shell/limits/counts.ts'
import type { Visit } from '../shell/visit.ts'
import { listDraftCalls } from './draft-calls.ts'
import { type DraftsAhead, lookAhead } from './drafts.page.ts'
import { fillErrors } from './errors.ts'
import { addFill } from './fill.page.ts'
import type { FillTools } from './fill-page.ts'
import { type Fills, makeFills, type OpenFill } from './fills.ts'
import { forgetDrafts } from './forget-drafts.ts'
import { fillLimits } from './limits.ts'
import { listPlaceCalls } from './place-calls.ts'
import { makeReplies, type Replies } from './replies.ts'
import { fillSchemas } from './schemas.ts'
import { fillWords } from './words.ts'

/** Filling a form in, what is kept of it meanwhile, and its print. */
export const fill: Journey = {
  name: 'fill',
  errors: declareErrors(fillErrors, (reader) => fillWords(reader).errors),
  limits: fillLimits,
  schemas: fillSchemas,
  tables: ['drafts', 'held_pages'],
  scripts: ['fill', 'fill-card'].map((name) => new URL(`./browser/${name}.js`, import.meta.url)),
}

type FillGiven = {
  readonly limits: Pick<Counts, 'mayPass'>
  /** Where a form waits to be printed. */
  readonly queues: Queues
  readonly sources: Omit<FillTools, 'fills'>
  /** Who runs the site, as it stands on the paper. */
  readonly operator: string
}

/** `finder`: what is offered where. */
export function openFilling(
  store: Pick<Ground, 'db' | 'clock' | 'random'>,
  finder: Pick<Finder, 'findOffer' | 'findProcedure' | 'findMunicipality'>,
  { limits, queues, sources, operator }: FillGiven,
) {
  const fills = makeFills(store, finder, limits)
  return {
    pages: (routes) => addFill(routes, store, { finder, queues, tools: { fills, ...sources } }),
    calls: [...listDraftCalls(store, { fills, finder, queues, operator }), ...listPlaceCalls(fills)],
    jobs: { forgetDrafts: () => forgetDrafts(store) },
    openFill: fills.open,
    openFillOf: fills.openOf,
    replies: makeReplies(store, fills),
    lookAhead: (visit) => lookAhead(store, visit),
  } satisfies OpenJourney & {
    readonly openFill: OpenFill
    readonly openFillOf: Fills['openOf']
    readonly replies: Replies
    lookAhead(visit: Visit): Promise<DraftsAhead>
  }
}
