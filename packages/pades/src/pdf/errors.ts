/** A document that is not what it should be. Thrown inside this package only; who opens a document makes a verdict of it. */
export class PdfError extends Error {
  override readonly name = 'PdfError'
  readonly reason: string

  constructor(reason: string) {
    super(`malformed PDF: ${reason}`)
    this.reason = reason
  }
}

export function demandPdf(condition: boolean, reason: string): asserts condition {
  if (!condition) throw new PdfError(reason)
}
