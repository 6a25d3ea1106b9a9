import type { Database } from '@madoguchi/db'
import type { Delivery } from '@madoguchi/delivery'
import type { Bytes } from '@madoguchi/kit'
import { AppError, hourMs, secondMs } from '@madoguchi/kit'
import type { SignedPdfAnswer, SignedPdfJob } from '@madoguchi/pades'
import { signedPdfWork } from '@madoguchi/pades'
import type { Job, NodeDeps } from '@madoguchi/party'
import { openWorkRoom } from '@madoguchi/server'
import type { FindHandling } from '../cases/handled-procedures.ts'
import type { AgencyTables } from '../tables.ts'
import { makeFilingKeys } from './filing-keys.ts'
import { makeIntake } from './intake.ts'
import type { SignerTrust } from './judge-form.ts'
import { makeJudgeForm } from './judge-form.ts'
import { openPartFiles } from './part-files.ts'
import type { ReadPart } from './read-part.ts'
import { makeReadPart } from './read-part.ts'

export type FilingDesk = {
  /** Fetches, opens and records what was filed and is due, until nothing is. */
  take(signal?: AbortSignal): Promise<void>
  /** Has the next key made in time, and told to the portals where anything is filed online. */
  keepKeys(): Promise<void>
  readonly readPart: ReadPart
  readonly jobs: readonly Job[]
}

type FilingDeskOptions = NodeDeps & {
  readonly self: string
  readonly core: string
  readonly db: Database<AgencyTables>
  readonly delivery: Delivery<AgencyTables>
  readonly readerSecret: Bytes
  readonly findHandling: FindHandling
  readonly filings?: { readonly folder: string; readonly trust: SignerTrust } | undefined
  /** Tells the portals of a new key, in what was published last. */
  readonly publish: () => Promise<unknown>
  readonly stack: AsyncDisposableStack
}

/** Undefined where nothing is filed with this agency. Throws AppError CONFIG_INVALID where it cannot fetch anything. */
export async function openFilingDesk(options: FilingDeskOptions): Promise<FilingDesk | undefined> {
  const { self, db, delivery, directory, filings, fetchPart, clock, random, log } = options
  if (filings === undefined) return undefined
  if (fetchPart === undefined)
    throw new AppError('CONFIG_INVALID', 'Filings are taken, and nothing fetches their parts.')
  const keys = makeFilingKeys(options.readerSecret, random)
  const files = await openPartFiles(filings.folder)
  const { answer: read } = options.stack.use(openWorkRoom<SignedPdfJob, SignedPdfAnswer>(signedPdfWork))
  const take = makeIntake({
    ...{ self, core: options.core, db, delivery, keys, files, fetchPart, clock, random, log },
    findHandling: options.findHandling,
    name: () => directory.describeParty(self)?.name ?? self,
    judgeForm: makeJudgeForm({ trust: filings.trust, clock, read }),
  })
  async function keepKeys(): Promise<void> {
    const isNew = await delivery.transact((work) => keys.keep(work))
    // Without a list there is nothing that a key could stand in.
    if (isNew) await options.publish()
  }
  return {
    take,
    keepKeys,
    readPart: makeReadPart(db.kysely, { keys, files }),
    jobs: [
      { name: 'filings', everyMs: secondMs, run: take },
      { name: 'filing-keys', everyMs: hourMs, run: keepKeys },
    ],
  }
}
