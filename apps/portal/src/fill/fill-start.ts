import {
  formatDateTime,
  html,
  renderButton,
  renderButtonGroup,
  renderLinkButton,
  renderNotificationBanner,
  renderSection,
} from '@madoguchi/ui'
import type { Finder, OfferDetail } from '../find/finder.ts'
import { isFillable, readOffer } from '../find/procedure-detail.ts'
import { renderFilers } from '../find/render-filers.ts'
import { findWords } from '../find/words.ts'
import { setBack } from '../shell/back-cookie.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { shellWords } from '../shell/shell-words.ts'
import { readForm, type Visit } from '../shell/visit.ts'
import type { DraftStore } from './draft.ts'
import { findBrowserOwners, findMember, keepOwner } from './fill-visit.ts'
import { listDrafts } from './find-draft.ts'
import { startDraft } from './save-draft.ts'
import { fillWords } from './words.ts'

const minutesAPage = 1.5

/** Before the first question: what is needed, how long it takes, and where the draft is to be. */
export function addFillStart(routes: PageRoutes, store: DraftStore, finder: Pick<Finder, 'findOffer'>): void {
  const path = '/procedures/:municipality/:procedure/fill'
  routes.open(path, async (visit) => {
    const detail = readOffer(visit, finder)
    return isFillable(detail) ? replyStart(visit, store, detail) : leadToDetail(visit, detail)
  })
  routes.post(path, async (visit) => {
    const detail = readOffer(visit, finder)
    if (!isFillable(detail)) return leadToDetail(visit, detail)
    const { municipality, procedure } = detail
    if ((await readForm(visit)).get('go') === 'log-in') {
      setBack(visit, visit.url.pathname)
      return visit.c.redirect('/login', 303)
    }
    const { draft } = await startDraft(store, keepOwner(visit, store.random), {
      procedure: procedure.id,
      version: procedure.version,
      municipality: municipality.code,
    })
    return visit.c.redirect(`/fill/${draft}`, 303)
  })
}

/** What one only goes there for says so on its own page. */
function leadToDetail({ c }: Visit, { municipality, procedure }: OfferDetail): Response {
  return c.redirect(`/procedures/${municipality.code}/${procedure.id}`, 303)
}

async function replyStart(
  visit: Visit,
  store: Pick<DraftStore, 'db'>,
  { municipality, procedure, offer }: OfferDetail,
): Promise<Response> {
  const { start: words } = fillWords(visit.frame)
  const member = findMember(visit)
  const owners = [
    ...(member === undefined ? [] : [{ kind: 'account' as const, account: member.account }]),
    ...findBrowserOwners(visit),
  ]
  const drafts = (await Promise.all(owners.map((owner) => listDrafts(store, owner)))).flat()
  const mine = drafts.filter(
    ({ procedure: id, municipality: code, reply }) =>
      id === procedure.id && code === municipality.code && reply === undefined,
  )
  const pages = procedure.pages.filter(({ kind }) => kind !== 'stop').length
  const minutes = Math.max(5, Math.round((pages * minutesAPage) / 5) * 5)
  const action = visit.url.pathname
  const needed = procedure.needed.map(({ text, note }) => html`<li>${words.neededNoted(text, note)}</li>`)
  const start =
    member === undefined
      ? [
          html`<p>${words.loggedOut}</p>`,
          html`<form method="post" action="${action}">${renderButtonGroup([
            renderButton({ label: words.beginWithout }),
            renderButton({ label: words.beginWithLogIn, kind: 'outline', name: 'go', value: 'log-in' }),
          ])}</form>`,
        ]
      : [
          html`<p>${words.loggedIn}</p>`,
          html`<form method="post" action="${action}">${renderButton({ label: words.begin })}</form>`,
        ]
  const main = [
    html`<p class="lead">${words.lead(municipality.name)}</p>`,
    html`<p>${words.minutes(minutes, pages)}</p>`,
    renderSection({
      heading: words.neededHeading,
      body: needed.length === 0 ? html`<p>${words.neededNone}</p>` : html`<ul>${needed}</ul>`,
    }),
    renderSection({
      heading: findWords(visit.frame).parties.heading,
      body: renderFilers(procedure, offer, visit.frame),
    }),
    renderSection({
      heading: words.howHeading,
      body: html`<ul>${[...words.how, words.howToSend[offer.online === undefined ? 'print' : 'online']].map((line) => html`<li>${line}</li>`)}</ul>`,
    }),
    member === undefined ? renderSection({ heading: words.loggedOutHeading, body: start }) : start,
  ]
  const notice =
    mine.length === 0
      ? {}
      : {
          notice: renderNotificationBanner({
            tone: 'info',
            heading: words.continueHeading,
            actions: mine.map(({ draft, updatedAt }) =>
              renderLinkButton({
                label: words.continueOf(formatDateTime(updatedAt)),
                href: `/fill/${draft}`,
                kind: 'outline',
                size: 'medium',
              }),
            ),
          }),
        }
  const breadcrumb = [
    { label: shellWords(visit.frame).frame.procedures, href: '/procedures' },
    { label: procedure.title, href: `/procedures/${municipality.code}/${procedure.id}` },
  ]
  return replyPage(visit, renderFrame(visit, { title: words.title(procedure.title), breadcrumb, main, ...notice }))
}
