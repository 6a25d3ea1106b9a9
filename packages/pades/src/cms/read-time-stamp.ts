import { createHash } from 'node:crypto'
import type { Bytes, Verdict } from '@madoguchi/kit'
import { equalBytes, hex, no, ok } from '@madoguchi/kit'
import type { Certificate } from '@madoguchi/pki'
import type { Element } from '@madoguchi/pki/der'
import { demandForm, MalformedError, readChildren, readInteger, readOid, readWhole, tag } from '@madoguchi/pki/der'
import type { SignatureCode, TimeStampCode } from '../errors.ts'
import { checkSignedData } from './check-signed-data.ts'
import { hashByOid, oid } from './oids.ts'
import { readSignedData } from './read-signed-data.ts'

/** A time stamp whose own signature held; whether its authority deserves trust is another question. */
export type TimeStamp = {
  readonly at: Date
  readonly policy: string
  readonly nonceHex: string | undefined
  readonly certificate: Certificate
  readonly certificates: readonly Certificate[]
}

/**
 * Checks that a token (RFC 3161 2.4.2) stamps `stamped` (given in parts): the signature value, or a whole document; and that
 * it is signed by the certificate that it names.
 */
export function checkTimeStamp(token: Bytes, stamped: readonly Bytes[]): Verdict<TimeStamp, TimeStampCode> {
  try {
    const data = readSignedData(token)
    if (data.contentType !== oid.timeStampInfo || data.content === undefined) return no('TIME_STAMP_MALFORMED')
    const info = readInfo(data.content)
    const name = hashByOid.get(info.hash)
    if (name === undefined) return no('TIME_STAMP_ALGORITHM')
    const hash = createHash(name)
    for (const part of stamped) hash.update(part)
    if (!equalBytes(info.imprint, new Uint8Array(hash.digest()))) return no('TIME_STAMP_IMPRINT')
    const signed = checkSignedData(data, [data.content])
    if (!signed.ok) return no(stampCodeOf(signed.code), { code: signed.code })
    // 2.4.1: the attribute is a MUST here.
    if (!signed.value.isNamed) return no('TIME_STAMP_MALFORMED', { reason: 'no signing certificate' })
    const { at, policy, nonceHex } = info
    return ok({ at, policy, nonceHex, certificate: signed.value.certificate, certificates: data.certificates })
  } catch (error) {
    if (error instanceof MalformedError) return no('TIME_STAMP_MALFORMED', { reason: error.reason })
    throw error
  }
}

/** What only says that we do not know is told apart from what does not fit. */
function stampCodeOf(code: SignatureCode): TimeStampCode {
  if (code === 'SIGNATURE_ALGORITHM') return 'TIME_STAMP_ALGORITHM'
  const isWrong = code === 'SIGNATURE_VALUE' || code === 'SIGNATURE_DIGEST' || code === 'SIGNATURE_CERTIFICATE'
  return isWrong ? 'TIME_STAMP_SIGNATURE' : 'TIME_STAMP_MALFORMED'
}

type Info = { at: Date; policy: string; hash: string; imprint: Bytes; nonceHex: string | undefined }

/** TSTInfo. */
function readInfo(content: Bytes): Info {
  const [version, policy, imprint, serial, time, ...rest] = readChildren(readWhole(content, tag.sequence))
  readInteger(version)
  readInteger(serial)
  demandForm(imprint?.tag === tag.sequence, 'time stamp')
  const [algorithm, digest] = readChildren(imprint)
  demandForm(algorithm?.tag === tag.sequence && digest?.tag === tag.octetString, 'time stamp')
  const nonce = rest.find((field) => field.tag === tag.integer)
  return {
    at: readStampTime(time),
    policy: readOid(policy),
    hash: readOid(readChildren(algorithm)[0]),
    imprint: digest.content,
    nonceHex: nonce && hex.encode(readInteger(nonce)),
  }
}

/** GeneralizedTime in Z, with fractions of a second or without (2.4.2). */
function readStampTime(element: Element | undefined): Date {
  demandForm(element?.tag === tag.generalizedTime && element.content.length <= 32, 'time')
  const text = String.fromCharCode(...element.content)
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d+))?Z$/.exec(text)
  demandForm(match !== null, 'time')
  const [, year, month, day, hour, minute, second, fraction = ''] = match
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}Z`
  const at = new Date(iso)
  demandForm(!Number.isNaN(at.getTime()) && at.toISOString() === iso, 'time')
  return at
}
