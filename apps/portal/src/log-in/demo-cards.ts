import type { Html } from '@madoguchi/ui'
import { html, renderButton, renderEmptyState, renderNotificationBanner, renderSection } from '@madoguchi/ui'
import type { DemoCards } from '../shell/deps.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { shellWords } from '../shell/shell-words.ts'
import { readBack, readForm, type Visit } from '../shell/visit.ts'
import type { Reader } from '../shell/words.ts'
import { listDemoCards } from './demo-card.ts'
import { logInWords } from './words.ts'

const demoCardsPath = '/demo-cards'

/**
 * 体験用のカードのロックを解除する: in the sandbox only. Its cards are everybody's, and whoever types three wrong PINs locks one;
 * whoever wants it has it unlocked, as the counter of a city does for a real card.
 */
export function addDemoCards(routes: PageRoutes, cards: DemoCards | undefined): void {
  if (cards === undefined) return
  routes.open(demoCardsPath, (visit) => replyCards(visit, cards))
  routes.post(
    `${demoCardsPath}/unlock`,
    async (visit) => {
      const form = await readForm(visit)
      const name = form.get('card') ?? ''
      const back = readBack(form.get('back'), '')
      const known = (await cards.list()).find((card) => card.name === name)
      if (known === undefined) return visit.c.redirect(demoCardsPath, 303)
      await cards.unlock(name)
      return visit.c.redirect(`${demoCardsPath}?done=unlocked${back === '' ? '' : `&back=${back}`}`, 303)
    },
    { page: demoCardsPath },
  )
}

/** Where a card is locked: the link to its unlocking. `back`, a path of this site, is where its holder then goes on. */
export function renderUnlockOffer(reader: Reader, back?: string): Html {
  const copy = logInWords(reader).demoCards
  const href = back === undefined ? demoCardsPath : `${demoCardsPath}?back=${back}`
  return html`<p>${copy.offer}<a href="${href}">${copy.offerLink}</a></p>`
}

async function replyCards(visit: Visit, cards: DemoCards): Promise<Response> {
  const copy = logInWords(visit.frame).demoCards
  const back = readBack(visit.url.searchParams.get('back'), '')
  const listed = await listDemoCards(cards, visit.frame)
  const rows = listed.map(
    ({ name, holder, triesLeft }) => html`<li><form method="post" action="${demoCardsPath}/unlock">
<p>${copy.cardOf(holder)} ${copy.tries(triesLeft)}</p><input type="hidden" name="card" value="${name}">${back === '' ? '' : html`<input type="hidden" name="back" value="${back}">`}
${renderButton({ label: copy.unlock, context: copy.cardOf(holder), kind: 'outline', size: 'medium', icon: 'card' })}</form></li>`,
  )
  const main = [
    html`<p class="lead">${copy.lead}</p>`,
    renderSection({
      heading: copy.listHeading,
      body:
        rows.length === 0 ? renderEmptyState({ heading: copy.none, body: '' }) : html`<ul class="stack">${rows}</ul>`,
    }),
    back === '' ? html`<p><a href="/login">${copy.toLogin}</a></p>` : html`<p><a href="${back}">${copy.toBack}</a></p>`,
  ]
  const isDone = visit.url.searchParams.get('done') === 'unlocked'
  const notice = isDone
    ? { notice: renderNotificationBanner({ tone: 'success', heading: copy.unlocked, isLive: true }) }
    : {}
  const breadcrumb = [{ label: shellWords(visit.frame).frame.top, href: '/' }]
  return replyPage(visit, renderFrame(visit, { title: copy.title, breadcrumb, main, ...notice }))
}
