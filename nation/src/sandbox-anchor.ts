import type { KeyObject } from 'node:crypto'
import { createPublicKey } from 'node:crypto'
import { join } from 'node:path'
import { base64 } from '@madoguchi/kit'
import { findText } from '@madoguchi/kit/files'
import type { TrustAnchor } from '@madoguchi/pki'
import { parseCertificate, pinAnchor } from '@madoguchi/pki'
import { parseAuthorities } from '@madoguchi/registry'

/** The CA that signed the signing certificates of the demo in this folder; undefined when there is no demo in it. */
export async function findSigningAnchor(dataFolder: string): Promise<TrustAnchor | undefined> {
  const stored = await findText(join(dataFolder, 'secrets', 'authorities.json'))
  if (stored === undefined) return undefined
  const { signing } = parseAuthorities(stored)
  const certificate = parseCertificate(base64.decode(signing.certificate))
  const anchor = certificate.ok ? pinAnchor('sandbox-signing', certificate.value) : certificate
  return anchor.ok ? anchor.value : undefined
}

/** The public half of the key that signs the demo's directory; undefined where there is no demo. */
export async function findDirectoryKey(dataFolder: string): Promise<KeyObject | undefined> {
  const stored = await findText(join(dataFolder, 'secrets', 'directory-offline-key.pem'))
  return stored === undefined ? undefined : createPublicKey(stored)
}
