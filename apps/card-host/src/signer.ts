import type { HostValue } from '@madoguchi/card/protocol'
import { type Bytes, no, ok, type Verdict } from '@madoguchi/kit'
import { parseCertificate, readSignerAttributes } from '@madoguchi/pki'

export type Signer = HostValue<'sign'>['signer']

/**
 * Who signs, as the signing certificate has it. Personal data: for the citizen's eyes, never for a log. Test cards of other
 * CAs may name nobody; attributes that cannot be read end it before a signature.
 */
export function readSigner(certificate: Bytes): Verdict<Signer, 'CARD_ANSWER_MALFORMED'> {
  const read = parseCertificate(certificate)
  if (!read.ok) return no('CARD_ANSWER_MALFORMED')
  const attributes = readSignerAttributes(read.value)
  if (attributes.ok) return ok(attributes.value)
  return attributes.code === 'CERT_NO_ATTRIBUTES' ? ok({ name: '', address: '' }) : no('CARD_ANSWER_MALFORMED')
}
