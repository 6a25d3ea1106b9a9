import type { AttachedText } from '../form-document.ts'

/** What goes to the worker: data as JSON text, never as markup. */
export type PdfJob = {
  readonly id: number
  readonly json: string
  readonly createdAtSeconds: number
  /** Typst source of a form; absent for an answer, whose template is `templates/answer.typ`. */
  readonly template?: string
  readonly attached?: AttachedText
  readonly format: 'pdf' | 'svg'
}

export type PdfReply =
  /** The file; an SVG in UTF-8. */
  | { readonly id: number; readonly ok: true; readonly pdf: Uint8Array }
  /** `reason` is the compiler's own words about our template, with quoted text taken out. */
  | { readonly id: number; readonly ok: false; readonly reason: string }
