import type { Bytes, Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import type { Certificate } from '../certificate.ts'
import { parseCertificate, readSignatureAlgorithm, readSignatureBits } from '../certificate.ts'
import type { CrlReason, Revocation } from '../crl-reasons.ts'
import { crlReasons } from '../crl-reasons.ts'
import type { Element } from '../der.ts'
import {
  demand,
  demandDer,
  MalformedError,
  readChildren,
  readCount,
  readGeneralizedTime,
  readOid,
  readWhole,
  tag,
} from '../der.ts'
import { readExtensionList } from '../extension-list.ts'
import type { RawExtension } from '../extensions.ts'
import { readInvalidityDate } from '../invalidity-date.ts'
import { limits } from '../limits.ts'
import { extensionOid } from '../oids.ts'
import type { CertId } from './cert-id.ts'
import { readCertId } from './cert-id.ts'
import { readNonce } from './request.ts'

export type OcspAnswer = {
  readonly id: CertId
  readonly status: 'good' | 'unknown' | Revocation
  readonly thisUpdate: Date
  readonly nextUpdate: Date | undefined
}

export type OcspResponse = {
  /** Name (DER) or SHA-1 of the key of whoever signed. */
  readonly responder: { readonly nameDer: Bytes } | { readonly keyHash: Bytes }
  readonly producedAt: Date
  readonly answers: readonly OcspAnswer[]
  readonly nonce: Bytes | undefined
  readonly certificates: readonly Certificate[]
  readonly criticalUnknownExtensions: readonly string[]
  readonly signatureAlgorithm: string
  readonly tbsDer: Bytes
  readonly signature: Bytes
}

const basicResponse = '1.3.6.1.5.5.7.48.1.1'

/** RFC 6960 4.2.1: what a responder says instead of answering. */
const refusals = ['successful', 'malformedRequest', 'internalError', 'tryLater', '', 'sigRequired', 'unauthorized']

/**
 * Reads a basic OCSP response (RFC 6960 4.2). Promise: never throws, whatever the bytes.
 * Duty: nothing in it is to be believed before `checkOcsp` has passed it.
 */
export function parseOcspResponse(der: Bytes): Verdict<OcspResponse, 'OCSP_MALFORMED' | 'OCSP_NOT_SUCCESSFUL'> {
  if (der.length > limits.ocspBytesMax) return no('OCSP_MALFORMED', { reason: 'too long', bytes: der.length })
  try {
    const [status, wrapped, ...rest] = readChildren(readWhole(new Uint8Array(der), tag.sequence))
    const refusal = readCount(status, tag.enumerated)
    if (refusal !== 0) return no('OCSP_NOT_SUCCESSFUL', { reason: refusals[refusal] ?? 'other' })
    demand(wrapped?.tag === 0xa0 && rest.length === 0, 'response')
    const [type, octets] = readChildren(readWhole(wrapped.content, tag.sequence))
    demand(readOid(type) === basicResponse && octets?.tag === tag.octetString, 'response type')
    return ok(readBasic(octets.content))
  } catch (error) {
    return no('OCSP_MALFORMED', { reason: error instanceof MalformedError ? error.reason : 'syntax' })
  }
}

function readBasic(der: Bytes): OcspResponse {
  demandDer(der)
  const [tbs, algorithm, signature, wrapped, ...rest] = readChildren(readWhole(der, tag.sequence))
  demand(tbs?.tag === tag.sequence && algorithm?.tag === tag.sequence && rest.length === 0, 'response')
  demand(wrapped === undefined || wrapped.tag === 0xa0, 'response')
  const fields = readChildren(tbs)
  // Version 1 is the default and is never written.
  const [responder, producedAt, list, extensions, ...more] = fields
  demand(list?.tag === tag.sequence && more.length === 0, 'response')
  const raw = extensions === undefined ? [] : readWrappedExtensions(extensions)
  const nonce = raw.find(({ id }) => id === extensionOid.ocspNonce)
  const answers = readChildren(list, limits.ocspAnswersMax).map(readAnswer)
  demand(answers.length > 0, 'answers')
  const unknown = [...raw, ...answers.flatMap(({ extensions }) => extensions)]
  return {
    responder: readResponder(responder),
    producedAt: readGeneralizedTime(producedAt),
    answers: answers.map(({ answer }) => answer),
    nonce: nonce && readNonce(nonce.value),
    certificates: wrapped === undefined ? [] : readCertificates(wrapped),
    criticalUnknownExtensions: unknown
      .filter(({ id, isCritical }) => isCritical && id !== extensionOid.ocspNonce)
      .map(({ id }) => id),
    signatureAlgorithm: readSignatureAlgorithm(algorithm),
    tbsDer: tbs.bytes,
    signature: readSignatureBits(signature),
  }
}

function readResponder(element: Element | undefined): OcspResponse['responder'] {
  demand(element?.tag === 0xa1 || element?.tag === 0xa2, 'responder')
  if (element.tag === 0xa1) return { nameDer: readWhole(element.content, tag.sequence).bytes }
  const { content } = readWhole(element.content, tag.octetString)
  demand(content.length === 20, 'responder')
  return { keyHash: content }
}

function readAnswer(element: Element) {
  const [id, status, thisUpdate, ...more] = readChildren(element)
  const next = more[0]?.tag === 0xa0 ? more.shift() : undefined
  const extensions = more[0]?.tag === 0xa1 ? readWrappedExtensions(more.shift()) : []
  demand(more.length === 0, 'answer')
  const answer: OcspAnswer = {
    id: readCertId(id),
    status: readStatus(status, extensions),
    thisUpdate: readGeneralizedTime(thisUpdate),
    nextUpdate: next && readGeneralizedTime(readWhole(next.content, tag.generalizedTime)),
  }
  return { answer, extensions }
}

function readStatus(element: Element | undefined, extensions: readonly RawExtension[]): OcspAnswer['status'] {
  if (element?.tag === 0x80 && element.content.length === 0) return 'good'
  if (element?.tag === 0x82 && element.content.length === 0) return 'unknown'
  demand(element?.tag === 0xa1, 'status')
  const [at, reason, ...rest] = readChildren(element)
  demand(rest.length === 0 && (reason === undefined || reason.tag === 0xa0), 'status')
  const why = reason === undefined ? 'unspecified' : readReason(reason)
  return { at: readGeneralizedTime(at), reason: why, ...readInvalidityDate(extensions) }
}

function readReason(element: Element): CrlReason {
  const code = readCount(readWhole(element.content, tag.enumerated), tag.enumerated)
  demand(code in crlReasons, 'reason')
  return crlReasons[code as keyof typeof crlReasons]
}

function readWrappedExtensions(element: Element | undefined) {
  demand(element?.tag === 0xa1, 'extensions')
  return readExtensionList(readWhole(element.content, tag.sequence))
}

function readCertificates(wrapped: Element): Certificate[] {
  const list = readChildren(readWhole(wrapped.content, tag.sequence), limits.intermediatesMax)
  return list.map(({ bytes }) => {
    const parsed = parseCertificate(bytes)
    demand(parsed.ok, 'certificate')
    return parsed.value
  })
}
