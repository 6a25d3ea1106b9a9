import type { Facts } from '@madoguchi/kit'
import type { Context } from 'hono'
import type { PageErrorCode } from './errors.ts'
import type { WebEnv } from './request-context.ts'

/** Answers with an error: a page for people, JSON for programs. */
export type Refuse = (c: Context<WebEnv>, code: PageErrorCode, facts?: Facts) => Response | Promise<Response>

/** True for a client that names JSON and not HTML. Browsers always name HTML. */
export function wantsJson(c: Context): boolean {
  const accept = c.req.header('accept')?.toLowerCase() ?? ''
  return /\bapplication\/(?:[a-z.-]+\+)?json\b/.test(accept) && !accept.includes('text/html')
}
