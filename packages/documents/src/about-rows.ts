import { formatDate, formatDateTime } from '@madoguchi/kit'
import type { AnswerDocument } from './answer-document.ts'

type AboutRow = { readonly label: string; readonly text: string }

/** What stands at the head of every form of a document: whose, from whom, as of when, fetched when, under which number. */
export function listAboutRows(document: AnswerDocument): AboutRow[] {
  const { holder, issuer, asOf, requestedAt, referenceNumber } = document
  return [
    ...(holder === undefined ? [] : [{ label: '氏名', text: holder }]),
    { label: '情報を持っているところ', text: issuer },
    { label: 'いつの時点の情報か', text: formatDate(asOf) },
    { label: '取り寄せた日時', text: formatDateTime(requestedAt) },
    { label: '受付番号', text: referenceNumber },
  ]
}
