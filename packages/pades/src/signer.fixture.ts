import assert from 'node:assert/strict'
import { sign } from 'node:crypto'
import type { Bytes } from '@madoguchi/kit'
import type { JpkiAttributes, TrustAnchor } from '@madoguchi/pki'
import { pinAnchor } from '@madoguchi/pki'
import type { CertificateAuthority, KeyPair } from '@madoguchi/pki/issue'
import { createCa, issueCertificate, jpkiTestCaName, makeRsaKeyPair } from '@madoguchi/pki/issue'
import { prepareSignature } from './prepare-signature.ts'

export const at = new Date('2026-11-20T03:04:05Z')
const notBefore = new Date('2026-11-01T00:00:00Z')
const notAfter = new Date('2031-11-01T00:00:00Z')

const hanako: JpkiAttributes = {
  name: '高橋　花子',
  nameSubstitute: '10000',
  sex: '2',
  birthDate: '419900401',
  address: '架空県見本市一丁目２番３号',
  addressSubstitute: '0000000000000',
}

export type Signer = {
  readonly ca: CertificateAuthority
  readonly anchor: TrustAnchor
  readonly certificate: Bytes
  readonly keys: KeyPair
  /** What the card does: RSASSA-PKCS1-v1_5 with SHA-256. */
  sign(bytes: Bytes): Bytes
}

/** Somebody with a signing certificate of a test CA. */
export async function makeSigner(): Promise<Signer> {
  const ca = await createCa({ name: jpkiTestCaName.signing, serial: 1n, notBefore, notAfter })
  const keys = await makeRsaKeyPair()
  const { der } = await issueCertificate({
    ca,
    publicKey: keys.publicKey,
    subject: { C: 'JP', OU: [], L: ['Mihon-ken'], CN: 'TESTONLY1S' },
    serial: 0x0123_4567_89abn,
    notBefore,
    notAfter,
    profile: 'signing',
    attributes: hanako,
  })
  const anchor = pinAnchor('test', ca.certificate)
  assert(anchor.ok)
  return {
    ca,
    anchor: anchor.value,
    certificate: der,
    keys,
    sign: (bytes) => new Uint8Array(sign('sha256', bytes, keys.privateKey)),
  }
}

export function signPdf(pdf: Bytes, { certificate, ca, sign }: Signer): Bytes {
  const prepared = prepareSignature({ pdf, at, name: '高橋　花子', reason: '届出' })
  assert(prepared.ok, JSON.stringify(prepared))
  const signature = sign(prepared.value.composeSignedAttributes(certificate))
  return prepared.value.assemble({ certificate, chain: [ca.certificate.der], signature })
}
