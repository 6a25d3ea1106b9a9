import type { FormError, Page } from '@madoguchi/forms'
import { findPage, listFields, reachable } from '@madoguchi/forms'
import type { Child } from '@madoguchi/ui'
import { html, renderButtonGroup, renderErrorSummary, renderLinkButton, renderNotificationBanner } from '@madoguchi/ui'
import type { DemoCards } from '../shell/deps.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import type { Visit } from '../shell/visit.ts'
import { readAgain } from './edit-draft.ts'
import { fillFromAnswers, type OwnAnswers, renderAnswerFill } from './fill-answers.ts'
import { type CardRefused, fieldOf, fillFromDemoCard, renderCardFill, renderDemoFill, wordsOf } from './fill-card.ts'
import { replyChanged } from './fill-changed.ts'
import { renderEndSoon } from './fill-ends.ts'
import { renderErrors, renderFillForm } from './fill-form.ts'
import { own } from './fill-form-entries.ts'
import { postGroup, replyGroup } from './fill-group.ts'
import { renderLeftOut } from './fill-left-out.ts'
import { type FillPost, keep, openPost, replySaved } from './fill-post.ts'
import { renderShared } from './fill-shared.ts'
import { type Held, pathAfter, pathBefore, putHeld, readPage, renderButtons, renderTold } from './fill-turn.ts'
import type { Fills } from './fills.ts'
import { findUnfinished } from './list-wrong.ts'
import { breadcrumbOf, type OpenDraft, pathOf, renderProgress } from './open-draft.ts'
import { listShown } from './place.ts'
import { findPostalTold, listUntold, putPostalAddress } from './postal-address.ts'
import { fillWords } from './words.ts'

/** Drafts, and what fills them in beside their writers. */
export type FillTools = {
  readonly fills: Fills
  readonly answers: OwnAnswers
  /** In the sandbox only. */
  readonly cards: DemoCards | undefined
}

/** One page of questions after the other, each saved as it is left. */
export function addFillPages(routes: PageRoutes, tools: FillTools): void {
  const { fills } = tools
  routes.get('/fill/:draft', async (visit) => {
    const fill = await fills.open(visit)
    return visit.c.redirect(pathOf(fill, findUnfinished(fill)?.id ?? 'check'), 303)
  })
  routes.get('/fill/:draft/:page', async (visit) => {
    const fill = await fills.open(visit)
    const page = readPage(visit, fill)
    if (findPage(fill.filling, page.id) === undefined) return visit.c.redirect(pathOf(fill), 303)
    if (page.kind === 'stop') return replyStop(visit, fill, page)
    if (page.kind === 'group') return replyGroup(visit, { fill, page }, [])
    const opened = await putHeld(fills, visit, { fill, place: { page: page.id } })
    return replyFields(tools, visit, { ...opened, page })
  })
  routes.post('/fill/:draft/:page', async (visit) => {
    const opened = await openPost(fills, visit, { page: visit.c.req.param('page') ?? '' })
    if ('reply' in opened) return opened.reply
    const { post } = opened
    const page = readPage(visit, post.fill)
    if (page.kind === 'group') return postGroup(fills, visit, { post, page })
    if (page.kind === 'stop') return visit.c.redirect(pathOf(post.fill), 303)
    return postFields(tools, visit, post)
  })
}

async function postFields(tools: FillTools, visit: Visit, posted: FillPost): Promise<Response> {
  const { post, point } = putPostalAddress(posted)
  const { goal, form, place } = post
  const kept = await keep(tools.fills, post)
  const { fill, reading } = kept
  if (goal === 'save') return replySaved(visit, kept, place)
  if (kept.state !== 'kept') return replyChanged(visit, { ...post, fill }, reading)
  const from = form.get(own.from) === 'check' ? 'check' : undefined
  if (goal === 'later') return visit.c.redirect('/drafts', 303)
  if (goal === 'back') return visit.c.redirect(pathBefore(fill, place.page), 303)
  const page = readPage(visit, fill)
  if (goal === 'bank') return visit.c.redirect(pathToBank(fill, page, from), 303)
  if (point !== undefined) return visit.c.redirect(pathOf(fill, page.id) + point, 303)
  const at = { fill, page, wasHeld: false }
  if (goal === 'card') {
    const done = await fillFromDemoCard(tools, fill, form)
    if (done.ok) return visit.c.redirect(`${pathOf(fill, page.id)}?card=${done.value.count}`, 303)
    const { triesLeft } = done.facts
    const refused = { code: done.code, triesLeft: typeof triesLeft === 'number' ? triesLeft : undefined }
    return replyFields(tools, visit, at, { errors: [], isUnseen: false, from, refused })
  }
  if (goal === 'answers') {
    const done = await fillFromAnswers(tools, visit, { fill, form })
    const how = done.broken > 0 && done.count === 0 ? 'broken' : form.has('_answer') ? String(done.count) : 'none'
    return visit.c.redirect(`${pathOf(fill, page.id)}?answers=${how}`, 303)
  }
  if (reading.errors.length > 0 || reading.unseen.length > 0) {
    return replyFields(tools, visit, at, { errors: reading.errors, isUnseen: reading.unseen.length > 0, from })
  }
  return visit.c.redirect(pathAfter(fill, place.page, from), 303)
}

/** Back to the boxes of the bank, with what a name may mean below them. */
function pathToBank(fill: OpenDraft, page: Page, from: 'check' | undefined): string {
  const account = listFields(page).find(({ kind }) => kind === 'account')
  return `${pathOf(fill, page.id)}${from === undefined ? '' : `?from=${from}`}#${account?.id ?? ''}.bankName`
}

const stillMissing: readonly string[] = ['FIELD_REQUIRED', 'ACCOUNT_INCOMPLETE']

type Told = {
  readonly errors: readonly FormError[]
  readonly isUnseen: boolean
  readonly from: string | undefined
  readonly refused?: CardRefused
}

async function replyFields(
  { answers, cards }: Omit<FillTools, 'fills'>,
  visit: Visit,
  { fill, wasHeld, page }: Held & { readonly page: Page },
  told?: Told,
): Promise<Response> {
  const { filling, draft } = fill
  const place = { page: page.id }
  const entries = listShown(filling, draft.content, place)
  // Whoever comes back to what they left unfinished reads what is wrong with it, not what is missing still.
  const again = readAgain(filling, draft.content, place, fill.now)?.errors ?? []
  const postal = findPostalTold(fill, place, visit.url.searchParams)
  const errors = listUntold(told?.errors ?? again.filter(({ code }) => !stillMissing.includes(code)), postal)
  const from = told === undefined ? (visit.url.searchParams.get('from') ?? undefined) : told.from
  const form = renderFillForm(visit.frame, fill, {
    action: pathOf(fill, page.id),
    asked: findPage(filling, page.id)?.asked ?? [],
    entries,
    errors,
    from: from === 'check' ? from : undefined,
    buttons: renderButtons({ isToCheck: from === 'check' }, visit.frame),
    postal,
    sources: [
      await renderDemoFill(cards, visit, { fill, page, refused: told?.refused }),
      await renderAnswerFill(answers, visit, { fill, page }),
    ],
  })
  const main: Child = [
    renderProgress(fill, page.id, visit.frame),
    page.lead === undefined ? '' : html`<p class="lead">${page.lead}</p>`,
    renderCardFill(visit, fill, page),
    form,
    renderShared(visit, fill),
  ]
  const refused = told?.refused
  const card =
    refused === undefined
      ? ''
      : renderErrorSummary({ errors: [{ field: fieldOf(refused), text: wordsOf(visit.frame, refused) }] })
  const notice = [
    renderTold(visit, fill, { wasHeld, isUnseen: told?.isUnseen === true }),
    refused === undefined ? renderErrors(fill, errors) : card,
  ]
  const view = renderFrame(visit, {
    title: page.title,
    breadcrumb: breadcrumbOf(fill, visit.frame),
    main,
    notice,
    scripts: ['fill.js', 'fill-card.js'],
  })
  return replyPage(visit, view, told === undefined || (told.errors.length === 0 && refused === undefined) ? 200 : 422)
}

function replyStop(visit: Visit, fill: OpenDraft, page: Page & { kind: 'stop' }): Response {
  const words = fillWords(visit.frame)
  const before = reachable(fill.filling).findLast(({ kind }) => kind !== 'stop')
  const main = [
    renderNotificationBanner({ tone: 'warning', heading: words.page.stopHeading, body: html`<p>${page.text}</p>` }),
    page.lead === undefined ? '' : html`<p>${page.lead}</p>`,
    renderButtonGroup([
      renderLinkButton({
        label: words.page.stopBack,
        href: before === undefined ? '/drafts' : pathOf(fill, before.id),
      }),
      renderLinkButton({ label: words.drafts.see, href: '/drafts', kind: 'outline' }),
    ]),
    renderShared(visit, fill),
  ]
  const notice = [renderEndSoon(fill, visit.frame), renderLeftOut(fill, visit.frame)]
  const breadcrumb = breadcrumbOf(fill, visit.frame)
  return replyPage(visit, renderFrame(visit, { title: page.title, breadcrumb, main, notice }))
}
