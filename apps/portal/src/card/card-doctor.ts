import { AppError, type Clock } from '@madoguchi/kit'
import { html, renderButton, renderDescriptionList, renderDisclosure, renderSection } from '@madoguchi/ui'
import { renderCardPart } from '../shell/card-part.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { shellWords } from '../shell/shell-words.ts'
import { readForm } from '../shell/visit.ts'
import { renderDoctorLines } from './card-doctor-lines.ts'
import { diagnose, parseReport, type RevocationNews } from './diagnose.ts'
import { cardWords } from './words.ts'

/** カードの調子を見る: from the browser to the card, each line well or with the one thing to do next. */
export function addCardDoctor(
  routes: PageRoutes,
  { origin, clock, crl }: { origin: string; clock: Clock; crl: RevocationNews },
): void {
  // Its script tells the portal at once what it found, as a person's act: a link of another site does not begin that.
  routes.get('/card', (visit) => {
    const copy = cardWords(visit.frame).doctor
    const part = renderCardPart(visit, {
      id: 'card-doctor',
      state: copy.state,
      form: renderButton({ label: copy.again }),
    })
    const command = html`<code>${copy.command(origin)}</code>`
    const main = [
      html`<p class="lead">${copy.lead}</p>`,
      part,
      renderSection({
        heading: copy.resultHeading,
        body: html`<div id="card-lines">${renderDoctorLines(visit.frame, [])}</div>`,
      }),
      renderDisclosure({
        summary: copy.withoutScriptHeading,
        body: [
          html`<p>${copy.withoutScript}</p>`,
          renderDescriptionList({ rows: [{ term: copy.commandTerm, value: command }] }),
        ],
      }),
      renderDisclosure({
        summary: copy.unsupportedHeading,
        body: html`<ul>${copy.unsupported.map((line) => html`<li>${line}</li>`)}</ul>`,
      }),
      renderSection({ heading: copy.privacyHeading, body: html`<p>${copy.privacy}</p>` }),
    ]
    const breadcrumb = [{ label: shellWords(visit.frame).frame.top, href: '/' }]
    return replyPage(visit, renderFrame(visit, { title: copy.title, breadcrumb, main, scripts: ['card-doctor.js'] }))
  })
  routes.call('/card/look', async (visit) => {
    const report = parseReport((await readForm(visit)).get('report') ?? '')
    if (!report.ok) throw new AppError('BODY_MALFORMED', 'A report of the card as the extension gives it.')
    const lines = await diagnose({ clock, crl, reader: visit.frame }, report.value)
    const bad = lines.filter(({ state }) => state === 'bad').length
    const summary = cardWords(visit.frame).doctor.found(bad)
    return visit.c.json({ lines: renderDoctorLines(visit.frame, lines).toString(), summary })
  })
}
