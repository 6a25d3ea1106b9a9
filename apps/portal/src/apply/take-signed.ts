import type { Bytes, Verdict } from '@madoguchi/kit'
import { base64url, equalBytes, no, ok, sha256 } from '@madoguchi/kit'
import type { SignatureReport, VerdictCode } from '@madoguchi/pades'
import { isContentSame } from '@madoguchi/pades'
import type { SignerAttributes } from '@madoguchi/pki'
import type { OpenSession } from '../shell/visitor.ts'
import { findSigner } from '../signed/find-signer.ts'
import type { VerifyDocument } from '../signed/verify-document.ts'
import type { Applying } from './applying.ts'
import type { Keeping } from './attachments.ts'
import { withRoom } from './kept-bytes.ts'
import { findPrepared, keepForm, keepPrepared, type Prepared, readKeptForm } from './prepared.ts'

/** Why a signed form is not taken: `other` is not the one of now, `unsigned` has no signature, `room`: the account has none (`withRoom`); else what the signature lacks. */
export type SignedRefusal =
  | { readonly why: 'other' | 'unsigned' | 'busy' | 'unreadable' | 'room' }
  | { readonly why: 'signature'; readonly code: VerdictCode }

/** A verdict over the signature of the form: who signed, or why it is not good enough to be sent. */
async function checkSigned(
  verifyDocument: VerifyDocument,
  pdf: Bytes,
): Promise<Verdict<SignerAttributes, 'SIGNED_REFUSED'> & { readonly refusal?: SignedRefusal }> {
  // The thread that looks at it takes the memory in which it stands.
  const found = await verifyDocument(pdf.slice())
  if (!found.ok) return refuse({ why: found.code === 'WORK_ROOM_FULL' ? 'busy' : 'unreadable' })
  const report = found.value.at(-1)
  if (report === undefined) return refuse({ why: 'unsigned' })
  const signer = findSigner(report)
  const verdict = judge(found.value, report)
  if (verdict !== undefined) return refuse({ why: 'signature', code: verdict })
  return signer === undefined ? refuse({ why: 'unsigned' }) : ok(signer)
}

/** Every signature is good, and nothing but signatures came after the first. */
function judge(reports: readonly SignatureReport[], last: SignatureReport): VerdictCode | undefined {
  const bad = reports.find(({ isGood }) => !isGood) ?? (isContentSame(last.later) ? undefined : last)
  if (bad === undefined) return undefined
  return bad.verdict.kind === 'good' ? 'SIGNED_DOCUMENT_CHANGED' : bad.verdict.code
}

function refuse(refusal: SignedRefusal) {
  return { ...no('SIGNED_REFUSED' as const), refusal }
}

/** Takes the form back from the card: it begins with the very bytes that we gave out, and its signature is good. */
async function takeSigned(
  { keeping, verifyDocument }: { keeping: Keeping; verifyDocument: VerifyDocument },
  { applying, prepared }: { applying: Applying; prepared: Prepared },
  pdf: Bytes,
): Promise<SignedRefusal | undefined> {
  const { session } = applying
  const { filing, form } = prepared
  const given = await readKeptForm(keeping, session, { filing, file: form.file })
  if (pdf.length === given.length && equalBytes(pdf, given)) return { why: 'unsigned' }
  if (!equalBytes(pdf.subarray(0, given.length), given)) return { why: 'other' }
  const checked = await checkSigned(verifyDocument, pdf)
  if (!checked.ok) return checked.refusal
  const signed = {
    file: await keepForm(keeping, session, { filing, form: pdf }),
    sizeBytes: pdf.length,
    sha256: base64url.encode(sha256(pdf)),
    signer: checked.value,
  }
  const { db, random, files } = keeping
  const room = { account: session.account, sizeBytes: pdf.length }
  const isKept = await withRoom(db, room, (tx) => keepPrepared({ tx, random }, applying, { ...prepared, signed }))
  if (isKept) return undefined
  await files.remove(signed.file)
  return { why: 'room' }
}

/** The signed form once more, as it is about to be sent: a certificate may have ended since. */
async function checkAgain(
  { keeping, verifyDocument }: { keeping: Pick<Keeping, 'files'>; verifyDocument: VerifyDocument },
  session: OpenSession,
  { filing, signed }: Pick<Prepared, 'filing' | 'signed'>,
): Promise<SignedRefusal | undefined> {
  if (signed === undefined) return { why: 'unsigned' }
  const pdf = await readKeptForm(keeping, session, { filing, file: signed.file })
  const checked = await checkSigned(verifyDocument, pdf)
  return checked.ok ? undefined : checked.refusal
}

/** What the page of sending does with forms. */
export type Forms = {
  find(applying: Applying): Promise<Prepared | undefined>
  read(session: OpenSession, form: { filing: string; file: string }): Promise<Bytes>
  take(shown: { applying: Applying; prepared: Prepared }, pdf: Bytes): Promise<SignedRefusal | undefined>
  checkAgain(session: OpenSession, prepared: Prepared): Promise<SignedRefusal | undefined>
}

export function makeForms(keeping: Keeping, verifyDocument: VerifyDocument): Forms {
  return {
    find: (applying) => findPrepared(keeping, applying),
    read: (session, form) => readKeptForm(keeping, session, form),
    take: (shown, pdf) => takeSigned({ keeping, verifyDocument }, shown, pdf),
    checkAgain: (session, prepared) => checkAgain({ keeping, verifyDocument }, session, prepared),
  }
}
