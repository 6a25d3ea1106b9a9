import { encodeCsv } from '@madoguchi/documents'
import type { Bytes } from '@madoguchi/kit'
import { utf8 } from '@madoguchi/kit'
import type { Reader } from '../shell/words.ts'
import { describeFiling } from './describe-filing.ts'
import { describeRecord, type Readers } from './describe-record.ts'
import { isExchangeView, isFilingView, type RecordView } from './record-view.ts'
import { historyWords } from './words.ts'

/** One line an exchange, a filing or an event; UTF-8 with a byte order mark, safe against formulas. */
export function renderHistoryCsv(records: readonly RecordView[], readers: Readers, reader: Reader): Bytes {
  const copy = historyWords(reader).history
  const header = [
    copy.number,
    copy.asked,
    copy.closed,
    copy.inquirer,
    copy.provider,
    copy.affair,
    copy.law,
    copy.basis,
    copy.information,
    copy.outcome,
    copy.sentence,
    copy.rules,
  ]
  const rows = records.map((record) => {
    if (isFilingView(record)) {
      const { agencyName, sentence } = describeFiling(record, readers, reader)
      return [record.line, record.at, '', '', agencyName, '', '', '', '', '', sentence, '']
    }
    const said = describeRecord(record, readers, reader)
    return [
      record.exchange,
      record.askedAt,
      record.closedAt,
      said.inquirerName,
      said.providerName,
      said.affairName,
      said.law,
      said.basis ?? '',
      said.typeName,
      said.outcome.label,
      said.sentence,
      said.factsVersion === undefined ? '' : copy.rulesVersion(said.factsVersion),
    ]
  })
  return utf8.encode(`\ufeff${encodeCsv([header, ...rows])}`)
}

/** Everything that came, with records and salts, so that anybody can check it again. */
export function renderHistoryJson(records: readonly RecordView[]): Bytes {
  const filings = records.filter(isFilingView)
  const exchanges = records.filter(isExchangeView)
  return utf8.encode(`${JSON.stringify({ format: 'madoguchi-history/1', records: exchanges, filings }, null, 2)}\n`)
}
