import { html, renderButton, renderButtonGroup, renderLinkButton, renderSection } from '@madoguchi/ui'
import type { Reply } from '../fill/draft.ts'
import { pathOf } from '../fill/open-draft.ts'
import type { Replies } from '../fill/replies.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { demandSession, type Visit } from '../shell/visit.ts'
import type { Applying, OpenApplying } from './applying.ts'
import { beginReply } from './begin-reply.ts'
import { filingPath, getNamed } from './filing.page.ts'
import { filingsPath } from './filings.page.ts'
import { canReply, signedBy } from './judge-reply.ts'
import type { FilingSource, ShownFiling } from './read-filings.ts'
import { pathOfFiling } from './reply-paths.ts'
import { applyWords } from './words.ts'

type Given = {
  readonly replies: Pick<Replies, 'findReply' | 'startReply' | 'removeReply'>
  /** By the id of a draft, wherever the form stands. */
  readonly openDraft: (visit: Visit, draft: string) => ReturnType<OpenApplying>
  readonly prepare: (visit: Visit, applying: Applying) => Promise<unknown>
}

/** 補正, 取下げ, 追加の書類: what a citizen sends about a filing of theirs, from its page. */
export function addReplies(routes: PageRoutes, reading: FilingSource, { replies, openDraft, prepare }: Given): void {
  const begin = (visit: Visit, reply: Reply) => beginReply(reading, replies, { session: demandSession(visit), reply })

  routes.get(`${filingPath}/withdrawal`, async (visit) => {
    const shown = await getNamed(visit, reading)
    const { filing: about } = shown
    if (!canReply(shown, 'withdrawal')) return visit.c.redirect(pathOfFiling({ about }, 'late'), 303)
    return replyWithdrawing(visit, shown)
  })
  routes.post(`${filingPath}/withdrawal`, async (visit) => {
    const { filing: about } = await getNamed(visit, reading)
    const draft = await begin(visit, { about, what: 'withdrawal' })
    if (draft === undefined) return visit.c.redirect(pathOfFiling({ about }, 'late'), 303)
    const applying = await openDraft(visit, draft)
    if ('leadsTo' in applying) return visit.c.redirect(applying.leadsTo, 303)
    await prepare(visit, applying)
    return visit.c.redirect(pathOf(applying.fill, 'send'), 303)
  })
  routes.post(
    `${filingPath}/correction`,
    async (visit) => {
      const { filing: about } = await getNamed(visit, reading)
      const draft = await begin(visit, { about, what: 'correction' })
      return visit.c.redirect(draft === undefined ? pathOfFiling({ about }, 'late') : `/fill/${draft}/correction`, 303)
    },
    { page: filingPath },
  )
  routes.post(
    `${filingPath}/papers`,
    async (visit) => {
      const { filing: about } = await getNamed(visit, reading)
      const draft = await begin(visit, { about, what: 'papers' })
      return visit.c.redirect(draft === undefined ? pathOfFiling({ about }, 'late') : `/fill/${draft}/files`, 303)
    },
    { page: filingPath },
  )
}

function replyWithdrawing(visit: Visit, shown: ShownFiling): Response {
  const { reply, filings, filing } = applyWords(visit.frame)
  const copy = reply.withdraw
  const { about } = shown
  const at = pathOfFiling({ about: shown.filing })
  const title = about?.procedure.title ?? ''
  const main = [
    html`<p class="lead">${copy.lead(title, about?.addressee ?? '')}</p>`,
    renderSection({
      heading: copy.whatHappens,
      body: html`<ul>${copy.points.map((point) => html`<li>${point}</li>`)}</ul>`,
    }),
    html`<p>${signedBy(shown, 'withdrawal') === 'card' ? copy.byCard : copy.bySession}</p>`,
    html`<form method="post" action="${at}/withdrawal">${renderButtonGroup([
      renderButton({ label: copy.go }),
      renderLinkButton({ label: copy.stay, href: at, kind: 'outline' }),
    ])}</form>`,
  ]
  const breadcrumb = [
    { label: filings.title, href: filingsPath },
    { label: filing.title(title), href: at },
  ]
  return replyPage(visit, renderFrame(visit, { title: copy.title, breadcrumb, main }))
}
