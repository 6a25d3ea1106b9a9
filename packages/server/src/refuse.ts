import type { Facts } from '@madoguchi/kit'
import type { Site } from '@madoguchi/ui'
import type { Context } from 'hono'
import { renderErrorPage } from './error-page.ts'
import type { PageErrorCode } from './errors.ts'
import { pageErrors } from './errors.ts'
import type { WebEnv } from './request-context.ts'

/** Answers with an error: a page for people, JSON for programs. */
export type Refuse = (c: Context<WebEnv>, code: PageErrorCode, facts?: Facts) => Response | Promise<Response>

export function makeRefuse(site: Site): Refuse {
  return (c, code, facts = {}) => {
    const { http } = pageErrors[code]
    const requestId = c.get('requestId')
    if (wantsJson(c)) return c.json({ code, facts, requestId }, http)
    return c.html(renderErrorPage({ site, code, requestId }), http)
  }
}

/** True for a client that names JSON and not HTML. Browsers always name HTML. */
export function wantsJson(c: Context): boolean {
  const accept = c.req.header('accept')?.toLowerCase() ?? ''
  return /\bapplication\/(?:[a-z.-]+\+)?json\b/.test(accept) && !accept.includes('text/html')
}
