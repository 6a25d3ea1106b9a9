import { listPapers, reachable } from '@madoguchi/forms'
import { AppError } from '@madoguchi/kit'
import type { Html } from '@madoguchi/ui'
import {
  html,
  renderButton,
  renderDescriptionList,
  renderDisclosure,
  renderLinkButton,
  renderSection,
} from '@madoguchi/ui'
import { renderUnread } from '../fill/fill-unread.ts'
import type { OpenFill } from '../fill/fills.ts'
import { pathOf } from '../fill/open-draft.ts'
import { fillWords } from '../fill/words.ts'
import type { RequestView } from '../information/find-request.ts'
import { informationWords } from '../information/words.ts'
import { renderCardPart } from '../shell/card-part.ts'
import { renderFileField } from '../shell/file-field.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { shellWords } from '../shell/shell-words.ts'
import type { Visit } from '../shell/visit.ts'
import { cardWords } from './words.ts'

/** Where documents of ours come from: a request that is the visitor's, and a draft that is open to them. */
export type SignSources = { readonly getRequest: (visit: Visit) => Promise<RequestView>; readonly openFill: OpenFill }

/** A document of ours that the page fetches by itself, for whoever may read it. */
type Source = { readonly href: string; readonly name: string }

/** 文書に電子署名をする: the document goes from the page to the card and back, and never to us. */
export function addCardSign(routes: PageRoutes, { getRequest, openFill }: SignSources): void {
  routes.open('/card/sign', (visit) => replySign(visit))
  // An answer as the file that could be saved: signed without a way through the citizen's folders.
  routes.get('/requests/:request/answers/:exchange/sign', async (visit) => {
    const view = await getRequest(visit)
    const exchange = visit.c.req.param('exchange') ?? ''
    const inquiry = view.inquiries.find((one) => one.exchange === exchange && one.canOpen)
    if (inquiry === undefined) throw new AppError('ANSWER_NOT_THERE', 'No such answer of this request.')
    const answers = `/requests/${view.request}/answers`
    const from = { href: `${answers}/${exchange}.pdf`, name: `${inquiry.names.name}.pdf` }
    return replySign(visit, {
      from,
      breadcrumb: [{ label: informationWords(visit.frame).answers.title, href: answers }],
    })
  })
  // A filled-in form, where it can be printed and somebody signs it.
  routes.get('/fill/:draft/sign', async (visit) => {
    const fill = await openFill(visit)
    const print = pathOf(fill, 'print')
    const isStopped = reachable(fill.filling).some(({ kind }) => kind === 'stop')
    if (isStopped || listPapers(fill.filling).signers.length === 0) return visit.c.redirect(print, 303)
    const from = { href: pathOf(fill, 'form.pdf'), name: `${fill.procedure.title}.pdf` }
    const breadcrumb = [{ label: fillWords(visit.frame).print.title, href: print }]
    return replySign(visit, { from, breadcrumb, notice: renderUnread(fill, visit.frame) })
  })
}

function replySign(
  visit: Visit,
  {
    from,
    breadcrumb,
    notice = '',
  }: { from?: Source; breadcrumb: readonly { label: string; href: string }[]; notice?: Html | '' } = {
    breadcrumb: [{ label: shellWords(visit.frame).frame.top, href: '/' }],
  },
): Response {
  const { sign: copy, signer } = cardWords(visit.frame)
  const document =
    from === undefined
      ? renderFileField({ name: 'document', label: copy.file, requirement: 'required', accept: 'application/pdf,.pdf' })
      : [
          html`<input type="hidden" name="source" value="${from.href}"><input type="hidden" name="name" value="${from.name}">`,
          renderDescriptionList({
            rows: [{ term: copy.source, value: html`<a href="${from.href}">${from.name}</a>` }],
          }),
        ]
  const part = renderCardPart(visit, {
    id: 'card-sign',
    state: copy.state,
    form: [document, renderButton({ label: copy.submit, icon: 'card' })],
  })
  const rows = (['name', 'address', 'birthDate', 'sex'] as const).map((name) => ({
    term: signer[name],
    value: html`<span data-value="${name}"></span>`,
  }))
  const sexes = Object.entries(signer.sexes).map(([code, label]) => html`<span data-sex="${code}">${label}</span>`)
  const result = html`<div class="own-fonts" id="card-sign-result" tabindex="-1" hidden data-absent="${signer.absent}" data-suffix="${copy.suffix}">${renderSection(
    {
      heading: copy.resultHeading,
      body: [
        renderDescriptionList({ rows }),
        html`<p data-substitutes hidden>${signer.substitutes}</p>`,
        renderLinkButton({ label: copy.save, href: '#card-sign', icon: 'download', id: 'save-signed' }),
        html`<p><a href="/card/verify">${copy.toVerify}</a></p>`,
      ],
    },
  )}<div hidden>${sexes}</div></div>`
  const main = [
    html`<p class="lead">${copy.lead}</p>`,
    html`<ul>${copy.points.map((line) => html`<li>${line}</li>`)}</ul>`,
    part,
    result,
    renderDisclosure({
      summary: copy.withoutScriptHeading,
      body: [
        html`<p>${copy.withoutScript}</p>`,
        renderDescriptionList({ rows: [{ term: copy.commandTerm, value: html`<code>${copy.command}</code>` }] }),
      ],
    }),
  ]
  const scripts = ['card-sign.js']
  return replyPage(visit, renderFrame(visit, { title: copy.title, breadcrumb, main, notice, scripts }))
}
