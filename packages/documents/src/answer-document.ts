import { AppError } from '@madoguchi/kit'

export type DocumentRow = {
  readonly label: string
  /** What a person reads: `1,234,000円`. */
  readonly text: string
  readonly explanation?: string
  /** What a program reads in CSV, JSON and XML: `1234000`; null where there is none. */
  readonly value?: string | number | boolean | null
}

export type DocumentSection = {
  readonly heading: string
  readonly note?: string
  /** Headings of the two columns; 項目 and 内容 unless told. */
  readonly columns?: readonly [string, string]
  readonly rows: readonly DocumentRow[]
}

/** One document, whatever it is written as. Knows nothing of agencies, tax or pensions. */
export type AnswerDocument = {
  readonly title: string
  readonly subtitle?: string
  /** Whose document it is; absent when the name is not to be shown. */
  readonly holder?: string
  /** Who holds the original of the information. */
  readonly issuer: string
  /** Who runs the site that wrote the document. */
  readonly operator: string
  readonly requestedAt: Date
  /** The day the information stood so, `YYYY-MM-DD`. */
  readonly asOf: string
  readonly referenceNumber: string
  readonly sections: readonly DocumentSection[]
  readonly notes: readonly string[]
}

const documentLimits = { sections: 200, rows: 3000, notes: 30, textChars: 2000, totalChars: 400_000 } as const

/** Throws DOCUMENT_TOO_LARGE, which says what there is too much of. Every renderer calls it first. */
export function assertBounded(document: AnswerDocument): void {
  const { sections, notes } = document
  const texts = [...listTexts(document)]
  demandBounded('sections', sections.length)
  demandBounded(
    'rows',
    sections.reduce((sum, section) => sum + section.rows.length, 0),
  )
  demandBounded('notes', notes.length)
  demandBounded(
    'textChars',
    texts.reduce((longest, text) => Math.max(longest, text.length), 0),
  )
  demandBounded(
    'totalChars',
    texts.reduce((sum, text) => sum + text.length, 0),
  )
}

function demandBounded(what: keyof typeof documentLimits, count: number): void {
  const max = documentLimits[what]
  if (count > max) {
    throw new AppError('DOCUMENT_TOO_LARGE', `A document may have ${max} ${what}, this one has ${count}.`, {
      facts: { what, count, max },
    })
  }
}

function* listTexts(document: AnswerDocument): Generator<string> {
  const { title, subtitle, holder, issuer, operator, asOf, referenceNumber, sections, notes } = document
  yield* [title, subtitle ?? '', holder ?? '', issuer, operator, asOf, referenceNumber, ...notes]
  for (const { heading, note, columns, rows } of sections) {
    yield* [heading, note ?? '', ...(columns ?? [])]
    for (const { label, text, explanation, value } of rows) yield* [label, text, explanation ?? '', String(value ?? '')]
  }
}
