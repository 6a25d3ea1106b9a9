import type { Clock } from '@madoguchi/kit'
import { html, renderLinkButton } from '@madoguchi/ui'
import { endSession } from '../session/session.ts'
import type { Network } from '../shell/network.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { cookieNames, demandLogIn, forgetTyped, readBack, readForm, type Visit } from '../shell/visit.ts'
import { accountWords } from './words.ts'

/** Staying, leaving, and having been shown out. */
export function addSession(routes: PageRoutes, clock: Clock, network: Pick<Network, 'delivery' | 'core'>): void {
  routes.peek('/session', (visit) => replyLeft(visit, clock))
  routes.post(
    '/session/continue',
    async (visit) => {
      if (visit.c.req.header('accept') === 'application/json') return replyLeft(visit, clock)
      demandLogIn(visit)
      return visit.c.redirect(readBack((await readForm(visit)).get('back'), '/home'), 303)
    },
    { page: '/home' },
  )
  routes.post(
    '/logout',
    async (visit) => {
      const { c, cookies, session } = visit
      if (session !== undefined) await endSession(network, session, 'logged-out')
      cookies.clearCookie(c, cookieNames.session)
      cookies.clearCookie(c, cookieNames.whose)
      forgetTyped(visit)
      c.header('Clear-Site-Data', '"cache", "storage"')
      return c.redirect('/logged-out', 303)
    },
    { page: '/' },
  )
  routes.open('/logged-out', (visit) => {
    const { c, cookies, session, url } = visit
    if (session !== undefined) return c.redirect('/home', 303)
    cookies.clearCookie(c, cookieNames.session)
    const copy = accountWords(visit.frame).loggedOut
    const isIdle = url.searchParams.get('why') === 'idle'
    const main = [
      html`<p class="lead">${isIdle ? copy.idleBody : copy.body}</p>`,
      html`<p>${copy.shared}</p>`,
      renderLinkButton({ label: copy.again, href: '/login' }),
    ]
    return replyPage(visit, renderFrame(visit, { title: isIdle ? copy.idleTitle : copy.title, main }))
  })
}

function replyLeft({ c, session }: Visit, clock: Clock): Response {
  if (session === undefined) return c.json({ leftSeconds: 0 }, 401)
  const leftMs = session.idleEndsAt.getTime() - clock.now().getTime()
  return c.json({ leftSeconds: Math.max(0, Math.floor(leftMs / 1000)) })
}
