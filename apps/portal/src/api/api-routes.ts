import type { ErrorTable } from '@madoguchi/kit'
import { AppError } from '@madoguchi/kit'
import type { WebEnv } from '@madoguchi/server'
import type { Context, Hono } from 'hono'
import type { z } from 'zod'
import { findSession, type Session } from '../session/session.ts'
import { getValue } from '../web/visit.ts'
import type { World } from '../world.ts'

export const apiPath = '/api/v1'

/** One call of the API. */
export type Call = { readonly c: Context<WebEnv>; readonly world: World }

export type ApiRoutes = {
  add(method: 'GET' | 'POST' | 'DELETE', path: string, handler: (call: Call) => Promise<Response>): void
}

/** Adds calls: whatever stands in the way is answered as {code, facts, requestId}. */
export function makeApiRoutes(app: Hono<WebEnv>, world: World, tables: readonly ErrorTable[]): ApiRoutes {
  const known: ErrorTable = Object.assign({}, ...tables)
  function answerError(c: Context<WebEnv>, error: unknown): Response {
    const row = error instanceof AppError ? known[error.code] : undefined
    const status = row?.http ?? 500
    if (status >= 500) c.get('log').failure('API_FAILED', error, { status })
    const isKnown = row !== undefined && error instanceof AppError
    const { code, facts } = isKnown ? error : { code: 'INTERNAL', facts: {} }
    return c.json({ code, facts, requestId: c.get('requestId') }, status as 400)
  }
  return {
    add(method, path, handler) {
      app.on(method, `${apiPath}${path}`, async (c) => {
        try {
          return await handler({ c, world })
        } catch (error) {
          return answerError(c, error)
        }
      })
    },
  }
}

/** Whoever brings the bearer token of a session; throws SESSION_NONE, SESSION_IDLE, SESSION_OVER. */
export async function demandBearer({ c, world }: Call): Promise<Session> {
  const token = /^Bearer ([A-Za-z0-9_-]+)$/.exec(c.req.header('authorization') ?? '')?.[1]
  return getValue(await findSession(world, { token, channel: 'api', touches: true }))
}

/** The same, for what needs a registered account; throws REGISTRATION_NEEDED too. */
export async function demandMember(call: Call): Promise<Session> {
  const session = await demandBearer(call)
  if (!session.isRegistered) throw new AppError('REGISTRATION_NEEDED', 'The account has not consented yet.')
  return session
}

/** Throws BODY_MALFORMED for anything that is not JSON of this shape. */
export async function readBody<T>({ c }: Call, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(parseJson(await c.req.text()))
  if (!parsed.success) {
    const at = parsed.error.issues[0]?.path[0]
    throw new AppError('BODY_MALFORMED', 'The body is not of the shape that this call takes.', {
      facts: typeof at === 'string' ? { at } : {},
    })
  }
  return parsed.data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Undefined fits no schema.
    return undefined
  }
}
