import type { Bytes, Clock, Random } from '@madoguchi/kit'
import { base64, hex } from '@madoguchi/kit'
import type { TrustAnchor } from '@madoguchi/pki'
import { pinAnchor } from '@madoguchi/pki'
import type { CertificateAuthority } from '@madoguchi/pki/issue'
import { createCa, encodePrivateKey, jpkiTestCaName, readCa } from '@madoguchi/pki/issue'

const profiles = ['authentication', 'signing'] as const
export type Profile = (typeof profiles)[number]
/** A CA as it is kept in a file: certificate as base64 DER, key as PKCS#8 PEM. */
type StoredAuthority = { readonly certificate: string; readonly privateKeyPem: string }
export type StoredAuthorities = Readonly<Record<Profile, StoredAuthority>>
export type Authorities = Readonly<Record<Profile, { readonly ca: CertificateAuthority; readonly anchor: TrustAnchor }>>

const livesYears = 10

/** Makes the two test CAs of a sandbox, once. The keys are the caller's to keep in a file of mode 0600. */
export async function createAuthorities({
  clock,
  random,
}: {
  clock: Clock
  random: Random
}): Promise<StoredAuthorities> {
  const notBefore = new Date(clock.now().getTime() - 24 * 3600 * 1000)
  const notAfter = new Date(notBefore)
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + livesYears)
  const [authentication, signing] = await Promise.all(
    profiles.map(async (profile) => {
      const ca = await createCa({ name: jpkiTestCaName[profile], serial: makeSerial(random), notBefore, notAfter })
      return { certificate: base64.encode(ca.certificate.der), privateKeyPem: encodePrivateKey(ca.privateKey) }
    }),
  )
  if (authentication === undefined || signing === undefined) throw new Error('two CAs were asked for')
  return { authentication, signing }
}

/** Reads the file of the authorities. Throws a SyntaxError or a TypeError where it is none. */
export function parseAuthorities(text: string): StoredAuthorities {
  const stored: unknown = JSON.parse(text)
  const [authentication, signing] = profiles.map((profile) => {
    const { certificate, privateKeyPem } = membersOf(membersOf(stored)[profile])
    if (typeof certificate !== 'string' || typeof privateKeyPem !== 'string')
      throw new TypeError(`the file of authorities has no ${profile}`)
    return { certificate, privateKeyPem }
  })
  if (authentication === undefined || signing === undefined) throw new Error('two CAs were asked for')
  return { authentication, signing }
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return { ...Object(value) }
}

/** Throws AppError PKI_CA_UNUSABLE when a stored CA does not hold together. */
export function readAuthorities(stored: StoredAuthorities): Authorities {
  return { authentication: read(stored, 'authentication'), signing: read(stored, 'signing') }
}

function read(stored: StoredAuthorities, profile: Profile) {
  const ca = readCa({
    certificateDer: base64.decode(stored[profile].certificate),
    privateKeyPem: stored[profile].privateKeyPem,
  })
  const anchor = pinAnchor(`sandbox-${profile}`, ca.certificate)
  if (!anchor.ok) throw new TypeError(`our own CA cannot be pinned: ${anchor.code}`)
  return { ca, anchor: anchor.value }
}

/** A positive serial of 16 octets. */
export function makeSerial(random: Random): bigint {
  const bytes: Bytes = random.bytes(16)
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40
  return BigInt(`0x${hex.encode(bytes)}`)
}
