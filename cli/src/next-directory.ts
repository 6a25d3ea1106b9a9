import { readFile } from 'node:fs/promises'
import type { Bytes } from '@madoguchi/kit'
import { AppError, base64url, dayMs, japaneseDay, utf8 } from '@madoguchi/kit'
import { findText } from '@madoguchi/kit/files'
import type { DirectoryDocument, FormerParty, Party } from '@madoguchi/messages'
import { publicBytesOf, readDirectory, readSigningKey, signDirectory } from '@madoguchi/messages'
import { readPinnedKey, usageError } from '@madoguchi/party'

export const livesDaysMax = 365

/** Days as an option gives them; throws a usage error. */
export function readDays(text: string | undefined, { unless, min }: { unless: number; min: number }): number {
  const days = Number(text ?? unless)
  if (Number.isInteger(days) && days >= min && days <= livesDaysMax) return days
  throw usageError(`--days には ${min} から ${livesDaysMax} の数を指定してください。`)
}

export async function readOfflineKey(file: string): Promise<ReturnType<typeof readSigningKey>> {
  const pem = await readFile(file, 'utf8')
  try {
    return readSigningKey(pem)
  } catch {
    // What is wrong inside could quote the key.
    throw new AppError(
      'KEY_FILE',
      `${file} に、署名する鍵がありません。「keys offline」の directory-key.pem を指定してください。`,
    )
  }
}

type OfflineKey = Awaited<ReturnType<typeof readOfflineKey>>

/** The directory that is to be replaced; undefined where there is none. An expired one still counts. Throws AppError DIRECTORY_FOREIGN. */
export async function findDirectoryBefore(
  path: string,
  { privateKey }: OfflineKey,
): Promise<DirectoryDocument | undefined> {
  const text = await findText(path)
  if (text === undefined) return undefined
  const pinned = readPinnedKey(base64url.encode(publicBytesOf(privateKey)))
  const read = readDirectory(utf8.encode(text), pinned, new Date(0))
  if (read.ok) return read.value
  throw foreign(path)
}

export function foreign(path: string): AppError {
  return new AppError(
    'DIRECTORY_FOREIGN',
    `${path} は、この鍵とネットワークの名簿ではありません。署名はしていません。鍵とネットワークを確かめるか、別のファイルを指定してください。`,
  )
}

/**
 * The version after `before`: with exactly these parties. Who stood in it and is none of them any more left today, so that no name and no key of
 * what is kept is lost by forgetting a file; who comes back is here again.
 */
export function makeNextDirectory(order: {
  network: string
  before: DirectoryDocument | undefined
  parties: readonly Party[]
  at: Date
  days: number
}): DirectoryDocument {
  const { network, before, parties, at, days } = order
  const here = new Set(parties.map(({ id }) => id))
  const former = [...(before?.former ?? []), ...(before?.parties ?? []).map((party) => retireParty(party, at))].filter(
    ({ id }) => !here.has(id),
  )
  return {
    network,
    version: (before?.version ?? 0) + 1,
    issuedAt: at.toISOString(),
    expiresAt: new Date(at.getTime() + days * dayMs).toISOString(),
    parties: [...parties],
    ...(former.length === 0 ? {} : { former }),
  }
}

/** Its keys end now at the latest: what they signed before can still be opened. */
function retireParty({ id, kind, keys, about }: Party, at: Date): FormerParty {
  const now = at.toISOString()
  return {
    id,
    kind,
    leftOn: japaneseDay(at),
    keys: keys
      .filter(({ validFrom }) => validFrom < now)
      .map((key) => (key.validUntil > now ? { ...key, validUntil: now } : key)),
    ...(about === undefined ? {} : { about }),
  }
}

/** Throws AppError DIRECTORY_NOT_SIGNED where no node would take it. */
export function signNextDirectory(document: DirectoryDocument, { privateKey }: OfflineKey): Bytes {
  try {
    return signDirectory(document, privateKey)
  } catch (cause) {
    const words =
      '参加者のファイルが「keys new」や「directory describe」の書く形でないか、同じ参加者や鍵が2つのファイルにあります。署名はしていません。--party のファイルを比べてください。'
    throw new AppError('DIRECTORY_NOT_SIGNED', words, { cause })
  }
}
