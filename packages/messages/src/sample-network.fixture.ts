import type { KeyObject } from 'node:crypto'
import { createPrivateKey, createPublicKey } from 'node:crypto'
import type { Bytes } from '@madoguchi/kit'
import { base64url, concat, hex, makeTestClock, sha256, utf8 } from '@madoguchi/kit'
import type { PartyKind } from './define-message.ts'
import type { DirectoryDocument } from './directory.ts'
import { openDirectory, signDirectory } from './directory.ts'
import type { SigningKey } from './keys.ts'
import { keyIdOf, publicBytesOf } from './keys.ts'

/** A small network with known keys, for the tests of this package. Never for service: everybody can make its keys. */
export const sampleAt = new Date('2026-11-22T06:00:00.000Z')

const sampleParties = {
  core: 'core',
  registry: 'registry',
  portal: 'portal',
  'mihon-shi': 'agency',
  'mihon-kenpo': 'agency',
} as const satisfies Record<string, PartyKind>
export type SampleParty = keyof typeof sampleParties

const pkcs8Ed25519 = hex.decode('302e020100 3005 06032b6570 0422 0420')

/** The Ed25519 key whose private half is this seed of 32 bytes (RFC 8032 section 5.1.5). */
export function makeKeyOfSeed(seed: Bytes): SigningKey {
  const privateKey = createPrivateKey({ key: Buffer.from(concat(pkcs8Ed25519, seed)), format: 'der', type: 'pkcs8' })
  return { privateKey, keyId: keyIdOf(publicBytesOf(privateKey)) }
}

export function sampleKey(name: string): SigningKey {
  return makeKeyOfSeed(sha256(utf8.encode(`madoguchi sample key of ${name}`)))
}

export function sampleDocument(changes: Partial<DirectoryDocument> = {}): DirectoryDocument {
  return {
    network: 'sample',
    version: 1,
    issuedAt: '2026-11-01T00:00:00.000Z',
    expiresAt: '2026-12-01T00:00:00.000Z',
    parties: Object.entries(sampleParties).map(([id, kind]) => ({
      id,
      kind,
      kinds: kind === 'agency' ? ['municipality'] : [],
      keys: [
        {
          publicKey: base64url.encode(publicBytesOf(sampleKey(id).privateKey)),
          validFrom: '2026-11-01T00:00:00.000Z',
          validUntil: '2027-11-01T00:00:00.000Z',
        },
      ],
      provides: kind === 'agency' ? ['local-tax'] : [],
    })),
    ...changes,
  }
}

export function openSampleNetwork(document: DirectoryDocument = sampleDocument()) {
  const offlineKey = sampleKey('offline').privateKey
  const pinnedKey: KeyObject = createPublicKey(offlineKey)
  const clock = makeTestClock(sampleAt.toISOString())
  const directory = openDirectory({ bytes: signDirectory(document, offlineKey), pinnedKey, clock })
  return { directory, clock, offlineKey, pinnedKey }
}
