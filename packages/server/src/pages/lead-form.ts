import { idPattern } from '@madoguchi/kit'
import type { Site } from '@madoguchi/ui'
import type { Context, MiddlewareHandler } from 'hono'
import { type PageErrorCode, pageErrors } from '../errors.ts'
import type { WebEnv } from '../request-context.ts'
import { renderErrorPage } from './error-page.ts'

/** Where stands what has no place in a page. */
export const refusedPath = '/refused'

/** A form's page says this of the form that led back to it, in the query `refused`. */
const refusedName = 'refused'

/** What the page can say on which the form stands: there is something to do there. */
const saidByPage = ['BODY_TOO_LARGE', 'REQUEST_MALFORMED', 'METHOD_NOT_ALLOWED'] as const

export type RefusedForm = (typeof saidByPage)[number]

/** How the sender of a form is led on when it was refused before its handler, or failed. */
export type FormLeads = {
  /** The path of the page on which a form of this path stands; undefined where none is known that could say what was wrong. */
  findPage(path: string): string | undefined
}

/**
 * Whether a browser sent this form and goes where the answer leads it. What another site has a browser load beside its own
 * page, a script's call and a program are answered in place.
 */
function isSentByPage({ req }: Context): boolean {
  const mode = req.header('sec-fetch-mode')
  const isHtmlTaken = (req.header('accept') ?? '').toLowerCase().includes('text/html')
  return req.method === 'POST' && isHtmlTaken && (mode === undefined || mode === 'navigate')
}

/**
 * Leads a refused form to a page by 303, so that 戻る is a page of ours; undefined where it is to be answered in place. Nothing that
 * was sent stands in the address, but the query that a form of ours had. A form of another site is led to one page, whatever it
 * named; so is what failed, with its number.
 */
export function leadForm(c: Context<WebEnv>, code: PageErrorCode, leads: FormLeads): Response | undefined {
  // What is not there is looked at once more, for whether it is there by another method.
  if (code === 'PAGE_NOT_FOUND' || !isSentByPage(c)) return undefined
  c.set('refusedWith', pageErrors[code].http)
  const url = new URL(c.req.url)
  const page = isSaidByPage(code) ? leads.findPage(url.pathname) : undefined
  if (page === undefined)
    return c.redirect(`${refusedPath}?why=${wordOf(code)}&number=${encodeURIComponent(c.get('requestId'))}`, 303)
  url.searchParams.set(refusedName, wordOf(code))
  return c.redirect(`${page}${url.search}`, 303)
}

/** What the page at this address is to say of the form that led to it. */
export function readRefusedForm(url: URL): RefusedForm | undefined {
  const word = url.searchParams.get(refusedName)
  return saidByPage.find((code) => wordOf(code) === word)
}

/** The status of a page that says this of a form that led to it. */
export function statusOfRefused(code: PageErrorCode): 200 | 400 | 403 | 404 | 413 {
  const { http } = pageErrors[code]
  // The page that says so did not fail; whoever watches statuses takes it from the form's own line, not from what anybody may open.
  if (http === 500 || http === 503) return 200
  // What it allows stood at the form's own address (RFC 9110 15.5.6).
  return http === 405 ? 400 : http
}

/** Says what stood in the way of a form, and asks nobody anything for it: no session, no database. Other words are for the site. */
export function refusedPage(site: Site): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    const why = c.req.query('why')
    const code = (Object.keys(pageErrors) as PageErrorCode[]).find((each) => wordOf(each) === why)
    if (code === undefined) return next()
    const number = c.req.query('number') ?? ''
    const requestId = idPattern.test(number) && number.startsWith('req_') ? number : c.get('requestId')
    return c.html(renderErrorPage({ site, code, requestId }), statusOfRefused(code))
  }
}

function isSaidByPage(code: PageErrorCode): code is RefusedForm {
  return saidByPage.some((each) => each === code)
}

function wordOf(code: PageErrorCode): string {
  return code.toLowerCase().replaceAll('_', '-')
}
