import { lifeSituations } from '@madoguchi/forms'
import { html, renderCardList, renderDescriptionList, renderHero, renderLinkButton, renderSection } from '@madoguchi/ui'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderPlaceLinks } from '../shell/places.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { shellWords } from '../shell/shell-words.ts'
import type { Reader } from '../shell/words.ts'
import type { Finder } from './finder.ts'
import { renderShortSearchForm } from './procedures-form.ts'
import { findWords } from './words.ts'

/** トップ: what one can do here, and the one thing to do first. */
export function addTop(routes: PageRoutes, finder: Pick<Finder, 'procedures'>): void {
  routes.open('/', (visit) => {
    const reader = visit.frame
    const { top: copy, procedures } = findWords(reader)
    const { frame } = shellWords(reader)
    const isIn = visit.session !== undefined
    const hero = renderHero({
      heading: copy.heading,
      lead: copy.lead,
      actions: [
        isIn
          ? renderLinkButton({ label: copy.toHome, href: '/home' })
          : renderLinkButton({ label: copy.logIn, href: '/login', icon: 'card' }),
      ],
    })
    const search = renderSection({
      id: 'procedures',
      heading: procedures.title,
      lead: procedures.lead,
      body: [renderShortSearchForm(reader), html`<p><a href="/procedures">${procedures.allLink}</a></p>`],
    })
    const cards = renderSection({
      heading: copy.cardsHeading,
      body: renderCardList({
        level: 3,
        cards: [
          { title: frame.information, href: '/information', icon: 'person', body: copy.cards.information },
          { title: frame.history, href: '/history', icon: 'history', body: copy.cards.history },
          { title: frame.requests, href: '/requests', icon: 'waiting', body: copy.cards.requests },
          { title: frame.about, href: '/operator', icon: 'info', body: copy.cards.about },
        ],
      }),
    })
    const ways = renderPlaceLinks(visit.frame, { 'card-setup': copy.toSetup, 'card-doctor': copy.toDoctor })
    const needs = renderSection({
      heading: copy.needsHeading,
      body: [
        renderDescriptionList({ rows: copy.needs }),
        ways === '' ? '' : html`<p>${copy.needsMore}</p>${ways}`,
        visit.site.isSandbox ? html`<p>${copy.needsSandbox}</p>` : '',
      ],
    })
    const moreWays = renderPlaceLinks(visit.frame, {
      'sign-document': copy.more.sign,
      'verify-document': copy.more.verify,
      'card-attributes': copy.more.attributes,
    })
    const more = moreWays === '' ? '' : renderSection({ heading: copy.moreHeading, body: moreWays })
    const safe = renderSection({
      heading: copy.safeHeading,
      body: html`<ul>${copy.safe.map((line) => html`<li>${line}</li>`)}</ul>`,
    })
    const main = [hero, search, renderSituations(finder, reader), cards, needs, more, safe]
    return replyPage(visit, renderFrame(visit, { title: copy.title, hasOwnHeading: true, width: 'wide', main }))
  })
}

/** A tile for each thing that happens in a life and for which there is a procedure. */
function renderSituations({ procedures }: Pick<Finder, 'procedures'>, reader: Reader) {
  const copy = findWords(reader).procedures
  const used = new Set(procedures.flatMap((procedure) => procedure.lifeSituations))
  const cards = Object.entries(lifeSituations)
    .filter(([id]) => used.has(id as keyof typeof lifeSituations))
    .map(([id, label]) => ({ title: label, href: `/procedures?situation=${id}` }))
  if (cards.length === 0) return ''
  return renderSection({
    heading: copy.themes,
    lead: copy.themesLead,
    body: renderCardList({ cards, level: 3, columns: 3 }),
  })
}
