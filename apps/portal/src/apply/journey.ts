import type { PartSource } from '@madoguchi/delivery'
import type { OpenFill } from '../fill/fills.ts'
import type { Replies } from '../fill/replies.ts'
import type { Finder } from '../find/finder.ts'
import { declareErrors } from '../shell/error-words.ts'
import { getFillPrinter, type Queues } from '../shell/get-printer.ts'
import type { Ground } from '../shell/ground.ts'
import type { Journey, OpenJourney } from '../shell/journey.ts'
import type { Counts } from '../shell/limits/counts.ts'
import type { Network } from '../shell/network.ts'
import { demandSession, type Visit } from '../shell/visit.ts'
import type { VerifyDocument } from '../signed/verify-document.ts'
import { type Applying, makeOpenApplying, type OpenApplying } from './applying.ts'
import { makePapers } from './attachments.ts'
import { makeCaseTold } from './case-told.ts'
import { applyErrors } from './errors.ts'
import { addFiles, changePath, filesPath, uploadBytesMax } from './files.page.ts'
import { addFiling } from './filing.page.ts'
import { makeFilingNoted } from './filing-noted.ts'
import { addFilings, filingsPath } from './filings.page.ts'
import type { KeptFiles } from './kept-files.ts'
import { applyLimits } from './limits.ts'
import { addLogInFirst } from './log-in-first.page.ts'
import { makeNameField } from './name-field.ts'
import { makePartSource } from './part-source.ts'
import { prepareFiling } from './prepare-filing.ts'
import { addReceipt } from './receipt.page.ts'
import { addReplies } from './reply.page.ts'
import { addSend, sendPath, signedBytesMax, signedPath } from './send.page.ts'
import { sendFiling } from './send-filing.ts'
import { sweepFilings } from './sweep-filings.ts'
import { makeForms } from './take-signed.ts'
import { closeUndeliveredFilings, fate } from './undelivered-filings.ts'
import { applyWords } from './words.ts'

/** From a whole draft to a filing, and what becomes of it. */
export const apply: Journey = {
  name: 'apply',
  errors: declareErrors(applyErrors, (reader) => applyWords(reader).errors),
  limits: applyLimits,
  tables: [
    'attachments',
    'prepared_filings',
    'discarded_files',
    'filings',
    'filing_parts',
    'filing_events',
    'kept_directories',
  ],
  places: { 'send-form': filesPath, filings: filingsPath },
  scripts: ['apply-files', 'apply-sign'].map((name) => new URL(`./browser/${name}.js`, import.meta.url)),
  uploads: {
    [filesPath]: uploadBytesMax,
    [changePath]: uploadBytesMax,
    [sendPath]: signedBytesMax,
    [signedPath]: signedBytesMax,
  },
}

type ApplyGiven = {
  /** This portal's party id, and who runs it, as documents name them. */
  readonly names: { readonly self: string; readonly operator: string }
  /** Where sealed bytes stand; undefined where this portal sends nothing. */
  readonly files: KeptFiles | undefined
  readonly limits: Counts
  readonly queues: Queues
  readonly sources: Sources
}

/** What other journeys know. */
type Sources = Pick<Finder, 'findOffer' | 'findProcedure'> &
  Replies & {
    readonly openFill: OpenFill
    readonly verifyDocument: VerifyDocument
  }

/** Gives, beside its pages, what the agencies fetch. */
export function openApply(ground: Ground, network: Network, { names, files, limits, queues, sources }: ApplyGiven) {
  const { db, clock, random, log } = ground
  const { core, directory, delivery } = network
  const { self, operator } = names
  const { openFill, openAny, openAnyOf, verifyDocument } = sources
  const keeping = files && { db, clock, random, files }
  const reading = { db }
  return {
    parts: keeping && makePartSource(ground, keeping.files),
    pages(routes) {
      addFilings(routes, reading)
      addReceipt(routes, reading, { directory, queues, operator })
      addFiling(routes, reading, { nameField: makeNameField(sources), takesReplies: keeping !== undefined })
      if (keeping === undefined) return
      const openDraft = makeOpenApplying(keeping, network, sources)
      const open: OpenApplying = async (visit) => openDraft(visit, await openAny(visit))
      const prepare = (visit: Visit, applying: Applying) =>
        prepareFiling(keeping, applying, { printer: getFillPrinter(visit, applying.fill, queues), operator })
      addLogInFirst(routes, keeping, openFill)
      addFiles(routes, {
        papers: makePapers(keeping),
        open,
        limits,
        prepare,
      })
      addReplies(routes, reading, {
        ...{ replies: sources, prepare },
        openDraft: async (visit, draft) => openDraft(visit, await openAnyOf(demandSession(visit), draft)),
      })
      addSend(routes, {
        ...{ forms: makeForms(keeping, verifyDocument), open, limits },
        send: (applying, prepared) => sendFiling(keeping, { delivery, core, self, log }, { applying, prepared }),
      })
    },
    handlers: {
      'filing-noted': makeFilingNoted({ core }),
      'case-told': makeCaseTold({ core, directory, verifier: () => delivery.verifier }),
    },
    fate,
    jobs: {
      closeUndeliveredFilings: () => closeUndeliveredFilings(ground),
      ...(keeping === undefined ? {} : { sweepFilings: () => sweepFilings(keeping) }),
    },
  } satisfies OpenJourney & { readonly parts: PartSource | undefined }
}
