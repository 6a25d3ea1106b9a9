import type { AnswerDocument, DocumentSection } from '@madoguchi/documents'
import type { Reader } from '../shell/words.ts'
import type { ShownAnswer } from './open-answers.ts'
import { informationWords } from './words.ts'

export type AnswersOfDocument = {
  readonly answers: readonly [ShownAnswer, ...ShownAnswer[]]
  readonly operator: string
  readonly holder: string | undefined
  readonly requestedAt: Date
  readonly reference: string
  readonly reader: Reader
}

/** One answer, or several in one document: then each heading names whose it is, and of when. */
export function makeAnswerDocument(options: AnswersOfDocument): AnswerDocument {
  const { answers, operator, holder, requestedAt, reference, reader } = options
  const copy = informationWords(reader).document
  const [first] = answers
  const isOne = answers.length === 1
  const issuers = [...new Set(answers.map(({ described }) => described.sourceName))]
  return {
    title: isOne ? first.described.plainName : copy.title,
    ...(isOne ? { subtitle: first.described.typeName } : {}),
    ...(holder === undefined ? {} : { holder }),
    issuer: copy.issuers(issuers),
    operator,
    requestedAt,
    asOf: answers.map(({ described }) => described.asOf).sort()[0] ?? first.described.asOf,
    referenceNumber: reference,
    sections: answers.flatMap((answer) => makeSections(reader, answer, isOne)),
    notes: copy.notes,
  }
}

/** Years newest first, as on the page; within a year in the order of the layout. */
function makeSections(reader: Reader, { layout, described }: ShownAnswer, isOne: boolean): DocumentSection[] {
  const copy = informationWords(reader).document
  const isYearly = layout?.recordKey === 'fiscal-year'
  const groups = isYearly
    ? described.groups.toSorted((a, b) => Number(b.recordKey) - Number(a.recordKey))
    : described.groups
  return groups.map(({ recordHeading, heading, rows }) => ({
    heading: [...(isOne ? [] : [described.plainName]), recordHeading, ...(heading === undefined ? [] : [heading])].join(
      ' ',
    ),
    ...(isOne ? {} : { note: copy.from(described.sourceName, described.asOfText) }),
    rows: rows.map(({ label, text, explanation, raw }) => ({
      label,
      text,
      value: typeof raw === 'object' ? null : raw,
      ...(explanation === undefined ? {} : { explanation }),
    })),
  }))
}
