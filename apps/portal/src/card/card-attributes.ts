import { html, renderButton, renderDescriptionList, renderDisclosure, renderSection } from '@madoguchi/ui'
import { renderCardPart } from '../shell/card-part.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { shellWords } from '../shell/shell-words.ts'
import { cardWords } from './words.ts'

/** カードの4つの情報を見る: what the card says stays in the page. */
export function addCardAttributes(routes: PageRoutes): void {
  routes.open('/card/attributes', (visit) => {
    const copy = cardWords(visit.frame).attributes
    const part = renderCardPart(visit, {
      id: 'card-attributes',
      state: copy.state,
      form: [html`<p>${copy.pin}</p>`, renderButton({ label: copy.submit, icon: 'card' })],
    })
    const rows = (['name', 'address', 'birthDate', 'sex'] as const).map((name) => ({
      term: copy[name],
      value: html`<span data-value="${name}"></span>`,
    }))
    const sexes = Object.entries(copy.sexes).map(([code, label]) => html`<span data-sex="${code}">${label}</span>`)
    const result = html`<div class="own-fonts" id="card-attributes-result" tabindex="-1" hidden>${renderSection({
      heading: copy.resultHeading,
      body: [
        renderDescriptionList({ rows }),
        renderButton({ label: copy.clear, kind: 'outline', size: 'medium', type: 'button', id: 'clear-attributes' }),
      ],
    })}<div hidden>${sexes}</div></div>`
    const main = [
      html`<p class="lead">${copy.lead}</p>`,
      html`<ul>${copy.safe.map((line) => html`<li>${line}</li>`)}</ul>`,
      html`<p>${copy.uses}</p>`,
      part,
      result,
      renderDisclosure({ summary: copy.withoutScriptHeading, body: html`<p>${copy.withoutScript}</p>` }),
    ]
    const breadcrumb = [{ label: shellWords(visit.frame).frame.top, href: '/' }]
    const scripts = ['card-attributes.js']
    return replyPage(visit, renderFrame(visit, { title: copy.title, breadcrumb, main, scripts }))
  })
}
