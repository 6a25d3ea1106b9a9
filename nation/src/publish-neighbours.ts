import type { Transport } from '@madoguchi/delivery'
import { agencies } from '@madoguchi/facts'
import type { Clock, Random } from '@madoguchi/kit'
import { base64url, dayMs } from '@madoguchi/kit'
import type { DirectoryDocument, SigningKey } from '@madoguchi/messages'
import { encodeBatch, makeSigningKeyPem, publicBytesOf, readSigningKey, signBatch } from '@madoguchi/messages'
import type { DataFolder } from './data-folder.ts'
import { openSecret } from './data-folder.ts'
import { neighbours } from './offers.ts'

function openKey(folder: DataFolder, party: string): Promise<string> {
  return openSecret(folder, `${party.replaceAll('-', '_')}-signing.pem`, makeSigningKeyPem)
}

/** The lines of the directory for towns that only publish. */
export async function listNeighbours(folder: DataFolder): Promise<DirectoryDocument['parties']> {
  return Promise.all(
    neighbours.map(async ({ party, municipality }) => ({
      id: party,
      kind: 'agency' as const,
      kinds: ['municipality'],
      municipality,
      keys: [
        {
          publicKey: base64url.encode(publicBytesOf(readSigningKey(await openKey(folder, party)).privateKey)),
          validFrom: '2026-01-01T00:00:00.000Z',
          validUntil: '2036-01-01T00:00:00.000Z',
        },
      ],
      provides: [],
    })),
  )
}

/** Sends the lists of these towns to the portal, each signed by its own key; the portal keeps the newest. */
export async function publishNeighbours(options: {
  folder: DataFolder
  transport: Transport
  clock: Clock
  random: Random
}): Promise<void> {
  const { folder, transport, clock, random } = options
  const at = clock.now().getTime()
  for (const { party, municipality, offering } of neighbours) {
    const key: SigningKey = readSigningKey(await openKey(folder, party))
    const { counters, offers } = offering
    const body = {
      municipality,
      version: Math.floor(at / 1000),
      counters: counters.map((one) => ({ ...one })),
      offers: offers.map((one) => ({ ...one, ways: [...one.ways], counters: [...one.counters] })),
    }
    const to = agencies.portal.id
    const drafts = [{ name: 'offers', to, body, notAfter: at + dayMs } as const]
    const signed = signBatch({ from: party, key, drafts, random })
    await transport.send(to, encodeBatch(signed.map(({ bytes }) => bytes)))
  }
}
