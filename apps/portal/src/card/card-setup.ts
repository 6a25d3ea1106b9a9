import { html, renderDescriptionList, renderLinkButton, renderPictureSteps, renderSection } from '@madoguchi/ui'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { shellWords } from '../shell/shell-words.ts'
import { cardWords } from './words.ts'

/** カードを使う準備: reader, card-host, extension, step by step. Needs no script. */
export function addCardSetup(routes: PageRoutes): void {
  routes.open('/card/setup', (visit) => {
    const copy = cardWords(visit.frame).setup
    const renderCommand = (command: string) =>
      renderDescriptionList({ rows: [{ term: copy.commandTerm, value: html`<code>${command}</code>` }] })
    const main = [
      html`<p class="lead">${copy.lead}</p>`,
      renderPictureSteps({ label: copy.stepsLabel, steps: copy.steps }),
      renderSection({ heading: copy.needsHeading, body: renderList(copy.needs) }),
      renderSection({
        heading: copy.readerHeading,
        body: [renderOrder(copy.reader), renderCommand(copy.readerCommand)],
      }),
      renderSection({
        heading: copy.hostHeading,
        body: [
          renderOrder(copy.host),
          renderCommand(copy.hostCommand),
          html`<p>${copy.hostSource}</p>`,
          renderCommand(copy.hostSourceCommand),
        ],
      }),
      renderSection({
        heading: copy.extensionHeading,
        body: [renderOrder(copy.extension), html`<p>${copy.extensionSource}</p>`],
      }),
      renderSection({ heading: copy.safeHeading, body: renderList(copy.safe) }),
      renderSection({
        heading: copy.checkHeading,
        body: [html`<p>${copy.check}</p>`, renderLinkButton({ label: copy.toDoctor, href: '/card' })],
      }),
    ]
    const breadcrumb = [{ label: shellWords(visit.frame).frame.top, href: '/' }]
    return replyPage(visit, renderFrame(visit, { title: copy.title, breadcrumb, main }))
  })
}

function renderList(lines: readonly string[]) {
  return html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`
}

function renderOrder(lines: readonly string[]) {
  return html`<ol>${lines.map((line) => html`<li>${line}</li>`)}</ol>`
}
