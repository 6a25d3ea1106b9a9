import type { KeyObject } from 'node:crypto'
import { join } from 'node:path'
import type { AgencySeal } from '@madoguchi/agency'
import type { Clock, Random } from '@madoguchi/kit'
import { base64, dayMs } from '@madoguchi/kit'
import { findText } from '@madoguchi/kit/files'
import type { Certificate, TrustAnchor } from '@madoguchi/pki'
import { parseCertificate, pinAnchor } from '@madoguchi/pki'
import type { CertificateAuthority } from '@madoguchi/pki/issue'
import {
  createCa,
  encodePrivateKey,
  issueSeal,
  makeRsaKeyPair,
  readCa,
  readPrivateKey,
  sealCaName,
} from '@madoguchi/pki/issue'
import { makeSerial } from '@madoguchi/registry'
import { z } from 'zod'
import type { CastParty } from './cast/model.ts'
import type { DataFolder } from './data-folder.ts'
import { keepSecretText } from './data-folder.ts'

/** Under `secrets/` in the data folder. */
const sealAuthorityFile = 'seal-authority.json'

type Making = { readonly clock: Clock; readonly random: Random }

/** Certificate and key as they are kept in a file of mode 0600: base64 DER, PKCS#8 PEM. */
const keptSeal = z.strictObject({ certificate: z.base64(), privateKeyPem: z.string() })

/** The CA of the sandbox's seals, made once. It issues nothing else, and nobody believes it about anything else. */
async function openSealAuthority(folder: DataFolder, { clock, random }: Making): Promise<CertificateAuthority> {
  const text = await keepSecretText(folder, sealAuthorityFile, async () => {
    const ca = await createCa({ name: sealCaName, serial: makeSerial(random), ...livesFrom(clock, 10) })
    return encode(ca.certificate, ca.privateKey)
  })
  const { certificate, privateKeyPem } = keptSeal.parse(JSON.parse(text))
  return readCa({ certificateDer: base64.decode(certificate), privateKeyPem })
}

/** Gives the seal of each agency, made once, and whom a verifier has to believe about them. */
export async function openSeals(folder: DataFolder, making: Making) {
  const ca = await openSealAuthority(folder, making)
  async function sealOf({ id, about }: CastParty): Promise<AgencySeal> {
    const text = await keepSecretText(folder, `${id.replaceAll('-', '_')}-seal.json`, async () => {
      const keys = await makeRsaKeyPair()
      const serial = makeSerial(making.random)
      const agency = { name: about.name, id }
      const lives = livesFrom(making.clock, 5)
      return encode(await issueSeal({ ca, publicKey: keys.publicKey, agency, serial, ...lives }), keys.privateKey)
    })
    const { certificate, privateKeyPem } = keptSeal.parse(JSON.parse(text))
    const { privateKey } = readPrivateKey(privateKeyPem)
    return { certificate: base64.decode(certificate), authority: ca.certificate.der, privateKey }
  }
  return { anchor: pin(ca.certificate), sealOf }
}

/** Whom to believe about seals of the demo in this folder; undefined where there is none. */
export async function findSealAnchor(dataFolder: string): Promise<TrustAnchor | undefined> {
  const stored = await findText(join(dataFolder, 'secrets', sealAuthorityFile))
  if (stored === undefined) return undefined
  const certificate = parseCertificate(base64.decode(keptSeal.parse(JSON.parse(stored)).certificate))
  return certificate.ok ? pin(certificate.value) : undefined
}

function pin(certificate: Certificate): TrustAnchor {
  const anchor = pinAnchor('sandbox-seals', certificate)
  if (!anchor.ok) throw new TypeError(`our own CA cannot be pinned: ${anchor.code}`)
  return anchor.value
}

function encode({ der }: Certificate, key: KeyObject): string {
  return JSON.stringify({ certificate: base64.encode(der), privateKeyPem: encodePrivateKey(key) })
}

function livesFrom(clock: Clock, years: number) {
  const notBefore = new Date(clock.now().getTime() - dayMs)
  const notAfter = new Date(notBefore)
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + years)
  return { notBefore, notAfter }
}
