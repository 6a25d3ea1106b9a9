import type { Database } from '@madoguchi/db'
import type { Delivery, FetchPart } from '@madoguchi/delivery'
import type { Bytes, Clock, Log, Random, Verdict } from '@madoguchi/kit'
import { AppError, dayMs, makeId, minuteMs, no, ok, secondMs } from '@madoguchi/kit'
import type { FindHandling } from '../cases/handled-procedures.ts'
import type { AgencyTables } from '../tables.ts'
import { refuseFiling, takeFiling } from './end-intake.ts'
import type { FilingKeys } from './filing-keys.ts'
import type { FormSignature } from './judge-form.ts'
import type { WaitingFiling } from './kept-filings.ts'
import { ClaimLost, claimFiling, postponeFiling, renewClaim } from './kept-filings.ts'
import type { OpenedNot } from './open-filing.ts'
import { openFiling } from './open-filing.ts'
import type { PartFiles } from './part-files.ts'
import { pullPart } from './pull-part.ts'

type IntakeOptions = {
  readonly self: string
  readonly core: string
  /** What citizens call this agency. */
  readonly name: () => string
  readonly findHandling: FindHandling
  readonly db: Database<AgencyTables>
  readonly delivery: Delivery<AgencyTables>
  readonly keys: FilingKeys
  readonly files: PartFiles
  readonly fetchPart: FetchPart
  readonly judgeForm: (pdf: Bytes, filedAt: Date) => Promise<FormSignature>
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
}

/** So many filings come at once: one that is large or whose portal is slow holds up no other. */
const atOnce = 4
/** A part that its portal does not have by then will not come. */
const missingForMs = 14 * dayMs
const renewEveryMs = 15 * secondMs
/** So many of one portal at once: one that gives its bytes slowly keeps no place from the others. */
const atOncePerPortal = 2
/** So long a filing has its place while bytes come; what came stays, and it goes on after whatever else is due. */
const turnMs = 5 * minuteMs

/** Fetches, opens and records what was filed; gives when nothing is due any more, or `signal` fired. */
export function makeIntake(options: IntakeOptions): (signal?: AbortSignal) => Promise<void> {
  const { db, clock, random } = options
  /** Those of whom we fetch, once for each filing. */
  let portals: readonly string[] = []
  let claiming: Promise<unknown> = Promise.resolve()

  /** One after the other, so that each sees whose filings the others have. */
  function claim(): Promise<WaitingFiling | undefined> {
    const next = claiming.then(async () => {
      const without = portals.filter((one) => portals.filter((other) => other === one).length >= atOncePerPortal)
      const filing = await claimFiling(db.kysely, { claim: makeId('clm', random), without, at: clock.now() })
      if (filing !== undefined) portals = [...portals, filing.portal]
      return filing
    })
    claiming = next.catch(() => undefined)
    return next
  }

  async function work(signal?: AbortSignal): Promise<void> {
    while (signal?.aborted !== true) {
      const filing = await claim()
      if (filing === undefined) return
      try {
        await tryFiling(filing, options, signal)
      } finally {
        const at = portals.indexOf(filing.portal)
        portals = portals.filter((_, i) => i !== at)
      }
    }
  }
  return async (signal) => {
    await Promise.all(Array.from({ length: atOnce }, () => work(signal)))
  }
}

async function tryFiling(filing: WaitingFiling, options: IntakeOptions, signal?: AbortSignal): Promise<void> {
  const { db, files, clock, log } = options
  try {
    const ended = await intakeFiling(filing, options, signal)
    if (!ended.ok) log.warn('FILING_OPENED_NOT', { filing: filing.filing, why: ended.code })
  } catch (error) {
    if (error instanceof ClaimLost) return files.forget(filing)
    if (error instanceof Stopped) return
    const code = error instanceof AppError ? error.code : 'INTERNAL'
    // Its portal being away is told by the portal's own messages; the first time is news. What is ours to mend is told each time.
    if (filing.failedTries === 0 || !code.startsWith('DELIVERY_'))
      log.failure('FILING_INTAKE_FAILED', error, { filing: filing.filing })
    await postponeFiling(db.kysely, filing, clock.now())
  }
}

async function intakeFiling(
  filing: WaitingFiling,
  options: IntakeOptions,
  signal?: AbortSignal,
): Promise<Verdict<undefined, OpenedNot>> {
  const { delivery, core, name, judgeForm, findHandling } = options
  const ending = { core, by: name(), filing }
  const opened = await pullAndOpen(filing, options, signal)
  if (!opened.ok) {
    await delivery.transact((work) => refuseFiling(work, ending, opened.code))
    await options.files.forget({ filing: filing.filing })
    return opened
  }
  const { pdf, form, parts } = opened.value
  const signature = form.signedBy === 'card' ? await judgeSigned(pdf, filing, judgeForm) : 'none'
  await delivery.transact((work) => takeFiling(work, { ...ending, findHandling }, { form, parts, signature }))
  await options.files.forget({ filing: filing.filing })
  return ok()
}

/** A form that says that it was signed, and is not, is none that nobody had to sign. */
async function judgeSigned(
  pdf: Bytes,
  { filedAt }: WaitingFiling,
  judgeForm: IntakeOptions['judgeForm'],
): Promise<FormSignature> {
  const judged = await judgeForm(pdf, filedAt)
  return judged === 'none' ? 'broken' : judged
}

async function pullAndOpen(filing: WaitingFiling, options: IntakeOptions, signal?: AbortSignal) {
  const { self, db, keys, files, fetchPart, clock } = options
  const deskKey = await keys.find(db.kysely, filing.deskKey)
  if (deskKey === undefined) return no('KEY_UNKNOWN')
  const goOn = makeGoOn(filing, options, signal)
  const isOld = clock.now().getTime() - filing.receivedAt.getTime() > missingForMs
  for (const [index, part] of filing.parts.entries()) {
    const wanted = { filing: filing.filing, claim: filing.claim, portal: filing.portal, index, ...part }
    const pulled = await pullPart(wanted, { files, fetchPart, goOn }).catch((error: unknown) => {
      const isMissing = error instanceof AppError && error.code === 'DELIVERY_PART_MISSING'
      if (isMissing && isOld) return no('PART_MISSING')
      throw error
    })
    if (!pulled.ok) return pulled
  }
  const digests = filing.parts.map(({ digest }) => digest)
  const opened = await openFiling({ ...filing, self, digests }, { files, deskKey })
  if (!opened.ok && opened.code === 'PART_BROKEN' && !isOld) await demandSound(filing, files)
  return opened
}

/** A part that was right when it came and is not any more is ours to fetch again, and nobody's to hear of. Throws FILING_PART_ROTTEN. */
async function demandSound({ filing, parts }: WaitingFiling, files: PartFiles): Promise<void> {
  for (const [index, { digest }] of parts.entries())
    if (await files.dropRotten(digest))
      throw new AppError('FILING_PART_ROTTEN', 'A part that was kept has other bytes on the disk by now.', {
        facts: { filing, index },
      })
}

/** The program stops, and the filing is anybody's in a minute. */
class Stopped extends Error {
  override readonly name = 'Stopped'
}

/** Says again and again that the filing is ours; throws ClaimLost where it is not, Stopped, and FILING_SLOW when its turn is over. */
function makeGoOn(filing: WaitingFiling, { db, clock }: IntakeOptions, signal?: AbortSignal) {
  const startedAt = clock.now().getTime()
  let renewedAt = startedAt
  return async () => {
    if (signal?.aborted === true) throw new Stopped()
    const at = clock.now()
    if (at.getTime() - startedAt >= turnMs)
      throw new AppError('FILING_SLOW', 'The portal gave too few bytes in the time of a filing.', {
        facts: { from: filing.portal, filing: filing.filing },
      })
    if (at.getTime() - renewedAt < renewEveryMs) return
    await renewClaim(db.kysely, filing, at)
    renewedAt = at.getTime()
  }
}
