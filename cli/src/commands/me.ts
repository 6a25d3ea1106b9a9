import { writeFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '@madoguchi/kit'
import type { Command, Surroundings, Values } from '@madoguchi/party'
import { textOf, usageError } from '@madoguchi/party'
import type { ApiValue } from '@madoguchi/portal'
import { cardOptions, logInByOptions } from '../card-options.ts'
import { findTypes, splitNames } from '../get-types.ts'
import type { PortalClient } from '../portal-client.ts'
import { nameItem, tellEndings } from '../tell-endings.ts'

type Request = ApiValue<'Request'>

const formats = ['pdf', 'csv', 'json'] as const
const pollMs = 400

export const me: Command = {
  name: 'me',
  summary: 'ask agencies for your own information with your card, and save the answers',
  examples: [
    'printf 1234 | madoguchi me --pin-stdin --types 地方税,医療保険 --out me.pdf',
    'printf 1234 | madoguchi me --portal http://localhost:8480 --reader "Virtual PCD 00 00" --pin-stdin --types local-tax --out me.csv',
  ],
  options: {
    ...cardOptions,
    types: {
      type: 'string',
      value: 'NAMES',
      help: 'what to ask for, by name as the portal lists it, separated by commas',
    },
    out: { type: 'string', value: 'FILE', help: 'where to save the answers: .pdf, .csv or .json' },
    wait: {
      type: 'string',
      value: 'SECONDS',
      help: 'how long to wait for agencies (default: 60); what comes later is in the portal',
    },
    check: {
      type: 'boolean',
      help: 'have the agencies look again that show nothing (確認を依頼する); nobody is told what comes of it',
    },
    name: { type: 'string', value: 'NAME', help: 'with --check: your name, for the officer who looks' },
    phone: { type: 'string', value: 'NUMBER', help: 'with --check: your telephone, for the officer who looks' },
  },
  async run(values, surroundings) {
    const names = splitNames(textOf(values, 'types') ?? '')
    const file = textOf(values, 'out')
    const format = formats.find((one) => `.${one}` === extname(file ?? '').toLowerCase())
    if (file === undefined || format === undefined)
      throw usageError('回答を保存する場所を指定してください: --out FILE.pdf(または .csv、.json)')
    const waitMs = readSeconds(values) * 1000
    const client = await logInByOptions(values, surroundings)
    try {
      const listed = await client.get('InformationTypes', '/api/v1/information-types')
      const types = findTypes(names, listed.types)
      const { request } = await client.post('RequestMade', '/api/v1/requests', { types })
      const done = await waitForAnswers({ client, request, waitMs, surroundings })
      await tellEndings({ client, request, items: done.items, values, out: surroundings.out })
      const isAnswered = done.items.some(({ state }) => state === 'answered')
      if (!isAnswered)
        throw new AppError(
          'NO_ANSWER',
          '回答はまだ届いていないか、ありませんでした。ファイルは作りませんでした。届いた回答は、ポータルの「あなたの情報」で見られます。',
        )
      await writeFile(file, await client.download(`/api/v1/requests/${request}/answers.${format}`), { mode: 0o600 })
      surroundings.out(`${file} に保存しました。\n`)
      return done.items.some(isOpen) ? 3 : 0
    } finally {
      await client.logOut()
    }
  },
}

async function waitForAnswers(options: {
  client: PortalClient
  request: string
  waitMs: number
  surroundings: Surroundings
}): Promise<Request> {
  const { client, request, waitMs, surroundings } = options
  const { out, signal } = surroundings
  const shown = new Map<string, string>()
  const until = performance.now() + waitMs
  for (;;) {
    const now = await client.get('Request', `/api/v1/requests/${request}`)
    for (const item of now.items) {
      const { label } = item
      const name = nameItem(item)
      if (shown.get(name) !== label) out(`${name}: ${label}\n`)
      shown.set(name, label)
    }
    if (!now.items.some(isOpen)) return now
    if (signal.aborted || performance.now() > until) {
      out('まだ届いていない回答は、届きしだいポータルの「あなたの情報」で見られます。\n')
      return now
    }
    await sleep(pollMs)
  }
}

function isOpen({ state }: ApiValue<'Item'>): boolean {
  return state === 'asking' || state === 'delayed'
}

function readSeconds(values: Values): number {
  const text = textOf(values, 'wait') ?? '60'
  if (!/^\d{1,5}$/.test(text)) throw usageError(`--wait には秒数を指定してください。「${text}」は使えません。`)
  return Number(text)
}
