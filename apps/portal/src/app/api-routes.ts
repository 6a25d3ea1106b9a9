import type { ErrorTable } from '@madoguchi/kit'
import { AppError } from '@madoguchi/kit'
import { pageErrors, type WebEnv } from '@madoguchi/server'
import type { Context, Hono } from 'hono'
import { apiPath, type Operation, type SchemaName } from '../shell/operation.ts'
import { getValue } from '../shell/visit.ts'
import { demandVault, type FindSession, type Session } from '../shell/visitor.ts'
import { apiSchemas } from './journeys.ts'

/**
 * The same functions as the pages, for programs: JSON, bearer tokens, no cookies. Whatever stands in the way is answered as {code, facts, requestId}, and so is what is not
 * there.
 */
export function addOperations(options: {
  app: Hono<WebEnv>
  findSession: FindSession
  tables: readonly ErrorTable[]
  operations: readonly Operation[]
}): void {
  const { app, operations } = options
  const known: ErrorTable = Object.assign({}, ...options.tables, pageErrors)
  for (const operation of operations) {
    const path = apiPath + operation.said.path.replace(/\{(\w+)\}/g, ':$1')
    app.on(operation.said.method, path, async (c) => {
      try {
        return await answer(c, options.findSession, operation)
      } catch (error) {
        return answerError(c, error, known)
      }
    })
  }
  const nothing = new AppError('PAGE_NOT_FOUND', 'No such call.')
  app.all(`${apiPath}/*`, (c) => answerError(c, nothing, known))
}

async function answer(c: Context<WebEnv>, findSession: FindSession, { said, run }: Operation): Promise<Response> {
  const session = said.access === 'open' ? undefined : await demandBearer(c, findSession)
  const needsMember = said.access === 'member' || said.access === 'vault'
  if (needsMember && session?.isRegistered !== true)
    throw new AppError('REGISTRATION_NEEDED', 'The account has not consented yet.')
  if (said.access === 'vault' && session !== undefined) demandVault(session)
  const body = said.body === undefined ? undefined : await readBody(c, said.body)
  const value = await run({ c, session, body } as Parameters<Operation['run']>[0])
  return value instanceof Response ? value : c.json(value as object, said.answer.status as 200)
}

function answerError(c: Context<WebEnv>, error: unknown, known: ErrorTable): Response {
  const row = error instanceof AppError ? known[error.code] : undefined
  const status = row?.http ?? 500
  if (status >= 500) c.get('log').failure('API_FAILED', error, { status })
  const isKnown = row !== undefined && error instanceof AppError
  const { code, facts } = isKnown ? error : { code: 'INTERNAL', facts: {} }
  const retryAfterS = isKnown ? error.facts.retryAfterS : undefined
  if (typeof retryAfterS === 'number') c.header('Retry-After', String(retryAfterS))
  return c.json({ code, facts, requestId: c.get('requestId') }, status as 400)
}

/** Whoever brings the bearer token of a session; throws SESSION_NONE, SESSION_IDLE, SESSION_OVER. */
async function demandBearer(c: Context<WebEnv>, findSession: FindSession): Promise<Session> {
  const token = /^Bearer ([A-Za-z0-9_-]+)$/.exec(c.req.header('authorization') ?? '')?.[1]
  return getValue(await findSession({ token, channel: 'api', by: 'person' }))
}

/** Throws BODY_MALFORMED for anything that is not JSON of this shape. */
async function readBody(c: Context<WebEnv>, name: SchemaName): Promise<unknown> {
  const parsed = apiSchemas[name].safeParse(parseJson(await c.req.text()))
  if (parsed.success) return parsed.data
  const at = parsed.error.issues[0]?.path[0]
  throw new AppError('BODY_MALFORMED', 'The body is not of the shape that this call takes.', {
    facts: typeof at === 'string' ? { at } : {},
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Undefined fits no schema.
    return undefined
  }
}
