import type { PartSource } from '@madoguchi/delivery'
import type { Fills, OpenFill } from '../fill/fills.ts'
import type { Replies } from '../fill/replies.ts'
import type { Finder } from '../find/finder.ts'
import { declareErrors } from '../shell/error-words.ts'
import { getFillPrinter, type Queues } from '../shell/get-printer.ts'
import type { Ground } from '../shell/ground.ts'
import type { Journey, OpenJourney } from '../shell/journey.ts'
import type { Counts } from '../shell/limits/counts.ts'
import type { Printer } from '../shell/limits/prints.ts'
import type { Network } from '../shell/network.ts'
import { demandSession, type Visit } from '../shell/visit.ts'
import type { VerifyDocument } from '../signed/verify-document.ts'
import { type Applying, makeOpenApplying, type OpenApplying, type OpenApplyingOf, type OpenToSend } from './applying.ts'
import { makePapers, type PaperTools } from './attachments.ts'
import { makeCaseTold } from './case-told.ts'
import { addCorrection } from './correction.page.ts'
import { applyErrors } from './errors.ts'
import { addFiles, changePath, filesPath, uploadBytesMax } from './files.page.ts'
import { addFiling } from './filing.page.ts'
import { listFilingCalls } from './filing-calls.ts'
import { makeFilingNoted } from './filing-noted.ts'
import { addFilings, filingsPath } from './filings.page.ts'
import type { KeptFiles } from './kept-files.ts'
import { applyLimits } from './limits.ts'
import { addLogInFirst } from './log-in-first.page.ts'
import { makeNameField } from './name-field.ts'
import { listPaperCalls, paperPath, papersPath, routeOf } from './paper-calls.ts'
import { makePartSource } from './part-source.ts'
import { prepareFiling } from './prepare-filing.ts'
import type { Prepared } from './prepared.ts'
import { addReceipt } from './receipt.page.ts'
import { addReplies } from './reply.page.ts'
import { applySchemas } from './schemas.ts'
import { addSend, sendPath, signedBytesMax, signedPath } from './send.page.ts'
import { listSendCalls, signedCallPath } from './send-calls.ts'
import { sendFiling } from './send-filing.ts'
import { sweepFilings } from './sweep-filings.ts'
import { type Forms, makeForms } from './take-signed.ts'
import { closeUndeliveredFilings, fate } from './undelivered-filings.ts'
import { applyWords } from './words.ts'

/** From a whole draft to a filing, and what becomes of it. */
export const apply: Journey = {
  name: 'apply',
  errors: declareErrors(applyErrors, (reader) => applyWords(reader).errors),
  limits: applyLimits,
  schemas: applySchemas,
  tables: [
    'attachments',
    'prepared_filings',
    'discarded_files',
    'filings',
    'filing_parts',
    'filing_events',
    'kept_directories',
    'filing_answers',
  ],
  places: { 'send-form': filesPath, filings: filingsPath },
  scripts: ['apply-files', 'apply-sign'].map((name) => new URL(`./browser/${name}.js`, import.meta.url)),
  uploads: {
    [filesPath]: uploadBytesMax,
    [changePath]: uploadBytesMax,
    [sendPath]: signedBytesMax,
    [signedPath]: signedBytesMax,
    [routeOf(papersPath)]: uploadBytesMax,
    [routeOf(paperPath)]: uploadBytesMax,
    [routeOf(signedCallPath)]: signedBytesMax,
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
    readonly openFillOf: Fills['openOf']
    readonly verifyDocument: VerifyDocument
  }

/** What pages and calls send with. */
type Sending = {
  readonly papers: PaperTools
  readonly forms: Forms
  readonly openDraft: OpenToSend
  prepare(applying: Applying, printer: Printer): Promise<Prepared>
  send(applying: Applying, prepared: Prepared): Promise<string>
}

/** Gives, beside its pages, what the agencies fetch. */
export function openApply(ground: Ground, network: Network, { names, files, limits, queues, sources }: ApplyGiven) {
  const { db, clock, random, log } = ground
  const { core, directory, delivery } = network
  const { self, operator } = names
  const { openFill, openFillOf, openAny, openAnyOf, verifyDocument } = sources
  const keeping = files && { db, clock, random, files }
  const reading = { db }
  const nameField = makeNameField(sources)
  const sending: Sending | undefined = keeping && {
    papers: makePapers(keeping),
    forms: makeForms(keeping, verifyDocument),
    openDraft: makeOpenApplying(keeping, network, sources),
    prepare: (applying, printer) => prepareFiling(keeping, applying, { printer, operator }),
    send: (applying, prepared) => sendFiling(keeping, { delivery, core, self, log }, { applying, prepared }),
  }
  return {
    parts: keeping && makePartSource(ground, keeping.files),
    pages(routes) {
      addFilings(routes, reading)
      addReceipt(routes, reading, { directory, queues, operator })
      addFiling(routes, reading, { nameField, takesReplies: keeping !== undefined, hasDraft: sources.hasDraft })
      if (keeping === undefined || sending === undefined) return
      const { papers, forms, openDraft, send } = sending
      const open: OpenApplying = async (visit) => openDraft(await openAny(visit), () => demandSession(visit))
      const prepare = (visit: Visit, applying: Applying) =>
        sending.prepare(applying, getFillPrinter(visit, applying.fill, queues))
      addLogInFirst(routes, keeping, openFill)
      addFiles(routes, { papers, open, limits, prepare })
      addCorrection(routes, {
        replies: sources,
        open: async (visit) => openDraft(await openAny(visit), () => demandSession(visit), true),
      })
      addReplies(routes, reading, {
        ...{ replies: sources, prepare },
        openDraft: async (visit, draft) => {
          const session = demandSession(visit)
          return openDraft(await openAnyOf(session, draft), () => session)
        },
      })
      addSend(routes, { forms, open, limits, send })
    },
    calls: [
      ...listFilingCalls(reading, { nameField, directory, prints: queues.prints, operator }),
      ...(sending === undefined ? [] : listApplyCalls(sending)),
    ],
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

  function listApplyCalls({ papers, forms, openDraft, prepare, send }: Sending) {
    const openOf: OpenApplyingOf = async (session, draft) => openDraft(await openFillOf(session, draft), () => session)
    const prepareOf = (applying: Applying) => prepare(applying, queues.prints.forCitizen(applying.session.account))
    return [
      ...listPaperCalls({ papers, openOf, limits }),
      ...listSendCalls({ reading, forms, openOf, limits, prepare: prepareOf, send }),
    ]
  }
}
