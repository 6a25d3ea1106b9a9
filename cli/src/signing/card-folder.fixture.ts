import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { base64, dayMs } from '@madoguchi/kit'
import { openNationFolder } from '@madoguchi/nation'
import type { CertificateAuthority } from '@madoguchi/pki/issue'
import {
  createCa,
  createCrl,
  encodePrivateKey,
  issueCertificate,
  jpkiTestCaName,
  makeRsaKeyPair,
} from '@madoguchi/pki/issue'
import { contactAtr, noQuirks } from '@madoguchi/virtual-card'

const now = Date.now()
const caWindow = { notBefore: new Date(now - 4000 * dayMs), notAfter: new Date(now + 4000 * dayMs) }
const good = { notBefore: new Date(now - 30 * dayMs), notAfter: new Date(now + 300 * dayMs) }
const serial = 0x77n

/** A data folder with cards and their CA, and no nation. Password ABC123. `put` adds a card whose signing certificate is of that time. */
export async function openCardFolder(root: string) {
  const folder = await openNationFolder(root)
  const [signing, authentication] = await Promise.all([
    createCa({ name: jpkiTestCaName.signing, serial: 1n, ...caWindow }),
    createCa({ name: jpkiTestCaName.authentication, serial: 1n, ...caWindow }),
  ])
  const caFile = join(root, 'ca.der')
  await writeFile(caFile, signing.certificate.der)
  const pathOf = (name: string) => join(folder.cards, `${name}.json`)
  return {
    caFile,
    async put(name: string, window = good): Promise<void> {
      const own = { pin: '1234', triesLeft: 3 }
      const card = {
        ...{ name, atr: contactAtr, quirks: noQuirks },
        authentication: { ...(await issue(authentication, 'authentication', good)), ...own },
        signing: { ...(await issue(signing, 'signing', window)), password: 'ABC123', triesLeft: 5 },
        attributes: { name: '見本　花子', address: '架空県', birthDate: '19850402', sex: '2', ...own },
      }
      await writeFile(pathOf(name), JSON.stringify(card))
    },
    async triesLeft(name: string): Promise<number> {
      return (JSON.parse(await readFile(pathOf(name), 'utf8')) as { signing: { triesLeft: number } }).signing.triesLeft
    },
    /** A list of the signing CA, in a file. */
    async putList(name: string, revoked: boolean, nextUpdate = new Date(now + dayMs)): Promise<string> {
      const at = new Date(now - 2 * dayMs)
      const entries = revoked ? [{ serialHex: serial.toString(16), at, reason: 'keyCompromise' as const }] : []
      const file = join(root, name)
      await writeFile(file, await createCrl({ ca: signing, thisUpdate: at, nextUpdate, number: 1n, revoked: entries }))
      return file
    },
  }
}

async function issue(ca: CertificateAuthority, profile: 'authentication' | 'signing', window: typeof good) {
  const { publicKey, privateKey } = await makeRsaKeyPair()
  const attributes = {
    name: '高橋　花子',
    nameSubstitute: '10000',
    sex: '2',
    birthDate: '319850402',
    address: '架空県',
  }
  const certificate = await issueCertificate({
    ...{ ca, publicKey, serial, profile, ...window },
    subject: { C: 'JP', OU: [], L: [], CN: 'TEST0000000001' },
    ...(profile === 'signing' ? { attributes } : {}),
  })
  return {
    privateKeyPem: encodePrivateKey(privateKey),
    certificate: base64.encode(certificate.der),
    caCertificate: base64.encode(ca.certificate.der),
  }
}
