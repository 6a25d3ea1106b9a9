import type { DirectoryView } from '@madoguchi/messages'
import type { Prints } from '../shell/limits/prints.ts'
import { defineBareOperation, defineOperation, type Given, type Operation } from '../shell/operation.ts'
import type { OpenSession } from '../shell/visitor.ts'
import { anyReader } from '../shell/words.ts'
import { isToSendAgain } from './describe-filing.ts'
import type { NameBox } from './filing.page.ts'
import { noteLooked, replaceFiling } from './filings.ts'
import { type FilingSource, getFiling, listFilings, pageFilings } from './read-filings.ts'
import { composeReceipt, demandReceipt, makeReceiptFile } from './receipt-documents.ts'
import { tellFiling, tellFilingHead } from './tell-filing.ts'
import { applyWords } from './words.ts'

type Means = {
  readonly nameField: NameBox
  readonly directory: Pick<DirectoryView, 'file'>
  readonly prints: Prints
  readonly operator: string
}

type Named = Pick<Given, 'c'> & { readonly session: OpenSession }

/** What was sent and what became of it, with its receipt. */
export function listFilingCalls(
  reading: FilingSource,
  { nameField, directory, prints, operator }: Means,
): readonly Operation[] {
  const copy = applyWords(anyReader).api
  const db = reading.db.kysely
  const nameOf = ({ c }: Named) => c.req.param('filing') ?? ''
  return [
    defineOperation(
      {
        id: 'listFilings',
        method: 'GET',
        path: '/filings',
        summary: copy.listFilings,
        query: { before: copy.before },
        access: 'vault',
        answer: { status: 200, schema: 'Filings' },
      },
      async ({ c, session }) => {
        const { filings, older = null } = await pageFilings(reading, session, c.req.query('before'))
        await noteLooked(db, { account: session.account, filings })
        return { filings: (await listFilings(reading, session, filings)).map(tellFilingHead), older }
      },
    ),
    defineOperation(
      {
        id: 'getFiling',
        method: 'GET',
        path: '/filings/{filing}',
        summary: copy.getFiling,
        access: 'vault',
        answer: { status: 200, schema: 'Filing' },
        errors: ['FILING_NOT_THERE'],
      },
      async (given) => {
        const filing = nameOf(given)
        await noteLooked(db, { account: given.session.account, filings: [filing] })
        return tellFiling(await getFiling(reading, given.session, filing), nameField)
      },
    ),
    defineOperation(
      {
        id: 'sendFilingAgain',
        method: 'POST',
        path: '/filings/{filing}/again',
        summary: copy.sendAgain,
        access: 'vault',
        answer: { status: 200, schema: 'SentAgain' },
        errors: ['FILING_NOT_THERE'],
      },
      async (given) => {
        const shown = await getFiling(reading, given.session, nameOf(given))
        const canSendAgain = isToSendAgain(shown)
        if (canSendAgain) await replaceFiling(db, { account: given.session.account, filing: shown.filing })
        return { draft: shown.sent.draft ?? null, canSendAgain }
      },
    ),
    defineBareOperation(
      {
        id: 'getReceiptPdf',
        method: 'GET',
        path: '/filings/{filing}/receipt.pdf',
        summary: copy.receiptPdf,
        access: 'vault',
        answer: { status: 200, file: 'application/pdf' },
        errors: ['FILING_NOT_THERE', 'TOO_MANY'],
      },
      async (given) => {
        const shown = demandReceipt(await getFiling(reading, given.session, nameOf(given)), anyReader)
        const paper = composeReceipt(shown, { operator, reader: anyReader })
        const bytes = await prints.forCitizen(given.session.account).renderPdf(paper)
        return given.c.body(new Uint8Array(bytes), 200, { 'Content-Type': 'application/pdf' })
      },
    ),
    defineBareOperation(
      {
        id: 'getReceiptFile',
        method: 'GET',
        path: '/filings/{filing}/receipt.json',
        summary: copy.receiptFile,
        access: 'vault',
        answer: { status: 200, file: 'application/json' },
        errors: ['FILING_NOT_THERE'],
      },
      async (given) => {
        const { session } = given
        const { filing } = demandReceipt(await getFiling(reading, session, nameOf(given)), anyReader)
        const bytes = await makeReceiptFile(reading, { directory, session }, filing)
        return given.c.body(new Uint8Array(bytes), 200, { 'Content-Type': 'application/json' })
      },
    ),
  ]
}
