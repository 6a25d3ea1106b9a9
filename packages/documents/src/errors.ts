import type { ErrorTable } from '@madoguchi/kit'

/** Every code of this package, and whose move it is. */
export const documentErrors = {
  DOCUMENT_TOO_LARGE: { move: 'developer', http: 413 },
  PDF_QUEUE_FULL: { move: 'operator', http: 503 },
  PDF_RENDER_FAILED: { move: 'developer', http: 500 },
  PDF_RENDERER_CLOSED: { move: 'operator', http: 503 },
  PDF_TIMED_OUT: { move: 'operator', http: 503 },
} as const satisfies ErrorTable
