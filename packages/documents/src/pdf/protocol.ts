/** What goes to the worker: the document as JSON text, never as markup. */
export type PdfJob = { readonly id: number; readonly json: string; readonly createdAtSeconds: number }

export type PdfReply =
  | { readonly id: number; readonly ok: true; readonly pdf: Uint8Array }
  /** `reason` is the compiler's own words about our template, with quoted text taken out. */
  | { readonly id: number; readonly ok: false; readonly reason: string }
