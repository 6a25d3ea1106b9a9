import { createPublicKey } from 'node:crypto'
import { join } from 'node:path'
import type { Agency } from '@madoguchi/facts'
import type { Clock } from '@madoguchi/kit'
import { base64url, dayMs, utf8 } from '@madoguchi/kit'
import { findText, writeWhole } from '@madoguchi/kit/files'
import type { DirectoryDocument, DirectoryView, PartyAbout, SigningKey } from '@madoguchi/messages'
import {
  makeSigningKeyPem,
  openDirectory,
  publicBytesOf,
  readDirectory,
  readSigningKey,
  signDirectory,
} from '@madoguchi/messages'
import type { DataFolder } from './data-folder.ts'
import { openSecret } from './data-folder.ts'
import type { PartyName } from './parties.ts'
import { parties, partyNames } from './parties.ts'
import { listNeighbours } from './publish-neighbours.ts'

const livesMs = 30 * dayMs
const renewBeforeMs = 7 * dayMs
const network = 'madoguchi-sandbox'

/**
 * The sandbox's directory, signed by its offline key, which a demo has to keep on the same machine. A new version is
 * signed when something in it changed or it expires within a week.
 */
export async function openNationDirectory(options: {
  folder: DataFolder
  keys: Readonly<Record<PartyName, SigningKey>>
  origin: string
  clock: Clock
}): Promise<DirectoryView> {
  const { folder, keys, origin, clock } = options
  const offline = readSigningKey(await openSecret(folder, 'directory-offline-key.pem', makeSigningKeyPem))
  const pinnedKey = createPublicKey(offline.privateKey)
  const path = join(folder.root, 'directory.signed')
  const kept = await findText(path)
  const at = clock.now()
  const read = kept === undefined ? undefined : readDirectory(utf8.encode(kept), pinnedKey, at)
  const old = read?.ok ? read.value : undefined
  const listed = [...listParties(keys, origin), ...(await listNeighbours(folder))]
  const isCurrent =
    old !== undefined &&
    Date.parse(old.expiresAt) - at.getTime() > renewBeforeMs &&
    JSON.stringify(old.parties) === JSON.stringify(listed)
  if (kept !== undefined && isCurrent) return openDirectory({ bytes: utf8.encode(kept), pinnedKey, clock })
  const document: DirectoryDocument = {
    network,
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

/** What the directory says of an agency of the demo. */
export function aboutOf(agency: Agency): PartyAbout {
  const { name, kana, code, headTitle, insurerNumber, contact } = agency
  return { name, kana, code, headTitle, ...(insurerNumber === undefined ? {} : { insurerNumber }), contact }
}

function listParties(keys: Readonly<Record<PartyName, SigningKey>>, origin: string): DirectoryDocument['parties'] {
  return partyNames
    .filter((name) => parties[name].isOnNetwork)
    .map((name) => {
      const { agency, kind, provides } = parties[name]
      return {
        id: agency.id,
        kind,
        kinds: [...agency.kinds],
        ...(agency.municipalityCode === undefined ? {} : { municipality: agency.municipalityCode }),
        ...(kind === 'portal' ? { url: origin } : {}),
        keys: [
          {
            publicKey: base64url.encode(publicBytesOf(keys[name].privateKey)),
            validFrom: '2026-01-01T00:00:00.000Z',
            validUntil: '2036-01-01T00:00:00.000Z',
          },
        ],
        provides: [...provides],
        about: aboutOf(agency),
      }
    })
}
