import type { FilingForm } from '@madoguchi/filing'
import type { Procedure, SummaryRow } from '@madoguchi/forms'
import { readKeptAnswers, summarise } from '@madoguchi/forms'
import { japaneseDay } from '@madoguchi/kit'
import type { CaseFiling, OpenedCase } from './read-case.ts'

/** A field of the form as it was answered. */
export type AnsweredField = {
  readonly field: string
  /** The item of a group that it is of. */
  readonly item: string | undefined
  readonly label: string
  readonly text: string | undefined
  /** What stood there first, where a correction changed it. */
  readonly before: string | undefined
}

type AnsweredPart = { readonly title: string; readonly rows: readonly AnsweredField[] }

/** The answers in the words of their procedure, those of the last correction; or why they cannot be read here. */
export type AnswersSeen =
  | {
      readonly parts: readonly AnsweredPart[]
      readonly leftOut: readonly string[]
      /** What a correction took out, as it was answered first. */
      readonly gone: readonly AnsweredPart[]
    }
  | { readonly trouble: 'answersUnknown' | 'answersMalformed' }

export function readAnswersOf(opened: OpenedCase, procedures: readonly Procedure[]): AnswersSeen {
  const procedure = findProcedure(procedures, opened.procedure)
  if (procedure === undefined) return { trouble: 'answersUnknown' }
  const [first] = opened.filings
  const newest = getNewest(opened)
  const [now, then] = [readParts(procedure, newest), newest === first ? undefined : readParts(procedure, first)]
  if (now === undefined) return { trouble: 'answersMalformed' }
  const known = new Map(then?.parts.flatMap(({ rows }) => rows).map((row) => [nameOfPlace(row), row]))
  const parts = now.parts.map(({ title, rows }) => ({
    title,
    rows: rows.map((row) => {
      const before = known.get(nameOfPlace(row))?.text ?? ''
      return then === undefined || before === (row.text ?? '') ? row : { ...row, before }
    }),
  }))
  const kept = new Set(now.parts.flatMap(({ rows }) => rows).map(nameOfPlace))
  const gone = (then?.parts ?? [])
    .map(({ title, rows }) => ({
      title,
      rows: rows.filter((row) => (row.text ?? '') !== '' && !kept.has(nameOfPlace(row))),
    }))
    .filter(({ rows }) => rows.length > 0)
  return { parts, leftOut: now.leftOut, gone }
}

/** The filing whose answers hold now: the last correction, or the first filing. */
export function getNewest({ filings }: Pick<OpenedCase, 'filings'>): CaseFiling {
  const [first] = filings
  return filings.findLast((one) => one === first || formOf(one).what === 'correction') ?? first
}

export function findProcedure(procedures: readonly Procedure[], id: string): Procedure | undefined {
  return procedures.find((one) => one.id === id)
}

export function formOf({ form }: Pick<CaseFiling, 'form'>): FilingForm {
  return form as FilingForm
}

export function nameOfPlace({ field, item }: Pick<AnsweredField, 'field' | 'item'>): string {
  return item === undefined ? field : `${field}.${item}`
}

function readParts(procedure: Procedure, filing: CaseFiling) {
  const kept = readKeptAnswers(procedure, { answers: formOf(filing).answers })
  if (!kept.ok) return undefined
  const { answers, leftOut } = kept.value
  const pages = summarise({ procedure, answers, today: japaneseDay(filing.filedAt) })
  const parts: AnsweredPart[] = pages.flatMap(({ page, rows, items }) => [
    { title: page.title, rows: rows.map((row) => describeRow(row, undefined)) },
    ...items.map(({ id, title, rows: own }) => ({ title, rows: own.map((row) => describeRow(row, id)) })),
  ])
  return {
    parts: parts.filter(({ rows }) => rows.length > 0),
    leftOut: leftOut.map(({ label, id, said }) => `${label ?? id}: ${said ?? ''}`),
  }
}

function describeRow({ field, label, text }: SummaryRow, item: string | undefined): AnsweredField {
  return { field, item, label, text, before: undefined }
}
