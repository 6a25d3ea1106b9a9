import { base64 } from '@madoguchi/kit'
import type { JpkiAttributes } from '@madoguchi/pki'
import { createCa, encodePrivateKey, issueCertificate, jpkiTestCaName, makeRsaKeyPair } from '@madoguchi/pki/issue'
import { type CardFile, contactAtr, noQuirks } from '@madoguchi/virtual-card'

const window = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2036-01-01T00:00:00Z') }

const holder: JpkiAttributes = {
  name: '見本　花子',
  nameSubstitute: '10000',
  sex: '2',
  birthDate: '319850402',
  address: '東京都架空区見本一丁目２番３号',
  addressSubstitute: '000000000000000',
}

/** A card as a registry issues it, by a CA whose O is `issuer`. PIN 1234, attributes 5678, password ABC123. */
export async function issueCard(issuer = 'JPKI TEST', attributes: JpkiAttributes = holder): Promise<CardFile> {
  const [authentication, signing] = await Promise.all([
    issueCredential('authentication', issuer),
    issueCredential('signing', issuer, attributes),
  ])
  return {
    name: 'hanako',
    atr: contactAtr,
    quirks: noQuirks,
    authentication: { ...authentication, pin: '1234', triesLeft: 3 },
    signing: { ...signing, password: 'ABC123', triesLeft: 5 },
    attributes: {
      name: '見本　花子',
      address: '東京都架空区見本一丁目２番３号',
      birthDate: '19850402',
      sex: '2',
      pin: '5678',
      triesLeft: 3,
    },
  }
}

async function issueCredential(profile: 'authentication' | 'signing', issuer: string, attributes?: JpkiAttributes) {
  const ca = await createCa({ name: { ...jpkiTestCaName[profile], O: issuer }, serial: 1n, ...window })
  const { publicKey, privateKey } = await makeRsaKeyPair()
  const certificate = await issueCertificate({
    ca,
    publicKey,
    subject: { C: 'JP', OU: [], L: [], CN: 'TEST0000000001' },
    serial: 2n,
    profile,
    ...window,
    ...(attributes === undefined ? {} : { attributes }),
  })
  return {
    privateKeyPem: encodePrivateKey(privateKey),
    certificate: base64.encode(certificate.der),
    caCertificate: base64.encode(ca.certificate.der),
  }
}
