import { encodeCsv } from '@madoguchi/documents'
import type { Bytes } from '@madoguchi/kit'
import { utf8 } from '@madoguchi/kit'
import type { Reader } from '../shell/words.ts'
import { describeRecord, type Readers } from './describe-record.ts'
import type { ExchangeRecordView } from './record-view.ts'
import { historyWords } from './words.ts'

/** One line an exchange; UTF-8 with a byte order mark, safe against formulas. */
export function renderHistoryCsv(records: readonly ExchangeRecordView[], readers: Readers, reader: Reader): Bytes {
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
export function renderHistoryJson(records: readonly ExchangeRecordView[]): Bytes {
  return utf8.encode(`${JSON.stringify({ format: 'madoguchi-history/1', records }, null, 2)}\n`)
}
