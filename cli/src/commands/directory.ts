import { readFile } from 'node:fs/promises'
import { AppError, base64url, dayMs, systemClock, utf8 } from '@madoguchi/kit'
import type { DirectoryDocument } from '@madoguchi/messages'
import {
  keyIdOf,
  publicBytesOf,
  readDirectory,
  readPublicKey,
  readSigningKey,
  signDirectory,
} from '@madoguchi/messages'
import type { Command, Values } from '@madoguchi/party'
import { directorySentences, readPinnedKey, textOf, textsOf, usageError } from '@madoguchi/party'
import { findFile, readEntry, writeWhole } from '../party-folder.ts'
import { demand } from './keys.ts'

const file = { type: 'string', value: 'FILE', help: 'the signed directory' } as const
const pin = {
  type: 'string',
  value: 'KEY',
  help: 'the public half of the offline key, as "keys offline" printed it',
} as const
const daysMax = 365

const directorySign: Command = {
  name: 'directory sign',
  summary: 'assemble a directory from party files and sign it with the offline key',
  examples: [
    'madoguchi directory sign --key offline/directory-key.pem --network mihon --party core/party.json --party city/party.json --out directory.signed',
  ],
  options: {
    key: { type: 'string', value: 'FILE', help: 'the offline key', isRequired: true },
    network: { type: 'string', value: 'NAME', help: 'the name of the network; it never changes', isRequired: true },
    party: { type: 'string', multiple: true, value: 'FILE', help: 'a party file; give all of them, every time' },
    days: { type: 'string', value: 'N', help: `how long it lives, 1 to ${daysMax} (default: 30)` },
    out: {
      type: 'string',
      value: 'FILE',
      help: 'where to put it; what is there already gives the version before',
      isRequired: true,
    },
  },
  async run(values, { out }) {
    const days = Number(textOf(values, 'days') ?? '30')
    if (!Number.isInteger(days) || days < 1 || days > daysMax)
      throw usageError(`--days takes a number from 1 to ${daysMax}.`)
    const files = textsOf(values, 'party')
    if (files.length === 0) throw usageError('Give every party: --party FILE.')
    const { privateKey } = await readOfflineKey(demand(values, 'key'))
    const target = demand(values, 'out')
    const network = demand(values, 'network')
    const at = systemClock.now()
    const document: DirectoryDocument = {
      network,
      version: (await findVersion(target, { pinned: base64url.encode(publicBytesOf(privateKey)), network })) + 1,
      issuedAt: at.toISOString(),
      expiresAt: new Date(at.getTime() + days * dayMs).toISOString(),
      parties: await Promise.all(files.map(readEntry)),
    }
    await writeWhole(target, sign(document, privateKey), 0o644)
    out(`${target}: version ${document.version}, ${document.parties.length} parties, until ${document.expiresAt}\n`)
    return 0
  },
}

async function readOfflineKey(file: string): Promise<ReturnType<typeof readSigningKey>> {
  const pem = await readFile(file, 'utf8')
  try {
    return readSigningKey(pem)
  } catch {
    // What is wrong inside could quote the key.
    throw new AppError('KEY_FILE', `${file} holds no key to sign with: name the directory-key.pem of "keys offline".`)
  }
}

function sign(document: DirectoryDocument, privateKey: Parameters<typeof signDirectory>[1]): Uint8Array {
  try {
    return signDirectory(document, privateKey)
  } catch (cause) {
    const words =
      'A party file is not as "keys new" writes it, or a party or a key stands in two of them; nothing was signed. Compare the files given with --party.'
    throw new AppError('DIRECTORY_NOT_SIGNED', words, { cause })
  }
}

/** The version of the file that is to be replaced; 0 where there is none. An expired one still counts. */
async function findVersion(path: string, expected: { pinned: string; network: string }): Promise<number> {
  const text = await findFile(path)
  if (text === undefined) return 0
  const read = readDirectory(utf8.encode(text), readPinnedKey(expected.pinned), new Date(0))
  if (!read.ok || read.value.network !== expected.network)
    throw new AppError(
      'DIRECTORY_FOREIGN',
      `${path} is no directory of this key and network; nothing was signed. Name the right key and network, or another --out.`,
    )
  return read.value.version
}

const directoryShow: Command = {
  name: 'directory show',
  summary: 'print version, parties, addresses and fingerprints of a directory',
  examples: ['madoguchi directory show --file directory.signed --pin=KEY'],
  options: { file, pin },
  async run(values, { out }) {
    const document = await readPinned(values, new Date(0))
    out(`${document.network} version ${document.version}, ${document.issuedAt} to ${document.expiresAt}\n`)
    for (const { id, kind, kinds, municipality, url, networkUrl, keys, tlsKeys, provides } of document.parties) {
      out(`\n${id} (${[kind, ...kinds].join(', ')})\n`)
      for (const address of new Set([networkUrl, url])) if (address !== undefined) out(`  at        ${address}\n`)
      if (municipality !== undefined) out(`  is        ${municipality}\n`)
      if (provides.length > 0) out(`  provides  ${provides.join(', ')}\n`)
      for (const { publicKey, validFrom, validUntil } of keys) {
        readPublicKey(base64url.decode(publicKey))
        out(`  signing   ${keyIdOf(base64url.decode(publicKey))}  ${validFrom} to ${validUntil}\n`)
      }
      for (const { spkiSha256, validFrom, validUntil } of tlsKeys ?? [])
        out(`  TLS       ${spkiSha256}  ${validFrom} to ${validUntil}\n`)
    }
    return 0
  },
}

const directoryCheck: Command = {
  name: 'directory check',
  summary: 'say whether a node would take a directory, and whether it expires soon (for a timer)',
  examples: ['madoguchi directory check --file directory.signed --pin=KEY --days 7'],
  options: {
    file,
    pin,
    days: { type: 'string', value: 'N', help: 'fail when it expires within so many days (default: 7)' },
  },
  async run(values, { out }) {
    const days = Number(textOf(values, 'days') ?? '7')
    if (!Number.isInteger(days) || days < 0 || days > daysMax)
      throw usageError(`--days takes a number from 0 to ${daysMax}.`)
    const at = systemClock.now()
    const { version, expiresAt, parties } = await readPinned(values, at)
    const left = Date.parse(expiresAt) - at.getTime()
    if (left < days * dayMs)
      throw new AppError('DIRECTORY_EXPIRES', `The directory expires at ${expiresAt}: have the next version signed.`)
    out(`Version ${version} with ${parties.length} parties is good until ${expiresAt}.\n`)
    return 0
  },
}

async function readPinned(values: Values, at: Date): Promise<DirectoryDocument> {
  const path = demand(values, 'file')
  const text = await findFile(path)
  if (text === undefined)
    throw new AppError('DIRECTORY_UNREADABLE', `${path} is not there: name what "directory sign" wrote with --file.`)
  const read = readDirectory(utf8.encode(text), pinOf(values), at)
  if (!read.ok) throw new AppError(read.code, directorySentences[read.code])
  return read.value
}

function pinOf(values: Values): ReturnType<typeof readPinnedKey> {
  try {
    return readPinnedKey(demand(values, 'pin'))
  } catch {
    // Whatever it was, it was not 32 bytes.
    throw usageError('--pin takes the 43 characters that "keys offline" printed.')
  }
}

export const directoryCommands: readonly Command[] = [directorySign, directoryShow, directoryCheck]
