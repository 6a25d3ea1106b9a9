import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { EditionDocument, FactsData, FactsDocument } from '@madoguchi/facts'
import { factsSentences, questionDaysMax, readFacts, signFacts } from '@madoguchi/facts'
import { readFactsData, readSandboxFacts } from '@madoguchi/facts/sandbox'
import { AppError, base64url, dayMs, isCalendarDate, japaneseDay, systemClock } from '@madoguchi/kit'
import { ignoreMissing, writeWhole } from '@madoguchi/kit/files'
import { publicBytesOf } from '@madoguchi/messages'
import type { Command, Values } from '@madoguchi/party'
import { readPinnedKey, textOf, textsOf, usageError } from '@madoguchi/party'
import { readOfflineKey } from '../next-directory.ts'
import { demandValue } from './keys.ts'

const file = { type: 'string', value: 'FILE', help: 'the signed facts' } as const
const pin = {
  type: 'string',
  value: 'KEY',
  help: 'the public half of the offline key, as "keys offline" printed it',
} as const

const factsSign: Command = {
  name: 'facts sign',
  summary: 'sign the next version of types, affairs, permission table and municipalities with the offline key',
  examples: [
    'madoguchi facts sign --key offline/directory-key.pem --network one-country --data facts-of-ours --counts-from 2027-04-01 --out facts.signed',
    'madoguchi facts sign --key offline/directory-key.pem --network one-country --data facts-of-ours --withdraw "74=it named the wrong type" --out facts.signed',
  ],
  options: {
    key: { type: 'string', value: 'FILE', help: 'the offline key, which signs the directory, too', isRequired: true },
    network: {
      type: 'string',
      value: 'NAME',
      help: 'the name of the network, as the directory has it',
      isRequired: true,
    },
    data: {
      type: 'string',
      value: 'FOLDER',
      help: 'information-types.json, affairs.json, permission-table.json, municipalities.json (default: those of the sandbox)',
    },
    'counts-from': { type: 'string', value: 'DAY', help: 'the day in Japan from which it counts (default: today)' },
    withdraw: {
      type: 'string',
      multiple: true,
      value: 'ITEM=WHY',
      help: 'an item of earlier versions that should never have been: what was asked by it is refused, too',
    },
    'forget-before': { type: 'string', value: 'VERSION', help: 'leave out versions before this one' },
    out: {
      type: 'string',
      value: 'FILE',
      help: 'where to put it; the versions that are in it already stay in it',
      isRequired: true,
    },
  },
  async run(values, { out }) {
    const { privateKey } = await readOfflineKey(demandValue(values, 'key'))
    const target = demandValue(values, 'out')
    const network = demandValue(values, 'network')
    const pinned = base64url.encode(publicBytesOf(privateKey))
    const before = await findBefore(target, { pinned, network })
    const at = systemClock.now()
    const edition: EditionDocument = {
      version: (before.at(-1)?.version ?? 0) + 1,
      countsFrom: readDay(textOf(values, 'counts-from') ?? japaneseDay(at)),
      withdrawn: textsOf(values, 'withdraw').map(readWithdrawal),
      data: await readData(textOf(values, 'data')),
    }
    const oldest = readVersion(textOf(values, 'forget-before'))
    demandForgettable([...before, edition], { oldest, at })
    const editions = [...before.filter(({ version }) => version >= oldest), edition]
    const document: FactsDocument = { network, issuedAt: at.toISOString(), editions }
    await writeWhole({ path: target, data: sign(document, privateKey), mode: 0o644 })
    out(
      `${target}: version ${edition.version}, counts from ${edition.countsFrom}; ${editions.length} version(s) in the file\n`,
    )
    return 0
  },
}

/** The editions that stand in the file that is to be replaced. Throws AppError FACTS_FOREIGN. */
async function findBefore(
  path: string,
  { pinned, network }: { pinned: string; network: string },
): Promise<readonly EditionDocument[]> {
  const bytes = await readFile(path).catch(ignoreMissing)
  if (bytes === undefined) return []
  const read = readFacts(new Uint8Array(bytes), readPinnedKey(pinned))
  if (read.ok && read.value.network === network) return read.value.editions
  throw new AppError(
    'FACTS_FOREIGN',
    `${path} は、この鍵とネットワークの表ではありません。署名はしていません。鍵とネットワークを確かめるか、別の --out を指定してください。`,
  )
}

function readDay(text: string): string {
  if (isCalendarDate(text) && !text.endsWith('-00')) return text
  throw usageError('--counts-from には 2027-04-01 のような日を指定してください。')
}

function readVersion(text = '1'): number {
  if (/^[1-9][0-9]{0,8}$/.test(text)) return Number(text)
  throw usageError('--forget-before には版の番号を指定してください。')
}

/** Throws AppError FACTS_STILL_COUNT where an edition would go that questions may rest on. */
function demandForgettable(editions: readonly EditionDocument[], { oldest, at }: { oldest: number; at: Date }): void {
  const monthAgo = japaneseDay(new Date(at.getTime() - questionDaysMax * dayMs))
  const needed = editions.findLast(({ countsFrom }) => countsFrom <= monthAgo) ?? editions[0]
  if (needed === undefined || oldest <= needed.version) return
  throw new AppError(
    'FACTS_STILL_COUNT',
    `版 ${needed.version} は、この ${questionDaysMax} 日のあいだ有効で、そのときの照会が答えを待っているかもしれません。署名はしていません。忘れるのはその前までにしてください: --forget-before ${needed.version}`,
    { facts: { version: needed.version } },
  )
}

function readWithdrawal(text: string): EditionDocument['withdrawn'][number] {
  const [, item, reason] = /^([a-z0-9][a-z0-9-]{0,39})=(.+)$/.exec(text) ?? []
  if (item === undefined || reason === undefined)
    throw usageError('--withdraw には項目と理由を指定してください: "74=別の種類を指していた"')
  return { item, reason }
}

async function readData(folder: string | undefined): Promise<FactsData> {
  if (folder === undefined) return readSandboxFacts()
  const read = async (name: string): Promise<unknown> => {
    const path = join(folder, `${name}.json`)
    try {
      return JSON.parse(await readFile(path, 'utf8'))
    } catch (cause) {
      throw new AppError(
        'FACTS_FILE',
        `${path} がないか、JSON ではありません。4つのファイルのあるフォルダーを指定してください。`,
        { cause },
      )
    }
  }
  return readFactsData({
    types: await read('information-types'),
    affairs: await read('affairs'),
    permissionTable: await read('permission-table'),
    municipalities: await read('municipalities'),
  })
}

function sign(document: FactsDocument, key: Parameters<typeof signFacts>[1]): Uint8Array {
  try {
    return signFacts(document, key)
  } catch (cause) {
    const at = cause instanceof AppError ? cause.facts.at : undefined
    throw new AppError(
      'FACTS_NOT_SIGNED',
      `どのノードも受けつけないので、署名はしていません。場所: ${at ?? '読みとれません'}`,
      {
        cause,
      },
    )
  }
}

const factsShow: Command = {
  name: 'facts show',
  summary: 'print the versions of a file of facts, from when each counts, and what it withdraws',
  examples: ['madoguchi facts show --file facts.signed --pin=KEY'],
  options: { file, pin },
  async run(values, { out }) {
    const { network, issuedAt, editions } = await readPinned(values)
    out(`${network}, signed ${issuedAt}\n`)
    for (const { version, countsFrom, withdrawn, data } of editions) {
      const { types, affairs, permissions, municipalities } = data
      out(`\nversion ${version}, counts from ${countsFrom}\n`)
      out(
        `  ${types.length} types, ${affairs.length} affairs, ${permissions.length} items, ${municipalities.length} municipalities\n`,
      )
      for (const { item, reason } of withdrawn) out(`  withdraws ${item}: ${reason}\n`)
    }
    return 0
  },
}

const factsCheck: Command = {
  name: 'facts check',
  summary: 'say whether a node would take a file of facts, and which version counts today',
  examples: ['madoguchi facts check --file facts.signed --pin=KEY'],
  options: { file, pin },
  async run(values, { out }) {
    const { editions } = await readPinned(values)
    const today = japaneseDay(systemClock.now())
    const counting = editions.findLast(({ countsFrom }) => countsFrom <= today)
    const newest = editions.at(-1)
    out(
      `Version ${newest?.version} is good; ${counting === undefined ? 'none counts yet' : `${counting.version} counts today`}.\n`,
    )
    return 0
  },
}

async function readPinned(values: Values): Promise<FactsDocument> {
  const path = demandValue(values, 'file')
  const bytes = await readFile(path).catch(ignoreMissing)
  if (bytes === undefined)
    throw new AppError(
      'FACTS_UNREADABLE',
      `${path} がありません。「facts sign」が書いたファイルを --file に指定してください。`,
    )
  const read = readFacts(new Uint8Array(bytes), pinOf(values))
  if (read.ok) return read.value
  const { at } = read.facts
  throw new AppError(read.code, `${factsSentences[read.code]}${at === undefined ? '' : `(場所: ${at})`}`)
}

function pinOf(values: Values): ReturnType<typeof readPinnedKey> {
  try {
    return readPinnedKey(demandValue(values, 'pin'))
  } catch {
    // Whatever it was, it was not 32 bytes.
    throw usageError('--pin には、「keys offline」が表示した43文字を指定してください。')
  }
}

export const factsCommands: readonly Command[] = [factsSign, factsShow, factsCheck]
