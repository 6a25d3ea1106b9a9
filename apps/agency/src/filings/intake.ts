import type { Database } from '@madoguchi/db'
import type { Delivery, FetchPart } from '@madoguchi/delivery'
import type { Bytes, Clock, Log, Verdict } from '@madoguchi/kit'
import { AppError, dayMs, no, ok, secondMs } from '@madoguchi/kit'
import type { AgencyTables } from '../tables.ts'
import { refuseFiling, takeFiling } from './end-intake.ts'
import type { FilingKeys } from './filing-keys.ts'
import type { FormSignature } from './judge-form.ts'
import type { WaitingFiling } from './kept-filings.ts'
import { claimFiling, postponeFiling, renewClaim } from './kept-filings.ts'
import type { OpenedNot } from './open-filing.ts'
import { openFiling } from './open-filing.ts'
import type { PartFiles } from './part-files.ts'
import { comingNameOf, pullPart } from './pull-part.ts'

type IntakeOptions = {
  readonly self: string
  readonly core: string
  /** What citizens call this agency. */
  readonly name: () => string
  readonly db: Database<AgencyTables>
  readonly delivery: Delivery<AgencyTables>
  readonly keys: FilingKeys
  readonly files: PartFiles
  readonly fetchPart: FetchPart
  readonly judgeForm: (pdf: Bytes, filedAt: Date) => Promise<FormSignature>
  readonly clock: Clock
  readonly log: Log
}

/** So many filings come at once: one that is large or whose portal is slow holds up no other. */
const atOnce = 4
/** A part that its portal does not have by then will not come. */
const missingForMs = 14 * dayMs
const renewEveryMs = 15 * secondMs

/** Another copy has the filing by now, or has ended it; or the program stops, and it is anybody's in a minute. */
class ClaimLost extends Error {
  override readonly name = 'ClaimLost'
}

/** Fetches, opens and records what was filed; gives when nothing is due any more, or `signal` fired. */
export function makeIntake(options: IntakeOptions): (signal?: AbortSignal) => Promise<void> {
  async function work(signal?: AbortSignal): Promise<void> {
    while (signal?.aborted !== true) {
      const filing = await claimFiling(options.db.kysely, options.clock.now())
      if (filing === undefined) return
      await tryFiling(filing, options, signal)
    }
  }
  return async (signal) => {
    await Promise.all(Array.from({ length: atOnce }, () => work(signal)))
  }
}

async function tryFiling(filing: WaitingFiling, options: IntakeOptions, signal?: AbortSignal): Promise<void> {
  const { db, clock, log } = options
  try {
    const ended = await intakeFiling(filing, options, signal)
    if (!ended.ok) log.warn('FILING_OPENED_NOT', { filing: filing.filing, why: ended.code })
  } catch (error) {
    if (error instanceof ClaimLost) return
    const code = error instanceof AppError ? error.code : 'INTERNAL'
    // Its portal being away is told by the portal's own messages; the first time is news.
    if (filing.failedTries === 0 || code === 'INTERNAL' || code === 'FILING_KEY_LOST')
      log.failure('FILING_INTAKE_FAILED', error, { filing: filing.filing })
    await postponeFiling(db.kysely, filing, clock.now())
  }
}

async function intakeFiling(
  filing: WaitingFiling,
  options: IntakeOptions,
  signal?: AbortSignal,
): Promise<Verdict<undefined, OpenedNot>> {
  const { delivery, core, name, judgeForm } = options
  const ending = { core, by: name(), filing }
  const opened = await pullAndOpen(filing, options, signal)
  if (!opened.ok) {
    await delivery.transact((work) => refuseFiling(work, ending, opened.code))
    for (const index of filing.parts.keys()) await options.files.forget(comingNameOf({ filing: filing.filing, index }))
    return opened
  }
  const { pdf, form, parts } = opened.value
  const signature = form.signedBy === 'card' ? await judgeForm(pdf, filing.filedAt) : 'none'
  await delivery.transact((work) => takeFiling(work, ending, { form, parts, signature }))
  return ok()
}

async function pullAndOpen(filing: WaitingFiling, options: IntakeOptions, signal?: AbortSignal) {
  const { self, db, keys, files, fetchPart, clock } = options
  const deskKey = await keys.find(db.kysely, filing.deskKey)
  if (deskKey === undefined) return no('KEY_UNKNOWN')
  const goOn = makeGoOn(filing, options, signal)
  for (const [index, part] of filing.parts.entries()) {
    const wanted = { filing: filing.filing, portal: filing.portal, index, ...part }
    const pulled = await pullPart(wanted, { files, fetchPart, goOn }).catch((error: unknown) => {
      const isMissing = error instanceof AppError && error.code === 'DELIVERY_PART_MISSING'
      if (isMissing && clock.now().getTime() - filing.receivedAt.getTime() > missingForMs) return no('PART_MISSING')
      throw error
    })
    if (!pulled.ok) return pulled
  }
  const digests = filing.parts.map(({ digest }) => digest)
  return openFiling({ ...filing, self, digests }, { files, deskKey })
}

/** Says again and again that the filing is ours; throws where it is not, or where the program stops. */
function makeGoOn({ filing }: WaitingFiling, { db, clock }: IntakeOptions, signal?: AbortSignal) {
  let renewedAt = clock.now().getTime()
  return async () => {
    if (signal?.aborted === true) throw new ClaimLost()
    const at = clock.now()
    if (at.getTime() - renewedAt < renewEveryMs) return
    if (!(await renewClaim(db.kysely, filing, at))) throw new ClaimLost()
    renewedAt = at.getTime()
  }
}
