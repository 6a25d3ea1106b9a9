import type { Command } from '@madoguchi/party'
import type { ApiValue } from '@madoguchi/portal'
import { cardOptions, logInByOptions } from '../card-options.ts'

export const history: Command = {
  name: 'history',
  summary: 'print who exchanged what about you and what you filed, newest first',
  examples: ['printf 1234 | madoguchi history --pin-stdin', 'printf 1234 | madoguchi history --pin-stdin --json'],
  options: {
    ...cardOptions,
    json: { type: 'boolean', help: 'as JSON, with the ledger records and salts to check them by' },
  },
  async run(values, surroundings) {
    const client = await logInByOptions(values, surroundings)
    try {
      const page = await client.get('History', '/api/v1/history')
      if (values.json === true) surroundings.out(`${JSON.stringify(page, null, 2)}\n`)
      else surroundings.out(renderHistory(page))
      return 0
    } finally {
      await client.logOut()
    }
  },
}

function renderHistory({ records, filings, check }: ApiValue<'History'>): string {
  const all = [...records.map((record) => ({ ...record, at: record.askedAt })), ...filings]
  if (all.length === 0) return 'やりとりの記録はまだありません。\n'
  const lines = all
    .sort((a, b) => b.at.localeCompare(a.at))
    .map(
      ({ at, sentence, fitsLedger }) =>
        `${japaneseTime(at)}  ${sentence}${fitsLedger ? '' : '  ※記録と台帳が合いません'}`,
    )
  const isWhole = check.isUnbroken && check.reachesStart
  const word = isWhole
    ? '最初の記録から途切れていないことを確かめました。'
    : '最初の記録からの続きは確かめられませんでした。'
  return `${lines.join('\n')}\n\n${all.length}件。${word}\n`
}

function japaneseTime(instant: string): string {
  return new Intl.DateTimeFormat('ja-JP', { timeZone: 'Asia/Tokyo', dateStyle: 'short', timeStyle: 'short' }).format(
    new Date(instant),
  )
}
