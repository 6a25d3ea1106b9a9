import { writeFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '@madoguchi/kit'
import { cardOptions, logInByOptions } from '../card-options.ts'
import type { Command, Surroundings, Values } from '../command.ts'
import { textOf } from '../command.ts'
import { findTypes } from '../find-types.ts'
import type { PortalClient } from '../portal-client.ts'
import { usageError } from '../usage-error.ts'

type Item = {
  readonly type: { readonly name: string }
  readonly provider: { readonly name: string }
  readonly state: { readonly id: string; readonly label: string }
  readonly isOpen: boolean
}
type Request = { readonly id: string; readonly items: readonly Item[] }

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
    types: { type: 'string', value: 'NAMES', help: 'what to ask for, by name, separated by commas' },
    out: { type: 'string', value: 'FILE', help: 'where to save the answers: .pdf, .csv or .json' },
    wait: {
      type: 'string',
      value: 'SECONDS',
      help: 'how long to wait for agencies (default: 60); what comes later is in the portal',
    },
  },
  async run(values, surroundings) {
    const types = findTypes(textOf(values, 'types') ?? '')
    const file = textOf(values, 'out')
    const format = formats.find((one) => `.${one}` === extname(file ?? '').toLowerCase())
    if (file === undefined || format === undefined)
      throw usageError('Say where to save the answers: --out FILE.pdf, .csv or .json.')
    const waitMs = readSeconds(values) * 1000
    const client = await logInByOptions(values, surroundings)
    try {
      const asked = await client.post<Request>('/api/v1/requests', { types })
      const done = await waitForAnswers(client, asked, waitMs, surroundings)
      const isAnswered = done.items.some(({ state }) => state.id === 'answered')
      if (!isAnswered)
        throw new AppError('NO_ANSWER', '回答はまだ届いていないか、ありませんでした。ファイルは作りませんでした。')
      await writeFile(file, await client.download(`/api/v1/requests/${done.id}/answers.${format}`), { mode: 0o600 })
      surroundings.out(`${file} に保存しました。\n`)
      return done.items.some(({ isOpen }) => isOpen) ? 3 : 0
    } finally {
      await client.logOut()
    }
  },
}

async function waitForAnswers(
  client: PortalClient,
  asked: Request,
  waitMs: number,
  { out, signal }: Surroundings,
): Promise<Request> {
  const shown = new Map<number, string>()
  const until = performance.now() + waitMs
  for (let now = asked; ; now = await client.get<Request>(`/api/v1/requests/${asked.id}`)) {
    for (const [i, { type, provider, state }] of now.items.entries()) {
      if (shown.get(i) !== state.label) out(`${type.name}(${provider.name}): ${state.label}\n`)
      shown.set(i, state.label)
    }
    if (now.items.every(({ isOpen }) => !isOpen)) return now
    if (signal.aborted || performance.now() > until) {
      out('まだ届いていない回答は、届きしだいポータルの「あなたの情報」で見られます。\n')
      return now
    }
    await sleep(pollMs)
  }
}

function readSeconds(values: Values): number {
  const text = textOf(values, 'wait') ?? '60'
  if (!/^\d{1,5}$/.test(text)) throw usageError(`--wait takes a number of seconds, not "${text}".`)
  return Number(text)
}
