import { createPublicKey } from 'node:crypto'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Clock } from '@madoguchi/kit'
import { base64url, dayMs, utf8 } from '@madoguchi/kit'
import { findText, writeWhole } from '@madoguchi/kit/files'
import type { DirectoryDocument, DirectoryView, Party, PartyKind, SigningKey } from '@madoguchi/messages'
import {
  makeSigningKeyPem,
  openDirectory,
  publicBytesOf,
  readDirectory,
  readSigningKey,
  signDirectory,
} from '@madoguchi/messages'
import type { CastAgency, CastParty } from './cast/model.ts'
import type { DataFolder } from './data-folder.ts'
import { keepSecretText } from './data-folder.ts'
import type { PartyPlan } from './parties.ts'
import { openPartyKey } from './party-keys.ts'

const livesMs = 30 * dayMs
const renewBeforeMs = 7 * dayMs
export const sandboxNetwork = 'madoguchi-sandbox'

/**
 * The sandbox's directory, signed by its offline key, which a demo has to keep on the same machine. A new version is
 * signed when something in it changed or it expires within a week.
 */
export async function openNationDirectory(options: {
  folder: DataFolder
  plans: readonly PartyPlan[]
  cast: readonly CastAgency[]
  origin: string
  clock: Clock
}): Promise<DirectoryView> {
  const { folder, plans, cast, origin, clock } = options
  const offline = await openOfflineKey(folder)
  const pinnedKey = createPublicKey(offline.privateKey)
  const path = join(folder.root, 'directory.signed')
  const kept = await findText(path)
  const at = clock.now()
  const read = kept === undefined ? undefined : readDirectory(utf8.encode(kept), pinnedKey, at)
  const old = read?.ok ? read.value : undefined
  const listed = await Promise.all(listParties(plans, cast).map((one) => makeEntry(one, folder, origin)))
  const isCurrent =
    old !== undefined &&
    Date.parse(old.expiresAt) - at.getTime() > renewBeforeMs &&
    isDeepStrictEqual(old.parties, listed)
  if (kept !== undefined && isCurrent) return openDirectory({ bytes: utf8.encode(kept), pinnedKey, clock })
  const document: DirectoryDocument = {
    network: sandboxNetwork,
    // An expired or foreign file still has a number, but nobody here holds it any more: time gives a larger one.
    version: (old?.version ?? Math.floor(at.getTime() / 1000)) + 1,
    issuedAt: at.toISOString(),
    expiresAt: new Date(at.getTime() + livesMs).toISOString(),
    parties: listed,
  }
  const bytes = signDirectory(document, offline.privateKey)
  await writeWhole({ path, data: bytes })
  return openDirectory({ bytes, pinnedKey, clock })
}

/** A demo keeps the offline key on the same machine, as no service does. */
export async function openOfflineKey(folder: DataFolder): Promise<SigningKey> {
  return readSigningKey(await keepSecretText(folder, 'directory-offline-key.pem', makeSigningKeyPem))
}

type Listed = {
  readonly party: CastParty
  readonly kind: PartyKind
  readonly provides: readonly string[]
  readonly takesFilings?: boolean
}

/** Who is on the network: whoever runs and takes part, then those that only publish. */
function listParties(plans: readonly PartyPlan[], cast: readonly CastAgency[]): readonly Listed[] {
  const publishers = cast.filter(({ part }) => part === 'publishes')
  return [
    ...plans.filter(({ isOnNetwork }) => isOnNetwork),
    ...publishers.map(({ agency }) => ({ party: agency, kind: 'agency' as const, provides: [] })),
  ]
}

async function makeEntry(
  { party, kind, provides, takesFilings }: Listed,
  folder: DataFolder,
  origin: string,
): Promise<Party> {
  const { id, kinds, municipality, about } = party
  const { privateKey } = await openPartyKey(folder, party)
  return {
    id,
    kind,
    kinds: [...kinds],
    ...(municipality === undefined ? {} : { municipality }),
    ...(kind === 'portal' ? { url: origin } : {}),
    keys: [
      {
        publicKey: base64url.encode(publicBytesOf(privateKey)),
        validFrom: '2026-01-01T00:00:00.000Z',
        validUntil: '2036-01-01T00:00:00.000Z',
      },
    ],
    provides: [...provides],
    ...(takesFilings === undefined ? {} : { takesFilings }),
    about,
  }
}
