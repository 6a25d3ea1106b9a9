import type { Bytes, Clock } from '@madoguchi/kit'
import { AppError, base64url, sha256 } from '@madoguchi/kit'
import type { DirectoryView, ReceiptLine } from '@madoguchi/messages'
import { encodeBatch, readReceipt } from '@madoguchi/messages'
import type { Kysely } from 'kysely'
import type { Clearer } from './clear-delivered.ts'
import type { DeliveryEvents } from './events.ts'
import type { Parcel } from './outbox.ts'
import { buryRefused, byId, hastenRecipient, postpone } from './outbox.ts'
import { makeReceiptForms } from './receipt-forms.ts'
import type { DeliveryTables } from './tables.ts'
import type { Transport } from './transport.ts'

type Carrier = {
  /** Sends one batch and does what the receipt says. False when no receipt of the recipient came back. */
  carry(to: string, batch: readonly Parcel[]): Promise<boolean>
}

/** What the receiver calls a message that it could not verify: by what came, since its id cannot be trusted. */
export function nameUnverified(envelope: Bytes): string {
  return `#${base64url.encode(sha256(envelope))}`
}

/** The sender's half of a delivery. A parcel leaves the outbox only on a line of its recipient's signed receipt. */
export function makeCarrier(options: {
  self: string
  db: Kysely<DeliveryTables>
  directory: DirectoryView
  transport: Transport
  clock: Clock
  events: DeliveryEvents
  clearer: Clearer
}): Carrier {
  const { self, db, directory, transport, clock, events, clearer } = options
  const forms = makeReceiptForms(db)
  const troubled = new Set<string>()

  async function exchange(to: string, batch: readonly Parcel[]): Promise<readonly ReceiptLine[]> {
    const envelopes = batch.toSorted(byId).map(({ bytes }) => bytes)
    const bytes = await transport.send(to, encodeBatch(envelopes, { receiptForm: 2 }))
    const receipt = readReceipt(bytes, (from, keyId) =>
      from === to ? directory.findKey(from, keyId, clock.now())?.publicKey : undefined,
    )
    if (!receipt.ok) throw notTheirs(to, receipt.code)
    if (!(await forms.isBelieved(to, receipt.value.form, clock.now()))) throw notTheirs(to, 'FIRST_FORM')
    // Another party's message may have the id of ours: what is said of it is not said of ours.
    return receipt.value.lines.filter(({ sender = self }) => sender === self)
  }

  async function settle(to: string, batch: readonly Parcel[], lines: readonly ReceiptLine[]): Promise<void> {
    const { accepted, refused, unnamed } = sortByReceipt(batch, lines)
    const at = clock.now()
    clearer.note(accepted)
    await buryRefused(db, refused, at)
    const attempts = await postpone(db, unnamed, at)
    // Once is no news: they overtook something, or came when others had the room.
    const again = batch.filter(({ id }) => attempts.get(id) === 2)
    if (again.length > 0) events.undecided(to, again)
    for (const { id, code } of refused) events.refused({ id, to }, code)
    if (troubled.delete(to)) {
      // What was taken in is not to be hastened with the rest.
      await clearer.clear()
      await hastenRecipient(db, to, { at, except: unnamed })
    }
  }

  async function putBack(to: string, batch: readonly Parcel[], error: unknown): Promise<void> {
    troubled.add(to)
    let first: readonly Parcel[] = []
    try {
      const ids = batch.map(({ id }) => id)
      const attempts = await postpone(db, ids, clock.now())
      first = batch.filter(({ id }) => attempts.get(id) === 1)
    } catch (databaseError) {
      // The rows are leased: the sweep finds them again when the database is back.
      events.unreachable(to, [], databaseError)
    }
    events.unreachable(to, first, error)
  }

  return {
    async carry(to, batch) {
      try {
        await settle(to, batch, await exchange(to, batch))
        return true
      } catch (error) {
        await putBack(to, batch, error)
        return false
      }
    },
  }
}

function notTheirs(to: string, reason: string): AppError {
  return new AppError('DELIVERY_RECEIPT', 'The receipt was not the recipient’s.', { facts: { to, reason } })
}

/** Lines that name what was not sent say nothing; what no line names comes again. */
function sortByReceipt(batch: readonly Parcel[], lines: readonly ReceiptLine[]) {
  const codes = new Map(lines.map(({ id, code }) => [id, code]))
  const hasUnverified = lines.some(({ id }) => id.startsWith('#'))
  const accepted: string[] = []
  const refused: { id: string; code: string }[] = []
  const unnamed: string[] = []
  for (const { id, bytes } of batch) {
    const name = codes.has(id) ? id : hasUnverified ? nameUnverified(bytes) : id
    const code = codes.get(name)
    if (code !== undefined) refused.push({ id, code })
    else if (codes.has(id)) accepted.push(id)
    else unnamed.push(id)
  }
  return { accepted, refused, unnamed }
}
