import { html, renderDescriptionList, renderSection } from '@madoguchi/ui'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderPhone } from '../shell/phone-link.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { shellWords } from '../shell/shell-words.ts'
import type { Reader } from '../shell/words.ts'
import { findWords } from './words.ts'

/** By their addresses. */
const policies = ['terms', 'privacy', 'accessibility'] as const

/** 運営者について, and the pages that the footer links to. */
export function addAbout(routes: PageRoutes): void {
  routes.open('/operator', (visit) => {
    const { operator } = visit.site
    const copy = findWords(visit.frame).about
    const rows = (['section', 'address', 'phone', 'hours', 'legalBasis'] as const).map((key) => ({
      term: copy[key],
      value: key === 'phone' ? renderPhone(operator.phone) : operator[key],
    }))
    const main = [
      html`<p class="lead">${copy.lead}</p>`,
      renderDescriptionList({ rows: [{ term: copy.operator, value: operator.name }, ...rows] }),
      renderSection({
        heading: copy.dataHeading,
        body: html`<ul>${copy.data.map((line) => html`<li>${line}</li>`)}</ul>`,
      }),
      renderSection({ heading: copy.apiHeading, body: html`<p>${copy.api} <a href="/api">${copy.apiLink}</a></p>` }),
      renderSection({ heading: copy.cookieHeading, body: html`<p>${copy.cookie}</p>` }),
    ]
    return replyPage(visit, renderFrame(visit, { title: copy.title, breadcrumb: breadcrumbFor(visit.frame), main }))
  })
  routes.open('/contact', (visit) => visit.c.redirect('/operator', 303))
  for (const name of policies) {
    routes.open(`/${name}`, (visit) => {
      const { title, paragraphs } = findWords(visit.frame).policies[name]
      const main = paragraphs.map((text) => html`<p>${text}</p>`)
      return replyPage(visit, renderFrame(visit, { title, breadcrumb: breadcrumbFor(visit.frame), main }))
    })
  }
}

function breadcrumbFor(reader: Reader) {
  return [{ label: shellWords(reader).frame.top, href: '/' }]
}
