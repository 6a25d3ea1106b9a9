import type { Bytes, Clock } from '@madoguchi/kit'
import { AppError } from '@madoguchi/kit'
import type { ReceiptLine, Received, SigningKey, Verifier } from '@madoguchi/messages'
import { checkArrival, isReceiptRequest, readBatch, signReceipt } from '@madoguchi/messages'
import { nameUnverified } from './carrier.ts'
import { makeFairQueue } from './fair-queue.ts'
import { undecided } from './handler.ts'
import { inboxKey } from './inbox.ts'
import { deliveryLimits } from './limits.ts'
import { settleTogether } from './settle-together.ts'

/** Takes verified messages in one transaction; gives each one's refusal code, or undefined for accepted, by inbox key. */
type Absorb = (messages: readonly Received[]) => Promise<ReadonlyMap<string, string | undefined>>

type Waiting = {
  readonly message: Received
  /** How many came in its batch. */
  readonly company: number
  done(code: string | undefined): void
  failed(error: unknown): void
}

/** No fault of a message for certain: a newer directory may know its sender. No line, no decision. */
const aboutOurDirectory: readonly string[] = ['DIRECTORY_EXPIRED', 'MESSAGE_SENDER_UNKNOWN']

const waitingMax = deliveryLimits['messages-of-sender'].most
const togetherMax = 64
const ofEachSender = 16
const transactionMax = 256

/**
 * Turns arriving batches into transactions: while one is being written, what arrives meanwhile gathers for the next.
 * A message whose handler throws is left out of the receipt, so that its sender tries again; it holds up no other.
 */
export function makeReceiver(options: {
  self: string
  key: SigningKey
  verifier: Verifier
  clock: Clock
  absorb: Absorb
  onFailure(message: Received, error: unknown): void
}) {
  const { self, key, verifier, clock, absorb, onFailure } = options
  const queue = makeFairQueue<Waiting>(waitingMax)
  let isRunning = false
  let isStopped = false

  async function run(): Promise<void> {
    isRunning = true
    try {
      while (queue.size > 0) {
        // What came in one batch is written in one transaction, so that what comes of it leaves together, too; and
        // where many send a little each, some of everybody.
        const company = queue.nextOfEach().map((next) => next.company)
        const max = Math.min(Math.max(togetherMax, company.length * ofEachSender, ...company), transactionMax)
        await settleTogether(queue.takeTogether(max, keyOf), heard)
      }
    } finally {
      isRunning = false
    }
  }

  // One bad message must not sink the others: each gets a transaction of its own. A lost or full database sinks them all.
  const heard = {
    async run(group: readonly Waiting[]) {
      const codes = await absorb(group.map(({ message }) => message))
      return group.map(({ message }) => codes.get(inboxKey(message)))
    },
    done: ({ done }: Waiting, code: string | undefined) => done(code),
    failed: ({ failed }: Waiting, error: unknown) => failed(error),
  }

  function take(message: Received, company: number): Promise<ReceiptLine | undefined> {
    return new Promise((resolve) => {
      queue.push(message.from, {
        message,
        company,
        done: (code) => resolve(lineOf(message, code)),
        failed: (error) => {
          resolve(undefined)
          onFailure(message, error)
        },
      })
    })
  }

  /** Without those of a sender that has its share waiting: they get no line, and come again. */
  function keepWithinShares(messages: readonly Received[]): readonly Received[] {
    const bySender = Map.groupBy(messages, ({ from }) => from)
    const loud = [...bySender].filter(([sender, own]) => !queue.hasRoom(sender, own.length)).map(([sender]) => sender)
    return loud.length === 0 ? messages : messages.filter(({ from }) => !loud.includes(from))
  }

  return {
    /**
     * A batch in, its signed receipt out. Throws AppError for what is no batch, and DELIVERY_BUSY when too much waits
     * of all, or of its sender. The receipt names senders where the batch asks for that.
     */
    async receive(bytes: Bytes): Promise<Bytes> {
      if (isStopped) throw new AppError('DELIVERY_STOPPED', 'The party is stopping.')
      const batch = readBatch(bytes)
      if (!batch.ok) throw new AppError(batch.code, 'What arrived is no batch.', { facts: batch.facts })
      const envelopes = batch.value.filter((item) => !isReceiptRequest(item))
      const form = envelopes.length === batch.value.length ? 1 : 2
      // Before the cost of verifying: there is room for nobody.
      if (queue.size + envelopes.length > waitingMax) throw busy(queue.size)
      const at = clock.now()
      const lines: Promise<ReceiptLine | undefined>[] = []
      const arrived: Received[] = []
      for (const envelope of envelopes) {
        const verified = verifier.verify(envelope, at)
        if (!verified.ok) {
          // Our own directory ran out or lags behind: the message comes again. Otherwise the line names what came.
          if (!aboutOurDirectory.includes(verified.code))
            lines.push(Promise.resolve({ id: nameUnverified(envelope), code: verified.code }))
          continue
        }
        const arrival = checkArrival(verified.value, self, at)
        if (arrival.ok) arrived.push(verified.value)
        else lines.push(Promise.resolve({ sender: verified.value.from, id: verified.value.id, code: arrival.code }))
      }
      const taken = arrived.length === 0 ? arrived : keepWithinShares(arrived)
      if (taken.length === 0 && arrived.length > 0 && lines.length === 0) throw busy(queue.size)
      lines.push(...taken.map((message) => take(message, taken.length)))
      if (!isRunning) void run()
      const settled = await Promise.all(lines)
      return signReceipt({ form, from: self, key, lines: settled.filter((line) => line !== undefined) })
    },
    isIdle: () => !isRunning && queue.size === 0,
    stop() {
      isStopped = true
    },
  }
}

function keyOf({ message }: Waiting): string {
  return inboxKey(message)
}

function busy(waiting: number): AppError {
  return new AppError('DELIVERY_BUSY', 'Too many messages wait.', { facts: { waiting } })
}

/** What is wrong with an enclosure is said of the envelope as it came: the sender's own may be whole. */
function lineOf({ from: sender, id, bytes }: Received, code: string | undefined): ReceiptLine | undefined {
  if (code === undefined) return { sender, id }
  if (code === undecided) return undefined
  return code === 'MESSAGE_ENCLOSURE' ? { id: nameUnverified(bytes), code } : { sender, id, code }
}
