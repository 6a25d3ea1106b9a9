import { createPublicKey, randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { makeTlsIdentity, spkiSha256Of } from '@madoguchi/delivery'
import { AppError, base64url, dayMs, systemClock, systemRandom } from '@madoguchi/kit'
import { findText, writeWhole } from '@madoguchi/kit/files'
import type { DirectoryDocument } from '@madoguchi/messages'
import { directorySchema, makeSigningKeyPem, publicBytesOf, readSigningKey } from '@madoguchi/messages'
import { createAuthorities } from '@madoguchi/registry'

/** What a party says about itself for the directory: public, and all that the directory's operator needs of it. */
type PartyEntry = DirectoryDocument['parties'][number]
export type Purpose = 'signing' | 'tls'

/** A party's folder: its secrets, each a 0600 file, and `party.json`, which is for the directory's operator. */
const keyFiles = {
  signing: { current: 'signing-key.pem', next: 'signing-key.next.pem' },
  tls: { current: 'tls-key.pem', next: 'tls-key.next.pem' },
} as const
const certificates = { current: 'tls-certificate.pem', next: 'tls-certificate.next.pem' } as const
const livesMs = 730 * dayMs

/** Makes a party's folder. Throws AppError FOLDER_TAKEN rather than write over anybody's keys. */
export async function makePartyFolder(
  folder: string,
  party: Omit<PartyEntry, 'keys' | 'tlsKeys'>,
): Promise<PartyEntry> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const signing = makeSigningKeyPem()
  const tls = makeTlsIdentity()
  const entry: PartyEntry = { ...party, keys: [signingEntry(signing)], tlsKeys: [tlsEntry(tls.privateKeyPem)] }
  await writeNew(join(folder, keyFiles.signing.current), signing)
  await writeNew(join(folder, keyFiles.tls.current), tls.privateKeyPem)
  await writeNew(join(folder, certificates.current), tls.certificatePem, 0o644)
  if (party.kind === 'core') await writeNew(join(folder, 'link-code-key'), makeSecret())
  if (party.kind === 'agency') await writeNew(join(folder, 'reader-secret'), makeSecret())
  if (party.kind === 'portal') await writeNew(join(folder, 'operator-token'), makeSecret())
  if (party.kind === 'registry') {
    const authorities = await createAuthorities({ clock: systemClock, random: systemRandom })
    await writeNew(join(folder, 'subject-key'), makeSecret())
    await writeNew(join(folder, 'authorities.json'), JSON.stringify(authorities))
    await writeNew(join(folder, 'trust-anchor.txt'), `${authorities.authentication.certificate}\n`, 0o644)
    await writeNew(join(folder, 'signing-trust-anchor.txt'), `${authorities.signing.certificate}\n`, 0o644)
  }
  await writeWhole({ path: join(folder, 'party.json'), data: renderEntry(entry), mode: 0o644 })
  return entry
}

/** Makes the next key beside the current one and names it in `party.json`. Throws AppError KEY_NEXT_THERE. */
export async function addKey(folder: string, purpose: Purpose): Promise<PartyEntry> {
  const entry = await readEntry(join(folder, 'party.json'))
  const file = join(folder, keyFiles[purpose].next)
  if (purpose === 'signing') {
    const pem = makeSigningKeyPem()
    await writeNew(file, pem)
    return keepEntry(folder, { ...entry, keys: [...entry.keys, signingEntry(pem)] })
  }
  const tls = makeTlsIdentity()
  await writeNew(file, tls.privateKeyPem)
  await writeNew(join(folder, certificates.next), tls.certificatePem, 0o644)
  return keepEntry(folder, { ...entry, tlsKeys: [...(entry.tlsKeys ?? []), tlsEntry(tls.privateKeyPem)] })
}

/** Puts the next key in the place of the current one. The program takes it when it starts again. */
export async function switchKey(folder: string, purpose: Purpose): Promise<void> {
  const { current, next } = keyFiles[purpose]
  try {
    if (purpose === 'tls') await rename(join(folder, certificates.next), join(folder, certificates.current))
    await rename(join(folder, next), join(folder, current))
  } catch (cause) {
    throw new AppError(
      'KEY_NEXT_MISSING',
      `${folder} に、${purpose} の次の鍵がありません。「keys add」で作ってください。`,
      {
        cause,
      },
    )
  }
}

/** Takes every key but the current one out of `party.json`. Throws AppError KEY_NOT_SWITCHED while a next one waits. */
export async function retireKeys(folder: string, purpose: Purpose): Promise<PartyEntry> {
  const entry = await readEntry(join(folder, 'party.json'))
  const { current, next } = keyFiles[purpose]
  if ((await findText(join(folder, next))) !== undefined)
    throw new AppError(
      'KEY_NOT_SWITCHED',
      `${purpose} の次の鍵は、まだ使われていません。先に「keys switch」を行ってください。`,
    )
  const pem = await readFile(join(folder, current), 'utf8')
  if (purpose === 'signing') {
    const { publicKey } = signingEntry(pem)
    return keepEntry(folder, { ...entry, keys: entry.keys.filter((key) => key.publicKey === publicKey) })
  }
  const spkiSha256 = spkiSha256Of({ privateKeyPem: pem })
  return keepEntry(folder, { ...entry, tlsKeys: entry.tlsKeys?.filter((key) => key.spkiSha256 === spkiSha256) })
}

/** The offline key of the directory: the private half is to be carried away, the public half every node pins. */
export async function makeOfflineKey(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const pem = makeSigningKeyPem()
  const pinned = base64url.encode(publicBytesOf(readSigningKey(pem).privateKey))
  await writeNew(join(folder, 'directory-key.pem'), pem)
  await writeNew(join(folder, 'directory-key.txt'), `${pinned}\n`, 0o644)
  return pinned
}

/** What a party says about itself is looked at where it is signed or told, which names each fault by its place. */
const partyWithoutAbout = directorySchema.shape.parties.element.omit({ about: true })

export async function readEntry(file: string): Promise<PartyEntry> {
  try {
    const { about, ...entry } = Object(JSON.parse(await readFile(file, 'utf8')))
    return { ...partyWithoutAbout.parse(entry), ...(about === undefined ? {} : { about }) }
  } catch (cause) {
    throw new AppError(
      'PARTY_FILE',
      `${file} は参加者のファイルではありません。「keys new」が書いた party.json を指定してください。`,
      { cause },
    )
  }
}

async function keepEntry(folder: string, entry: PartyEntry): Promise<PartyEntry> {
  await keepEntryFile(join(folder, 'party.json'), entry)
  return entry
}

export async function keepEntryFile(file: string, entry: PartyEntry): Promise<void> {
  await writeWhole({ path: file, data: renderEntry(entry), mode: 0o644 })
}

function renderEntry(entry: PartyEntry): string {
  return `${JSON.stringify(entry, null, 2)}\n`
}

function signingEntry(pem: string) {
  return { publicKey: base64url.encode(publicBytesOf(readSigningKey(pem).privateKey)), ...makeLife() }
}

function tlsEntry(privateKeyPem: string) {
  createPublicKey(privateKeyPem)
  return { spkiSha256: spkiSha256Of({ privateKeyPem }), ...makeLife() }
}

function makeLife() {
  const at = systemClock.now().getTime()
  return { validFrom: new Date(at).toISOString(), validUntil: new Date(at + livesMs).toISOString() }
}

function makeSecret(): string {
  return `${randomBytes(32).toString('base64url')}\n`
}

/** A file that must not be there yet. */
async function writeNew(path: string, text: string, mode = 0o600): Promise<void> {
  try {
    const file = await open(path, 'wx', mode)
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause
    throw new AppError(
      'FILE_TAKEN',
      `${path} はすでにあります。鍵は上書きしません。別のフォルダーを指定するか、「keys add」で次の鍵を作ってください。`,
      { cause },
    )
  }
}
