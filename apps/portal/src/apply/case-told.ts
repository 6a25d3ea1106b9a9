import type { Handler } from '@madoguchi/delivery'
import { equalBytes } from '@madoguchi/kit'
import type { DirectoryView, Received, Verifier } from '@madoguchi/messages'
import { openEnclosure } from '@madoguchi/messages'
import type { Kysely } from 'kysely'
import type { PortalTables } from '../shell/tables.ts'
import { findSent, insertEvent, noteTaken, type SentFiling } from './filings.ts'
import { keepDirectory } from './kept-directories.ts'

type Context = {
  readonly core: string
  readonly directory: Pick<DirectoryView, 'file'>
  /** A function, since the delivery makes it. */
  verifier(): Verifier
}

/**
 * An event of a case, which only its citizen opens. It is taken of the agency alone that the filing went to, under its own signature;
 * where another one came first under its number, that one stands. One that overtook the one before is kept: the page says that
 * something is missing. What comes for who left is told to nobody.
 */
export function makeCaseTold({ core, directory, verifier }: Context): Handler<PortalTables, 'case-told'> {
  return async ({ tx, at }, messages) => {
    const sent = await findSent(
      tx,
      messages.map(({ body }) => body.filing),
    )
    const codes: (string | undefined)[] = []
    for (const message of messages) {
      const filing = sent.get(message.body.filing)
      const read = message.from === core ? readTold(message, { filing, verifier: verifier(), at }) : senderRefused
      codes.push(
        typeof read === 'string' ? read : await keepTold(tx, { ...read, toldAt: message.body.toldAt, directory, at }),
      )
    }
    return codes
  }
}

const senderRefused = 'MESSAGE_SENDER_NOT_ALLOWED'

type ToldEvent = { readonly filing: SentFiling; readonly number: number; readonly envelope: Uint8Array }

function readTold(
  message: Received<'case-told'>,
  { filing, verifier, at }: { filing: SentFiling | undefined; verifier: Verifier; at: Date },
): ToldEvent | string {
  if (filing === undefined) return 'FILING_UNKNOWN'
  const event = openEnclosure({ message, name: 'case-event', verifier, at })
  if (!event.ok) return event.code
  const { from, body } = event.value
  const isIts = from === filing.agency && body.filing === filing.filing && body.number === message.body.number
  const [envelope] = message.enclosures
  return isIts && envelope !== undefined ? { filing, number: body.number, envelope } : 'FILING_MISMATCH'
}

async function keepTold(
  tx: Kysely<PortalTables>,
  {
    filing,
    number,
    envelope,
    toldAt,
    directory,
    at,
  }: ToldEvent & Pick<Context, 'directory'> & { toldAt: string; at: Date },
): Promise<string | undefined> {
  if (filing.account !== null) {
    const stands = await insertEvent(tx, { filing: filing.filing, number, envelope, toldAt: new Date(toldAt), at })
    if (!equalBytes(stands, envelope)) return 'FILING_MISMATCH'
  }
  if (number === 0)
    await noteTaken(tx, { filing: filing.filing, directory: await keepDirectory(tx, directory.file), at })
  return undefined
}
