import type { Bytes } from '@madoguchi/kit'
import { utf8 } from '@madoguchi/kit'
import type { AnswerDocument } from './answer-document.ts'
import { assertBounded } from './answer-document.ts'

/** The document as it is, under a format name with a version; times in UTC (ISO 8601). */
export function renderJson(document: AnswerDocument): Bytes {
  assertBounded(document)
  return utf8.encode(`${JSON.stringify({ format: 'madoguchi-answer/1', ...document }, null, 2)}\n`)
}
