import { readFile } from 'node:fs/promises'
import { AppError, systemClock } from '@madoguchi/kit'
import { writeWhole } from '@madoguchi/kit/files'
import { parsePartyAbout } from '@madoguchi/messages'
import type { Command, Option } from '@madoguchi/party'
import { textOf } from '@madoguchi/party'
import {
  findDirectoryBefore,
  foreign,
  makeNextDirectory,
  readDays,
  readOfflineKey,
  signNextDirectory,
} from '../next-directory.ts'
import { keepEntryFile, readEntry } from '../party-folder.ts'
import { tellParty } from '../tell-party.ts'
import { demandValue } from './keys.ts'

const key = { type: 'string', value: 'FILE', help: 'the offline key', isRequired: true } as const satisfies Option
const file = {
  type: 'string',
  value: 'FILE',
  help: 'the signed directory; the next version takes its place, whole',
  isRequired: true,
} as const satisfies Option
const days = { type: 'string', value: 'N', help: 'how long the next version lives, 1 to 365 (default: 30)' } as const
/** More than everything that may be said has. */
const aboutBytesMax = 16 * 1024

const describe: Command = {
  name: 'directory describe',
  summary:
    'put into a party file how the party is called and where people find it, or check and show what stands there',
  examples: [
    'madoguchi directory describe --party city/party.json --about about.json',
    'madoguchi directory describe --party city/party.json',
  ],
  options: {
    party: { type: 'string', value: 'FILE', help: 'the party.json that "keys new" wrote', isRequired: true },
    about: {
      type: 'string',
      value: 'FILE',
      help: 'JSON: {"name": "…市", "kana": "…シ", "code": 16 digits, "headTitle": "市長", "insurerNumber": 6 or 8 digits, "contact": {"section", "postalAddress", "phone", "hours", "email"}, "counter": {"name", "place", "hours", "phone"}}; all but name and kana may be left out',
    },
  },
  async run(values, { out }) {
    const path = demandValue(values, 'party')
    const aboutFile = textOf(values, 'about')
    const entry = await readEntry(path)
    const about = aboutFile === undefined ? entry.about : await readAbout(aboutFile)
    const checked = about === undefined ? undefined : parsePartyAbout(about)
    if (checked?.ok === false)
      throw new AppError(
        'PARTY_FILE',
        `${aboutFile ?? path} の「${checked.facts.at}」は、どのノードも受けつけません。要る項目がないか、知らない項目があるか、文が長すぎるか、空か、目に見えない文字があります。「directory describe --help」に形があります。`,
      )
    const described = checked === undefined ? entry : { ...entry, about: checked.value }
    if (aboutFile !== undefined) await keepEntryFile(path, described)
    out(tellParty(described))
    return 0
  },
}

async function readAbout(path: string): Promise<unknown> {
  const bytes = await readFile(path)
  try {
    if (bytes.length > aboutBytesMax) throw new TypeError('too long')
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new AppError('PARTY_FILE', `${path} は、${aboutBytesMax} バイトまでの UTF-8 の JSON ではありません。`, {
      cause,
    })
  }
}

const join: Command = {
  name: 'directory join',
  summary: 'sign one party into a directory: a new one, or what changed about one that is there; nobody else changes',
  examples: [
    'madoguchi directory join --key offline/directory-key.pem --file directory.signed --party city/party.json',
  ],
  options: { key, file, party: { type: 'string', value: 'FILE', help: 'its party file', isRequired: true }, days },
  async run(values, { out }) {
    const entry = await readEntry(demandValue(values, 'party'))
    await signNext(values, out, (parties) => [...parties.filter(({ id }) => id !== entry.id), entry])
    out(tellParty(entry))
    return 0
  },
}

const leave: Command = {
  name: 'directory leave',
  summary: 'sign one party out of a directory: its keys end now, its name stays for what is kept of before',
  examples: ['madoguchi directory leave --key offline/directory-key.pem --file directory.signed --id my-city'],
  options: { key, file, id: { type: 'string', value: 'ID', help: 'the party', isRequired: true }, days },
  async run(values, { out }) {
    const left = demandValue(values, 'id')
    await signNext(values, out, (parties) => {
      if (!parties.some(({ id }) => id === left))
        throw new AppError('PARTY_FILE', `${left} は、この名簿にありません。署名はしていません。`)
      return parties.filter(({ id }) => id !== left)
    })
    return 0
  },
}

type Parties = Parameters<typeof makeNextDirectory>[0]['parties']

async function signNext(
  values: Parameters<typeof demandValue>[0],
  out: (text: string) => void,
  change: (parties: Parties) => Parties,
): Promise<void> {
  const lives = readDays(textOf(values, 'days'), { unless: 30, min: 1 })
  const offline = await readOfflineKey(demandValue(values, 'key'))
  const target = demandValue(values, 'file')
  const before = await findDirectoryBefore(target, offline)
  if (before === undefined) throw foreign(target)
  const { network } = before
  const parties = change(before.parties)
  const next = makeNextDirectory({ network, before, parties, at: systemClock.now(), days: lives })
  await writeWhole({ path: target, data: signNextDirectory(next, offline), mode: 0o644 })
  out(`${target}: version ${next.version}, ${next.parties.length} parties, until ${next.expiresAt}\n`)
}

export const directoryEntryCommands: readonly Command[] = [describe, join, leave]
