import assert from 'node:assert/strict'
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { base64url, hex } from '@madoguchi/kit'
import type { DirectoryView, PartyKind, SigningKey } from '@madoguchi/messages'
import { keyIdOf, openDirectory, publicBytesOf, signDirectory } from '@madoguchi/messages'
import { readVector } from './vectors.ts'

const pkcs8Head = '302e020100300506032b657004220420'

/** The Ed25519 key of a seed in hexadecimal (RFC 8032). */
export function readSeed(seedHex: string): SigningKey {
  const der = Buffer.from(`${pkcs8Head}${seedHex}`, 'hex')
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  return { privateKey, keyId: keyIdOf(publicBytesOf(privateKey)) }
}

export type EnvelopeVectors = {
  readonly at: string
  readonly sender: { readonly id: string; readonly kind: PartyKind; readonly seed: string }
  readonly batches: readonly {
    readonly contentHex?: unknown
    readonly envelopes: readonly (string | { hex: string })[]
  }[]
  readonly refused: readonly { readonly hex: string }[]
}

/** The network of the envelope vectors: one sender, whose private key everybody knows, in every kind of party. */
export async function openSampleSender() {
  const vectors = await readVector<EnvelopeVectors>('envelopes.json')
  const key = readSeed(vectors.sender.seed)
  const now = new Date(vectors.at)
  const offline = generateKeyPairSync('ed25519')
  const openAs = (kind: PartyKind): DirectoryView => {
    const bytes = signDirectory(
      {
        network: 'sample',
        version: 1,
        issuedAt: '2026-11-01T00:00:00.000Z',
        expiresAt: '2026-12-01T00:00:00.000Z',
        parties: [
          {
            id: vectors.sender.id,
            kind,
            kinds: [],
            provides: [],
            keys: [
              {
                publicKey: base64url.encode(publicBytesOf(key.privateKey)),
                validFrom: '2026-11-01T00:00:00.000Z',
                validUntil: '2027-11-01T00:00:00.000Z',
              },
            ],
          },
        ],
      },
      offline.privateKey,
    )
    return openDirectory({ bytes, pinnedKey: createPublicKey(offline.privateKey), clock: { now: () => now } })
  }
  const envelopes = vectors.batches.flatMap((batch) =>
    batch.envelopes.map((one) => hex.decode(typeof one === 'string' ? one : one.hex)),
  )
  assert.ok(envelopes.length > 0)
  return { vectors, key, now, openAs, envelopes, refused: vectors.refused.map((one) => hex.decode(one.hex)) }
}
