/** Our own ids, counts and enum words. Never personal data, card bytes or a text that somebody typed. */
export type Facts = Readonly<Record<string, string | number | boolean>>

/** Whose move it is when a code appears. */
export type Move = 'citizen' | 'officer' | 'operator' | 'developer' | 'peer'
export type ErrorRow = { readonly move: Move; readonly http: number }
export type ErrorTable = Readonly<Record<string, ErrorRow>>

/**
 * Something got in the way (reader gone, database down, peer broke protocol): thrown, for an operator to look at.
 * `message` is one English sentence for developers and is never shown to a citizen; `cause` is always kept.
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: string
  readonly facts: Facts

  constructor(code: string, message: string, options: { facts?: Facts; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.facts = options.facts ?? {}
  }
}

/** What crosses a process: a known code, known facts and the request id to look for in the log. */
export type WireError = { readonly code: string; readonly facts: Facts; readonly requestId: string }

export function toWire(error: unknown, requestId: string): WireError {
  return error instanceof AppError
    ? { code: error.code, facts: error.facts, requestId }
    : { code: 'INTERNAL', facts: {}, requestId }
}
