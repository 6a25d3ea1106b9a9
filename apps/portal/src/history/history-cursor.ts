import type { ExchangeRecordView } from './record-view.ts'

/** The line before which a page of the history begins: the last one of the page before it. */
export type HistoryCursor = { readonly askedAt: Date; readonly exchange: string }

const form = /^([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z)_(exc_[A-Za-z0-9_-]{22})$/

/** As it stands in an address: `2026-11-22T06:04:05.678Z_exc_…`. */
export function encodeHistoryCursor({ askedAt, exchange }: Pick<ExchangeRecordView, 'askedAt' | 'exchange'>): string {
  return `${askedAt}_${exchange}`
}

/** Undefined for none, and for what is none: the newest records are shown then. */
export function decodeHistoryCursor(text: string | null | undefined): HistoryCursor | undefined {
  const [, at, exchange] = form.exec(text ?? '') ?? []
  if (at === undefined || exchange === undefined) return undefined
  const askedAt = new Date(at)
  return Number.isNaN(askedAt.getTime()) ? undefined : { askedAt, exchange }
}
