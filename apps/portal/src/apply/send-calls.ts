import { AppError } from '@madoguchi/kit'
import type { CitizenErrorCode } from '../shell/errors.ts'
import type { Counts } from '../shell/limits/counts.ts'
import {
  type ApiValue,
  defineBareOperation,
  defineOperation,
  defineStandingOperation,
  type Given,
  type Operation,
} from '../shell/operation.ts'
import type { OpenSession } from '../shell/visitor.ts'
import { anyReader } from '../shell/words.ts'
import { type Applying, demandHere, type OpenApplyingOf } from './applying.ts'
import { demandTurn } from './files.page.ts'
import { applyingErrors, openNamedApplying } from './paper-calls.ts'
import type { Prepared } from './prepared.ts'
import { type FilingSource, getFiling, type ShownFiling } from './read-filings.ts'
import { readUpload } from './read-upload.ts'
import type { Forms, SignedRefusal } from './take-signed.ts'
import { tellFilingHead } from './tell-filing.ts'
import { tellPrepared } from './tell-prepared.ts'
import { applyWords } from './words.ts'

const preparedPath = '/drafts/{draft}/filing'
export const signedCallPath = `${preparedPath}/signed`

const retryAfterS = 15

const preparedErrors = [...applyingErrors, 'FILING_CHANGED', 'ATTACHMENT_BROKEN'] as const satisfies CitizenErrorCode[]
const signedErrors = ['SIGNED_FORM_REFUSED', 'SIGNATURE_UNCHECKED'] as const satisfies CitizenErrorCode[]

type Means = {
  readonly reading: FilingSource
  readonly forms: Forms
  readonly openOf: OpenApplyingOf
  readonly limits: Pick<Counts, 'mayPass' | 'mayPassKept'>
  readonly prepare: (applying: Applying) => Promise<Prepared>
  readonly send: (applying: Applying, prepared: Prepared) => Promise<string>
}

type Named = Pick<Given, 'c'> & { readonly session: OpenSession }

/** The form that is sent: made, read, handed over with its signature, and sent. */
export function listSendCalls({ reading, forms, openOf, limits, prepare, send }: Means): readonly Operation[] {
  const copy = applyWords(anyReader).api
  return [
    defineOperation(
      {
        id: 'prepareFiling',
        method: 'POST',
        path: preparedPath,
        summary: copy.prepareFiling,
        access: 'vault',
        answer: { status: 200, schema: 'PreparedFiling' },
        errors: [...applyingErrors, 'TOO_MANY', 'FILES_NO_ROOM'],
      },
      async (given) => {
        const applying = await openNamedApplying(openOf, given)
        return tellPrepared(applying, await prepare(applying))
      },
    ),
    defineOperation(
      {
        id: 'getPreparedFiling',
        method: 'GET',
        path: preparedPath,
        summary: copy.getPrepared,
        access: 'vault',
        answer: { status: 200, schema: 'PreparedFiling' },
        errors: preparedErrors,
      },
      async (given) => {
        const { applying, prepared } = await demandPrepared(given)
        return tellPrepared(applying, prepared)
      },
    ),
    defineBareOperation(
      {
        id: 'getFormToSign',
        method: 'GET',
        path: `${preparedPath}/form.pdf`,
        summary: copy.getForm,
        access: 'vault',
        answer: { status: 200, file: 'application/pdf' },
        errors: preparedErrors,
      },
      async (given) => {
        const { applying, prepared } = await demandPrepared(given)
        const { filing, form } = prepared
        const bytes = await forms.read(applying.session, { filing, file: form.file })
        return given.c.body(new Uint8Array(bytes), 200, { 'Content-Type': 'application/pdf' })
      },
    ),
    defineOperation(
      {
        id: 'signFiling',
        method: 'POST',
        path: signedCallPath,
        summary: copy.signFiling,
        access: 'vault',
        upload: 'attachment',
        answer: { status: 200, schema: 'PreparedFiling' },
        errors: [...preparedErrors, ...signedErrors, 'TOO_MANY', 'FILES_NO_ROOM'],
      },
      async (given) => {
        const { applying, prepared } = await demandPrepared(given)
        demandTurn(applying, limits)
        const file = await readUpload(given)
        if (file === undefined) throw new AppError('BODY_MALFORMED', 'The form has no file.')
        demandSigned(await forms.take({ applying, prepared }, file.bytes))
        return tellPrepared(applying, (await forms.find(applying)) ?? prepared)
      },
    ),
    defineStandingOperation(
      {
        id: 'sendFiling',
        method: 'POST',
        path: `${preparedPath}/send`,
        summary: copy.sendFiling,
        access: 'vault',
        body: 'SeenFiling',
        answer: { status: 201, schema: 'FilingHead' },
        stands: { code: 'FILING_CHANGED', schema: 'FilingChanged' },
        errors: [
          ...[...applyingErrors, ...signedErrors, 'FILING_UNSIGNED', 'FILINGS_USED_UP'],
          ...['DESK_KEY_ENDING', 'FILES_NO_ROOM', 'ATTACHMENT_BROKEN'],
        ] as CitizenErrorCode[],
      },
      async (given) => {
        const { c, session, body } = given
        const opened = await openOf(session, c.req.param('draft') ?? '')
        const sent = 'leadsTo' in opened ? await findSentAs(session, opened.leadsTo, body.sha256) : undefined
        if (sent !== undefined) return tellFilingHead(sent)
        const applying = demandHere(opened)
        const prepared = await forms.find(applying)
        const now = prepared && tellPrepared(applying, prepared)
        if (prepared !== undefined && now?.toSend === null)
          throw new AppError('FILING_UNSIGNED', 'The form was not signed.')
        if (prepared === undefined || now?.toSend !== body.sha256) return refuseChanged(given, now ?? null)
        if (applying.signedBy === 'card') demandSigned(await forms.checkAgain(session, prepared))
        if (!(await limits.mayPassKept('filings-by-account-a-day', session.account)))
          throw new AppError('FILINGS_USED_UP', 'As many filings as an account may send in a day.')
        return tellFilingHead(await getFiling(reading, session, await send(applying, prepared)))
      },
    ),
  ]

  async function demandPrepared(given: Named) {
    const applying = await openNamedApplying(openOf, given)
    const prepared = await forms.find(applying)
    if (prepared === undefined) throw new AppError('FILING_CHANGED', 'The draft or its papers changed since.')
    return { applying, prepared }
  }

  /** Whoever got no answer asks again: the very form that was meant was sent. */
  async function findSentAs(session: OpenSession, leadsTo: string, sha256: string): Promise<ShownFiling | undefined> {
    const [, filing] = /^\/filings\/(fil_[\w-]+)$/.exec(leadsTo) ?? []
    if (filing === undefined) return undefined
    const shown = await getFiling(reading, session, filing)
    return shown.about?.parts[0]?.sha256 === sha256 ? shown : undefined
  }
}

function refuseChanged({ c }: Named, now: ApiValue<'PreparedFiling'> | null): Response {
  return c.json({ code: 'FILING_CHANGED', facts: {}, requestId: c.get('requestId'), now }, 409)
}

/** What cannot be looked at now is not called bad. */
function demandSigned(refusal: SignedRefusal | undefined): void {
  if (refusal === undefined) return
  if (refusal.why === 'busy')
    throw new AppError('SIGNATURE_UNCHECKED', 'As many documents as may wait do.', { facts: { retryAfterS } })
  const facts = refusal.why === 'signature' ? { why: refusal.why, verdict: refusal.code } : { why: refusal.why }
  throw new AppError('SIGNED_FORM_REFUSED', 'It is not the form of now with a good signature.', { facts })
}
