import { lineOf, momentOf, type RecordView } from './record-view.ts'

/** The line before which a page of the history begins: the last one of the page before it. */
export type HistoryCursor = { readonly at: Date; readonly line: string }

const form =
  /^([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z)_(exc_[A-Za-z0-9_-]{22}|fil_[A-Za-z0-9_-]{22}(?:\.[0-9]{4})?)$/

/** As it stands in an address: `2026-11-22T06:04:05.678Z_exc_…`. */
export function encodeHistoryCursor(last: RecordView): string {
  return `${momentOf(last)}_${lineOf(last)}`
}

/** Undefined for none, and for what is none: the newest records are shown then. */
export function decodeHistoryCursor(text: string | null | undefined): HistoryCursor | undefined {
  const [, moment, line] = form.exec(text ?? '') ?? []
  if (moment === undefined || line === undefined) return undefined
  const at = new Date(moment)
  return Number.isNaN(at.getTime()) ? undefined : { at, line }
}
