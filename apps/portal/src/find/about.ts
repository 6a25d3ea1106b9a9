import { html, renderDescriptionList, renderSection } from '@madoguchi/ui'
import { frameCopy } from '../shell/frame.words.ja.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderPhone } from '../shell/phone-link.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { aboutCopy as copy, policyCopy } from './about.words.ja.ts'

const breadcrumb = [{ label: frameCopy.top, href: '/' }]

/** 運営者について, and the pages that the footer links to. */
export function addAbout(routes: PageRoutes): void {
  routes.open('/operator', (visit) => {
    const { operator } = visit.site
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
    return replyPage(visit, renderFrame(visit, { title: copy.title, breadcrumb, main }))
  })
  routes.open('/contact', (visit) => visit.c.redirect('/operator', 303))
  for (const [name, { title, paragraphs }] of Object.entries(policyCopy)) {
    routes.open(`/${name}`, (visit) => {
      const main = paragraphs.map((text) => html`<p>${text}</p>`)
      return replyPage(visit, renderFrame(visit, { title, breadcrumb, main }))
    })
  }
}
