import type { ErrorTable } from '@madoguchi/kit'
import { AppError } from '@madoguchi/kit'
import type { Context, ErrorHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { PageErrorCode } from './errors.ts'
import { pageErrors } from './errors.ts'
import type { Refuse } from './refuse.ts'
import { wantsJson } from './refuse.ts'
import type { WebEnv } from './request-context.ts'

/**
 * Turns whatever was thrown into an answer. A code that stands in `tables` keeps its status, and for programs its name
 * and facts; everything else becomes INTERNAL. Every failure from 500 up goes to the log with its stack, without its message.
 */
export function makeErrorHandler(options: {
  refuse: Refuse
  tables?: readonly ErrorTable[] | undefined
}): ErrorHandler<WebEnv> {
  const known: ErrorTable = Object.assign({}, ...(options.tables ?? []), pageErrors)
  return (error, c) => {
    const row = error instanceof AppError && Object.hasOwn(known, error.code) ? known[error.code] : undefined
    const status = row?.http ?? (error instanceof HTTPException ? error.status : 500)
    const code = pageCodeOf(error, status)
    if (status >= 500) c.get('log').failure('REQUEST_FAILED', error, { status })
    if (row !== undefined && error instanceof AppError && wantsJson(c)) return answerJson(c, error, status)
    return options.refuse(c, code)
  }
}

function answerJson(c: Context<WebEnv>, { code, facts }: AppError, status: number): Response {
  return c.newResponse(JSON.stringify({ code, facts, requestId: c.get('requestId') }), {
    status: status as 400,
    headers: { 'content-type': 'application/json' },
  })
}

function pageCodeOf(error: unknown, status: number): PageErrorCode {
  if (error instanceof AppError && Object.hasOwn(pageErrors, error.code)) return error.code as PageErrorCode
  const codes = Object.keys(pageErrors) as PageErrorCode[]
  const exact = codes.find((code) => pageErrors[code].http === status)
  return exact ?? (status >= 400 && status < 500 ? 'REQUEST_MALFORMED' : status === 503 ? 'UNAVAILABLE' : 'INTERNAL')
}
