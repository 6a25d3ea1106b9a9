import type { Bytes } from '@madoguchi/kit'
import { markSubstitutes, parseCertificate, readSignerAttributes } from '@madoguchi/pki'

/** Who signs, as the certificate says it, with what stands for other characters marked; empty where it names nobody. */
export function nameSigner(der: Bytes): string {
  const certificate = parseCertificate(der)
  const signer = certificate.ok ? readSignerAttributes(certificate.value) : certificate
  return signer.ok ? markSubstitutes(signer.value.name, signer.value.nameSubstitutes) : ''
}
