import { AppError, dayMs, systemClock, utf8 } from '@madoguchi/kit'
import { findText, writeWhole } from '@madoguchi/kit/files'
import type { DirectoryDocument } from '@madoguchi/messages'
import { readDirectory } from '@madoguchi/messages'
import type { Command, Values } from '@madoguchi/party'
import { directorySentences, readPinnedKey, textOf, textsOf, usageError } from '@madoguchi/party'
import {
  findDirectoryBefore,
  foreign,
  livesDaysMax,
  makeNextDirectory,
  readDays,
  readOfflineKey,
  signNextDirectory,
} from '../next-directory.ts'
import { readEntry } from '../party-folder.ts'
import { tellFormer, tellParty } from '../tell-party.ts'
import { directoryEntryCommands } from './directory-entry.ts'
import { demandValue } from './keys.ts'

const file = { type: 'string', value: 'FILE', help: 'the signed directory' } as const
const pin = {
  type: 'string',
  value: 'KEY',
  help: 'the public half of the offline key, as "keys offline" printed it',
} as const

const directorySign: Command = {
  name: 'directory sign',
  summary: 'assemble a directory from all party files and sign it with the offline key',
  examples: [
    'madoguchi directory sign --key offline/directory-key.pem --network one-country --party core/party.json --party city/party.json --out directory.signed',
  ],
  options: {
    key: { type: 'string', value: 'FILE', help: 'the offline key', isRequired: true },
    network: { type: 'string', value: 'NAME', help: 'the name of the network; it never changes', isRequired: true },
    party: {
      type: 'string',
      multiple: true,
      value: 'FILE',
      help: 'a party file; give all of them, every time: who stood there before and is not given has left ("directory join" signs one)',
    },
    days: { type: 'string', value: 'N', help: `how long it lives, 1 to ${livesDaysMax} (default: 30)` },
    out: {
      type: 'string',
      value: 'FILE',
      help: 'where to put it; what is there already gives the version before',
      isRequired: true,
    },
  },
  async run(values, { out }) {
    const days = readDays(textOf(values, 'days'), { unless: 30, min: 1 })
    const files = textsOf(values, 'party')
    if (files.length === 0) throw usageError('参加者をすべて指定してください: --party FILE')
    const offline = await readOfflineKey(demandValue(values, 'key'))
    const target = demandValue(values, 'out')
    const network = demandValue(values, 'network')
    const before = await findDirectoryBefore(target, offline)
    if (before !== undefined && before.network !== network) throw foreign(target)
    const parties = await Promise.all(files.map(readEntry))
    const document = makeNextDirectory({ network, before, parties, at: systemClock.now(), days })
    await writeWhole({ path: target, data: signNextDirectory(document, offline), mode: 0o644 })
    out(`${target}: version ${document.version}, ${document.parties.length} parties, until ${document.expiresAt}\n`)
    return 0
  },
}

const directoryShow: Command = {
  name: 'directory show',
  summary: 'print version, parties, their names, telephones, addresses and fingerprints, and who left',
  examples: ['madoguchi directory show --file directory.signed --pin=KEY'],
  options: { file, pin },
  async run(values, { out }) {
    const document = await readPinned(values, new Date(0))
    out(`${document.network} version ${document.version}, ${document.issuedAt} to ${document.expiresAt}\n`)
    for (const party of document.parties) out(tellParty(party))
    for (const party of document.former ?? []) out(tellFormer(party))
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
    const days = readDays(textOf(values, 'days'), { unless: 7, min: 0 })
    const at = systemClock.now()
    const { version, expiresAt, parties, former = [] } = await readPinned(values, at)
    const left = Date.parse(expiresAt) - at.getTime()
    if (left < days * dayMs)
      throw new AppError('DIRECTORY_EXPIRES', `名簿の期限は ${expiresAt} です。次の版に署名してもらってください。`)
    out(
      `Version ${version} with ${parties.length} parties${former.length === 0 ? '' : ` and ${former.length} that left`} is good until ${expiresAt}.\n`,
    )
    return 0
  },
}

async function readPinned(values: Values, at: Date): Promise<DirectoryDocument> {
  const path = demandValue(values, 'file')
  const text = await findText(path)
  if (text === undefined)
    throw new AppError(
      'DIRECTORY_UNREADABLE',
      `${path} がありません。「directory sign」が書いたファイルを --file に指定してください。`,
    )
  const read = readDirectory(utf8.encode(text), pinOf(values), at)
  if (!read.ok) throw new AppError(read.code, directorySentences[read.code])
  return read.value
}

function pinOf(values: Values): ReturnType<typeof readPinnedKey> {
  try {
    return readPinnedKey(demandValue(values, 'pin'))
  } catch {
    // Whatever it was, it was not 32 bytes.
    throw usageError('--pin には、「keys offline」が表示した43文字を指定してください。')
  }
}

export const directoryCommands: readonly Command[] = [
  directorySign,
  directoryShow,
  directoryCheck,
  ...directoryEntryCommands,
]
