import type { Bytes, Verdict } from '@madoguchi/kit'
import { no } from '@madoguchi/kit'
import type { SignDocumentCode } from './errors.ts'

export type PrepareOptions = {
  readonly pdf: Bytes
  /** Claimed by the signer and written as /M; only a time stamp proves a time. */
  readonly at: Date
  readonly name?: string
  readonly reason?: string
  readonly location?: string
}

export type AssembleOptions = {
  /** The signer's certificate (DER). */
  readonly certificate: Bytes
  /** CA certificates (DER) that go along, the issuer first. */
  readonly chain?: readonly Bytes[]
  /** RSASSA-PKCS1-v1_5 with SHA-256 over the signed attributes. */
  readonly signature: Bytes
  /** What `requestTimeStamp` gave for this signature. */
  readonly timeStampToken?: Bytes
}

export type PreparedSignature = {
  /** The DER of the signed attributes (PAdES B-B): what the card hashes with SHA-256 and signs. */
  composeSignedAttributes(certificate: Bytes): Bytes
  /** The signed document; the original is its beginning, byte by byte. Throws SIGNATURE_VALUE, SIGNATURE_TOO_LARGE, CERT_MALFORMED. */
  assemble(options: AssembleOptions): Bytes
}

/** Adds an invisible signature field to a PDF as an incremental update. Never throws, whatever the bytes. */
export function prepareSignature(_options: PrepareOptions): Verdict<PreparedSignature, SignDocumentCode> {
  return no('DOCUMENT_SIGN_REFUSED', { reason: 'not built yet' })
}
