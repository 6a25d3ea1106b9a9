import type { WebEnv } from '@madoguchi/server'
import type { Context, Hono } from 'hono'
import {
  addRefused,
  answerForm,
  type FormPlace,
  findAttached,
  findShown,
  leadOnFrom,
  replyHeld,
} from './answer-form.ts'
import { setBack } from './back-cookie.ts'
import { replyErrorPage } from './error-page.ts'
import type { CitizenError } from './find-error.ts'
import type { FormPlaces } from './form-places.ts'
import type { Attached } from './held-reply.ts'
import { needsPress, replyPressPage } from './press-page.ts'
import { makeVisit, type Pages, type Visit } from './visit.ts'

export { replyPage } from './reply-page.ts'

export type PageHandler = (visit: Visit) => Response | Promise<Response>

/** Adds pages: each finds out who visits, and says in words what stood in the way. */
export type PageRoutes = {
  /** Whom we know and a page of another site leads here, presses a button first. */
  get(path: string, handler: PageHandler): void
  /** For what is anybody's and only reads, with its scripts: it is shown wherever somebody comes from. */
  open(path: string, handler: PageHandler): void
  /** A form: answered by leading to a page, which shows what its handler tells; refusals too. */
  post(path: string, handler: PageHandler, place?: FormPlace): void
  /** A file that is made of what a form's page at `of` had attached to it, by a link of that page (`data-beside`). */
  beside(path: string, of: string, handler: (visit: Visit, attached: Attached | undefined) => Promise<Response>): void
  /** For what a page's script sends: it is answered in JSON, refusals too. */
  call(path: string, handler: PageHandler): void
  /** For what a page's script asks by itself: it does not keep a session alive. */
  peek(path: string, handler: PageHandler): void
}

type Wrapping = { readonly by: (c: Context<WebEnv>) => 'person' | 'own-page'; readonly isOpen: boolean }

export function makePageRoutes(
  app: Hono<WebEnv>,
  pages: Pages,
  formPlaces: Pick<FormPlaces, 'addForm' | 'addPage'>,
): PageRoutes {
  function wrap(handler: PageHandler, { by, isOpen }: Wrapping) {
    return async (c: Context<WebEnv>): Promise<Response> => {
      const visit = await makeVisit(pages, c, by(c))
      try {
        if (!isOpen && needsPress(visit)) return replyPressPage(visit)
        const shown = await findShown(pages.kept.held, visit)
        return shown?.reply.kind === 'page' ? replyHeld(shown.visit, shown.reply) : await handler(shown?.visit ?? visit)
      } catch (error) {
        const known = pages.find.error(error, visit.frame)
        if (known === undefined) throw error
        const { code } = known
        if (code === 'REGISTRATION_NEEDED') return c.redirect('/registration', 303)
        if (code === 'VAULT_CLOSED') return c.redirect('/new-card', 303)
        if (code === 'SESSION_NONE') {
          if (by(c) === 'person' && isPage(visit)) setBack(visit, visit.url.pathname, soonS)
          return c.redirect('/login', 303)
        }
        if (code === 'SESSION_IDLE') return c.redirect('/logged-out?why=idle', 303)
        return replyErrorPage(visit, known)
      }
    }
  }
  // A page that reloads itself where there is no script says so, and is not a person either.
  const byWhom = (c: Context<WebEnv>) => (c.req.query('auto') === undefined ? 'person' : 'own-page')
  const addPage = (path: string, handler: (c: Context<WebEnv>) => Promise<Response>) => {
    formPlaces.addPage(path)
    app.get(path, handler)
  }
  addRefused(app, pages)
  return {
    get: (path, handler) => addPage(path, wrap(handler, { by: byWhom, isOpen: false })),
    open: (path, handler) => addPage(path, wrap(handler, { by: byWhom, isOpen: true })),
    post: (path, handler, { page, keeps = [] } = {}) => {
      formPlaces.addForm(path, page)
      app.post(path, async (c) => answerForm(pages, await makeVisit(pages, c, 'person'), { handler, keeps }))
    },
    beside: (path, of, handler) =>
      void app.get(
        path,
        wrap(async (visit) => handler(visit, await findAttached(pages.kept.held, visit, of)), {
          by: byWhom,
          isOpen: false,
        }),
      ),
    call: (path, handler) =>
      void app.post(path, async (c) => {
        const visit = await makeVisit(pages, c, 'person')
        try {
          return await leadOnFrom(pages.kept.held, visit, await handler(visit))
        } catch (error) {
          const known = pages.find.error(error, visit.frame)
          if (known === undefined) throw error
          return replyRefusal(visit, known)
        }
      }),
    peek: (path, handler) => void app.get(path, wrap(handler, { by: () => 'own-page', isOpen: false })),
  }
}

/** On a shared computer the next person is not led to what the one before them opened last. */
const soonS = 10 * 60

/** Somewhere to go after a log-in: not a file, which would be saved and leave the log-in standing; home is where one goes anyway. */
function isPage({ url }: Visit): boolean {
  return url.pathname !== '/home' && !url.pathname.includes('.')
}

/** A refusal for a page's script, with the words to show. */
function replyRefusal({ c }: Visit, { code, http, words }: CitizenError): Response {
  return c.json({ code, title: words.title, next: words.body }, http as 400)
}
