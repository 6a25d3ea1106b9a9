import { fileURLToPath } from 'node:url'
import type { Delivery, DeliveryEvents, Parcel, Transport } from '@madoguchi/delivery'
import { deliveryMigrations, logDelivery } from '@madoguchi/delivery'
import type { FactsView } from '@madoguchi/facts'
import type { Bytes } from '@madoguchi/kit'
import { minuteMs } from '@madoguchi/kit'
import type { Jobs, NodeDeps } from '@madoguchi/party'
import { openNode } from '@madoguchi/party'
import { expireExchanges } from './expire.ts'
import { makeAnswer } from './handlers/answer.ts'
import { makeAssignCode } from './handlers/assign-code.ts'
import { makeCaseEvent } from './handlers/case-event.ts'
import { handleEndMandate } from './handlers/end-mandate.ts'
import { makeFile } from './handlers/file.ts'
import { makeHideRecord } from './handlers/hide-record.ts'
import { makeListRecords } from './handlers/list-records.ts'
import { makeProvide } from './handlers/provide.ts'
import { handleRequestCheck } from './handlers/request-check.ts'
import { makeRetireAnswers } from './handlers/retire-answers.ts'
import { makeSayRecord } from './handlers/say-record.ts'
import { makeWhom } from './handlers/whom.ts'
import { makeWithdraw } from './handlers/withdraw.ts'
import { makeHeadKeeper } from './head-keeper.ts'
import type { LedgerHeadFile } from './ledger-head.ts'
import { demandLedgerHead } from './ledger-head.ts'
import { makeLinkCodes } from './link-codes.ts'
import type { CoreTables } from './tables.ts'
import { tellDelayed } from './tell-delayed.ts'

type CoreConfig = { readonly self: string }

type CoreDeps = NodeDeps & {
  readonly facts: FactsView
  /** 32 bytes that all link codes are derived from. Whoever has it can join everything: it never leaves the core. */
  readonly linkCodeKey: Bytes
  /** Outside of the database and its backups: a restored core that finds more there than in its ledger refuses to start. */
  readonly ledgerHead?: LedgerHeadFile
}

export type Core = AsyncDisposable & {
  readonly delivery: Delivery<CoreTables>
  readonly jobs: Jobs
  /** Closes what nobody answered in time; a job of a minute. */
  expire(): Promise<number>
  /** As `delivery.receive`; no receipt leaves before the ledger's head is noted. */
  receive(batch: Bytes): Promise<Bytes>
}

export const coreMigrations = {
  name: 'core',
  folder: fileURLToPath(new URL('../migrations/', import.meta.url)),
} as const

/** What must have run on the core's database, by its owner, before it starts. */
export const coreSeries = [deliveryMigrations, coreMigrations] as const

/** Starts the network's core: authorises, translates link codes, writes the ledger, relays sealed envelopes. */
export async function start(config: CoreConfig, deps: CoreDeps): Promise<Core> {
  const { directory, facts, clock, random, log } = deps
  await using stack = new AsyncDisposableStack()
  const { self } = config
  const node = await openNode<CoreTables, 'core'>({ self, deps, stack, facts, series: coreSeries, poolSizeMax: 6 })
  const { db, verifier } = node
  const { ledgerHead } = deps
  if (ledgerHead !== undefined) {
    stack.defer(() => ledgerHead[Symbol.asyncDispose]?.())
    await demandLedgerHead(db.kysely, ledgerHead)
  }
  const keeper = deps.ledgerHead === undefined ? undefined : makeHeadKeeper({ db, file: deps.ledgerHead, clock })
  // A core that was rotated to another key, or that died between a commit and its note, notes what it finds.
  await keeper?.note()
  const transport: Transport =
    keeper === undefined
      ? deps.transport
      : {
          async send(to, batch) {
            await keeper.note()
            return deps.transport.send(to, batch)
          },
        }
  const linkCodes = makeLinkCodes(deps.linkCodeKey)
  const logged = logDelivery(log)
  const tell = (parcels: readonly Parcel[]) => {
    tellDelayed(delivery, parcels).catch((failure) => log.failure('TELL_DELAYED_FAILED', failure))
  }
  const events: DeliveryEvents = {
    ...logged,
    // It is there and cannot answer, as with a connector that is broken for all: to whoever waits it is away.
    undecided(to, parcels) {
      logged.undecided(to, parcels)
      tell(parcels)
    },
    unreachable(to, first, error) {
      logged.unreachable(to, first, error)
      tell(first)
    },
  }
  const delivery: Delivery<CoreTables> = node.deliver(
    // In this order: what was asked before a log-out or a withdrawal in the same batch comes before it.
    {
      'assign-code': makeAssignCode({ linkCodes, directory, random }),
      whom: makeWhom({ linkCodes, facts, directory, verifier, random }),
      // A mark counts for an answer that comes in the same batch.
      'hide-record': makeHideRecord({ random }),
      provide: makeProvide({ self, verifier, facts, random, log }),
      answer: makeAnswer({ facts, random, log }),
      'retire-answers': makeRetireAnswers({ directory, log }),
      withdraw: makeWithdraw({ linkCodes, random }),
      'say-record': makeSayRecord({ random }),
      'list-records': makeListRecords({ linkCodes }),
      'request-check': handleRequestCheck,
      file: makeFile({ linkCodes, directory, verifier, random }),
      'case-event': makeCaseEvent({ random }),
      'end-mandate': handleEndMandate,
    },
    { db: keeper?.db ?? db, transport, events },
  )
  const expire = (signal?: AbortSignal) => expireExchanges({ delivery, linkCodes, random, log }, signal)
  const jobs = node.runJobs([{ name: 'expire', everyMs: minuteMs, run: expire }], delivery)
  const owned = stack.move()
  async function receive(batch: Bytes): Promise<Bytes> {
    const receipt = await delivery.receive(batch)
    await keeper?.note()
    return receipt
  }
  return { delivery, jobs, expire: () => expire(), receive, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}
