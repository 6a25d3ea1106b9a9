import { cardOptions, logInByOptions } from '../card-options.ts'
import type { Command } from '../command.ts'

type HistoryRecord = {
  readonly exchange: string
  readonly sentence: string
  readonly askedAt: string
  readonly closedAt: string
  readonly outcome: { readonly id: string; readonly label: string }
}

export const history: Command = {
  name: 'history',
  summary: 'print who exchanged what about you, newest first',
  examples: ['printf 1234 | madoguchi history --pin-stdin', 'printf 1234 | madoguchi history --pin-stdin --json'],
  options: {
    ...cardOptions,
    json: { type: 'boolean', help: 'as JSON, with the ledger records and salts to check them by' },
  },
  async run(values, surroundings) {
    const client = await logInByOptions(values, surroundings)
    try {
      const page = await client.get<{ records: readonly HistoryRecord[]; more: boolean }>('/api/v1/history')
      if (values.json === true) surroundings.out(`${JSON.stringify(page, null, 2)}\n`)
      else if (page.records.length === 0) surroundings.out('やりとりの記録はまだありません。\n')
      else
        for (const record of page.records)
          surroundings.out(`${japaneseTime(record.askedAt)}  ${record.sentence}(${record.outcome.label})\n`)
      return 0
    } finally {
      await client.logOut()
    }
  },
}

function japaneseTime(instant: string): string {
  return new Intl.DateTimeFormat('ja-JP', { timeZone: 'Asia/Tokyo', dateStyle: 'short', timeStyle: 'short' }).format(
    new Date(instant),
  )
}
