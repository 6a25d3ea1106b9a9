import { checkOrigin, signWithSigningKey, withMyNumberCard } from '@madoguchi/card'
import { type Bytes, no, ok, type Verdict } from '@madoguchi/kit'
import { prepareSignature, requestTimeStamp } from '@madoguchi/pades'
import { parseCertificate } from '@madoguchi/pki'
import { parseAuthority } from '../authority.ts'
import { checkIssuer, makeIssuerCheck } from '../issuer.ts'
import { cardWaitMs, type Operation } from '../operation.ts'
import { readSigner, type Signer } from '../signer.ts'
import { badAuthority } from './look.ts'

/**
 * Signs the document that came in chunks, the bytes that the window opened. Its digest and the signed attributes are made
 * here. A document that cannot be signed is refused before the card is touched, and so is an authority that cannot be one; a
 * certificate that has ended signs nothing. An authority, where one was named, is asked
 * when the card has done its part and has no power any more; it learns a digest of the signature. What is handed out was read
 * again and holds (`assemble`).
 */
export const sign: Operation<'sign'> = async (request, { slot, signal, clock, document, stamping }) => {
  const { mode, origin, pin, acceptLastTry } = request
  const accepted = checkOrigin(origin)
  if (!accepted.ok) return accepted
  if (stamping && parseAuthority(stamping.url) === undefined) return badAuthority()
  const pdf = document.read()
  if (pdf === undefined) return no('REQUEST_MALFORMED', { reason: 'document' })
  const prepared = await prepareSignature({ pdf, at: clock.now() })
  if (!prepared.ok) return prepared
  const { checkCertificate, explain } = makeIssuerCheck(mode)
  let signer: Signer | undefined
  async function compose(certificate: Bytes): Promise<Verdict<Bytes, string>> {
    const issuer = checkIssuer(certificate, mode)
    if (!issuer.ok || !prepared.ok) return issuer.ok ? no('HOST_FAILED') : issuer
    if (!isInTime(certificate, clock.now())) return no('CARD_CERTIFICATE_REFUSED', { reason: 'time' })
    const who = readSigner(certificate)
    if (!who.ok) return who
    signer = who.value
    return ok(prepared.value.composeSignedAttributes(certificate))
  }
  const signed = explain(
    await withMyNumberCard({ slot, timeoutMs: cardWaitMs, signal }, (transmit) =>
      signWithSigningKey(transmit, { password: pin, acceptLastTry, checkCertificate, compose }),
    ),
  )
  if (!signed.ok) return signed
  if (signer === undefined) return no('HOST_FAILED', { reason: 'signer' })
  const stamp = stamping && (await requestTimeStamp({ ...stamping, signature: signed.value.signature }))
  // Nothing is handed out: a document without the time that was to be proved would look like one that has it.
  if (stamp?.ok === false) return no('TIME_STAMP_FAILED', { reason: stamp.code })
  const bytes = prepared.value.assemble({ ...signed.value, ...(stamp && { timeStampToken: stamp.value }) })
  document.keepSigned(bytes)
  return ok({ sizeBytes: bytes.length, signer })
}

function isInTime(der: Bytes, at: Date): boolean {
  const read = parseCertificate(der)
  return read.ok && at >= read.value.notBefore && at <= read.value.notAfter
}
