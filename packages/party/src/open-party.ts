import type { Database } from '@madoguchi/db'
import type { Delivery, DeliveryTables, PartSource } from '@madoguchi/delivery'
import { makeTlsTransport, spkiSha256Of } from '@madoguchi/delivery'
import type { Clock, Log } from '@madoguchi/kit'
import { AppError, secondMs, systemClock, systemRandom } from '@madoguchi/kit'
import type { DirectoryView } from '@madoguchi/messages'
import type { Metrics } from '@madoguchi/server'
import { makeLog, makeMetrics } from '@madoguchi/server'
import type { PartyConfig, PartySecrets } from './config/config.ts'
import type { WatchedDirectory } from './directory/watch-directory.ts'
import { watchDirectory } from './directory/watch-directory.ts'
import type { FileOf, HeldFile } from './directory/watch-held-file.ts'
import { watchHeldFile } from './directory/watch-held-file.ts'
import type { Job, Jobs } from './jobs.ts'
import { openJobs } from './jobs.ts'
import type { NodeDeps } from './open-node.ts'
import { countEvents } from './party-metrics.ts'
import type { WatchedTrouble } from './watch-trouble.ts'
import { watchTrouble } from './watch-trouble.ts'

export type App = AsyncDisposable & {
  readonly delivery: Pick<Delivery<never>, 'receive' | 'isIdle'>
  /** Where an app has to do something before a receipt may leave. */
  receive?(batch: Uint8Array): Promise<Uint8Array>
  /** Parts of filings that it sent, at the network's door. */
  readonly parts?: PartSource
  /** What is not as it should be in service and stops nothing, now; health says it. */
  notes?(): readonly string[]
  /** What it does by itself. */
  readonly jobs: Pick<Jobs, 'list'>
}

export type Party = AsyncDisposable & {
  readonly deps: NodeDeps
  readonly directory: WatchedDirectory
  /** What the program goes by beside the directory; absent where there is nothing. */
  readonly held?: HeldFile | undefined
  readonly metrics: Metrics
  readonly trouble: WatchedTrouble
  readonly jobs: Pick<Jobs, 'list'>
}

/** What a program counts beside what all do, in its own database: gives the jobs that look. */
export type WatchOwn = (given: { metrics: Metrics; db: Database<DeliveryTables>; clock: Clock }) => readonly Job[]

const sendTimeoutMs = 10 * secondMs

/** Directory, keys and carrier of a party: all that it needs to send. Throws AppError with a sentence. */
export async function openParty(options: {
  config: PartyConfig
  secrets: PartySecrets
  signedFile?: FileOf | undefined
  err: (text: string) => void
}): Promise<Party> {
  const { config, secrets, signedFile } = options
  const clock = systemClock
  await using stack = new AsyncDisposableStack()
  const metrics = makeMetrics()
  const sink = makeLog({ level: config.logLevel, name: config.party, destination: { write: options.err } })
  const trouble = watchTrouble(countEvents(sink as Log, metrics), clock)
  const { log } = trouble
  const directory = await watchDirectory({ file: config.directoryFile, pinnedKey: config.pinnedKey, clock, log })
  const { pinnedKey } = config
  const { network } = directory.view
  const held = signedFile && (await watchHeldFile(signedFile, { pinnedKey, network, clock, log }))
  const watching = held === undefined ? [directory.job] : [directory.job, held.job]
  const jobs = stack.use(openJobs(watching, { clock, log }))
  const identity = { privateKeyPem: secrets.MADOGUCHI_TLS_KEY_FILE, certificatePem: config.tlsCertificatePem }
  demandOwnKeys({ config, secrets, directory: directory.view, at: clock.now() })
  const transport = stack.use(
    makeTlsTransport({ directory: directory.view, identity, clock, timeoutMs: sendTimeoutMs }),
  )
  const owned = stack.move()
  return {
    metrics,
    trouble,
    directory,
    held,
    jobs,
    deps: {
      runUrl: secrets.MADOGUCHI_DATABASE_URL_FILE,
      directory: directory.view,
      key: secrets.MADOGUCHI_SIGNING_KEY_FILE,
      transport,
      fetchPart: transport.fetchPart,
      clock,
      random: systemRandom,
      log,
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** A party that nobody could believe or reach should not start at all. */
function demandOwnKeys(options: {
  config: PartyConfig
  secrets: PartySecrets
  directory: DirectoryView
  at: Date
}): void {
  const { config, secrets, directory, at } = options
  const problems: string[] = []
  if (directory.find(config.party) === undefined) problems.push('MADOGUCHI_PARTY is no party of the directory.')
  else {
    if (directory.findKey(config.party, secrets.MADOGUCHI_SIGNING_KEY_FILE.keyId, at) === undefined)
      problems.push('MADOGUCHI_SIGNING_KEY_FILE is a key that the directory does not have for us now.')
    const spki = spkiSha256Of({ privateKeyPem: secrets.MADOGUCHI_TLS_KEY_FILE })
    if (directory.findTlsParty(spki, at)?.id !== config.party)
      problems.push('MADOGUCHI_TLS_KEY_FILE is a key that the directory does not have for us now.')
  }
  if (problems.length > 0)
    throw new AppError(
      'CONFIG_INVALID',
      `The configuration has ${problems.length} problem(s):\n- ${problems.join('\n- ')}`,
    )
}
