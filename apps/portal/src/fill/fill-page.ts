import type { FormError, Page } from '@madoguchi/forms'
import { findPage, findUnfinished, reachable } from '@madoguchi/forms'
import type { Child } from '@madoguchi/ui'
import { html, renderButtonGroup, renderErrorSummary, renderLinkButton, renderNotificationBanner } from '@madoguchi/ui'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { readAgain } from './edit-draft.ts'
import { fillCopy as copy } from './fill.words.ja.ts'
import { fillFromAnswers, renderAnswerFill } from './fill-answers.ts'
import { type CardRefused, fieldOf, fillFromDemoCard, renderCardFill, renderDemoFill, wordsOf } from './fill-card.ts'
import { replyChanged } from './fill-changed.ts'
import { own, renderErrors, renderFillForm } from './fill-form.ts'
import { postGroup, replyGroup } from './fill-group.ts'
import { type FillPost, keep, openPost, replySaved } from './fill-post.ts'
import { renderShared } from './fill-shared.ts'
import { findHeld, type Held, pathAfter, pathBefore, readPage, renderButtons, renderTold } from './fill-turn.ts'
import { breadcrumbOf, type FillVisit, openFill, pathOf, renderProgress } from './fill-visit.ts'
import { listShown } from './place.ts'

/** One page of questions after the other, each saved as it is left. */
export function addFillPages(routes: PageRoutes): void {
  routes.get('/fill/:draft', async (visit) => {
    const fill = await openFill(visit)
    return fill.c.redirect(pathOf(fill, findUnfinished(fill.filling)?.id ?? 'check'), 303)
  })
  routes.get('/fill/:draft/:page', async (visit) => {
    const fill = await openFill(visit)
    const page = readPage(fill)
    if (findPage(fill.filling, page.id) === undefined) return fill.c.redirect(pathOf(fill), 303)
    if (page.kind === 'stop') return replyStop(fill, page)
    if (page.kind === 'group') return replyGroup(fill, page, { errors: [] })
    return replyFields(await findHeld(fill, { page: page.id }), page)
  })
  routes.post('/fill/:draft/:page', async (visit) => {
    const opened = await openPost(visit, { page: visit.c.req.param('page') ?? '' })
    if ('reply' in opened) return opened.reply
    const { post } = opened
    const page = readPage(post.fill)
    if (page.kind === 'group') return postGroup(post, page)
    if (page.kind === 'stop') return post.fill.c.redirect(pathOf(post.fill), 303)
    return postFields(post)
  })
}

async function postFields(post: FillPost): Promise<Response> {
  const { goal, form, place } = post
  const kept = await keep(post)
  const { fill, reading } = kept
  if (goal === 'save') return replySaved(kept, place)
  if (!kept.isKept) return replyChanged(fill, post, reading)
  const from = form.get(own.from) === 'check' ? 'check' : undefined
  if (goal === 'later') return fill.c.redirect('/drafts', 303)
  if (goal === 'back') return fill.c.redirect(pathBefore(fill, place.page), 303)
  const page = readPage(fill)
  const isHeld = { fill, held: false }
  if (goal === 'card') {
    const done = await fillFromDemoCard(fill, form)
    if (done.ok) return fill.c.redirect(`${pathOf(fill, page.id)}?card=${done.value.count}`, 303)
    const { triesLeft } = done.facts
    const refused = { code: done.code, triesLeft: typeof triesLeft === 'number' ? triesLeft : undefined }
    return replyFields(isHeld, page, { errors: [], isUnseen: false, from, refused })
  }
  if (goal === 'answers') {
    const done = await fillFromAnswers(fill, form)
    const how = done.broken > 0 && done.count === 0 ? 'broken' : form.has('_answer') ? String(done.count) : 'none'
    return fill.c.redirect(`${pathOf(fill, page.id)}?answers=${how}`, 303)
  }
  if (reading.errors.length > 0 || reading.unseen.length > 0) {
    return replyFields(isHeld, page, { errors: reading.errors, isUnseen: reading.unseen.length > 0, from })
  }
  return fill.c.redirect(pathAfter(fill, place.page, from), 303)
}

type Told = {
  readonly errors: readonly FormError[]
  readonly isUnseen: boolean
  readonly from: string | undefined
  readonly refused?: CardRefused
}

async function replyFields({ fill, held }: Held, page: Page, told?: Told): Promise<Response> {
  const { filling, draft, url } = fill
  const place = { page: page.id }
  const entries = listShown(filling, draft.content, place)
  // Whoever comes back to what they left unfinished reads what is wrong with it, not what is missing still.
  const again = readAgain(filling, draft.content, place, fill.now)?.errors ?? []
  const errors = told?.errors ?? again.filter(({ code }) => code !== 'FIELD_REQUIRED')
  const from = told === undefined ? (url.searchParams.get('from') ?? undefined) : told.from
  const form = renderFillForm(fill, {
    action: pathOf(fill, page.id),
    place: {},
    asked: findPage(filling, page.id)?.asked ?? [],
    entries,
    errors,
    from: from === 'check' ? from : undefined,
    buttons: renderButtons({ isToCheck: from === 'check' }),
    sources: [await renderDemoFill(fill, page, told?.refused), await renderAnswerFill(fill, page)],
  })
  const main: Child = [
    renderProgress(fill, page.id),
    page.lead === undefined ? '' : html`<p class="lead">${page.lead}</p>`,
    renderCardFill(fill, page),
    form,
    renderShared(fill),
  ]
  const refused = told?.refused
  const card =
    refused === undefined ? '' : renderErrorSummary({ errors: [{ field: fieldOf(refused), text: wordsOf(refused) }] })
  const notice = [
    renderTold(fill, { held, isUnseen: told?.isUnseen === true }),
    refused === undefined ? renderErrors(fill, errors) : card,
  ]
  const view = renderFrame(fill, {
    title: page.title,
    breadcrumb: breadcrumbOf(fill),
    main,
    notice,
    scripts: ['fill.js', 'fill-card.js'],
  })
  return replyPage(fill, view, told === undefined || (told.errors.length === 0 && refused === undefined) ? 200 : 422)
}

function replyStop(fill: FillVisit, page: Page & { kind: 'stop' }): Response {
  const before = reachable(fill.filling).findLast(({ kind }) => kind !== 'stop')
  const main = [
    renderNotificationBanner({ tone: 'warning', heading: copy.stopHeading, body: html`<p>${page.text}</p>` }),
    page.lead === undefined ? '' : html`<p>${page.lead}</p>`,
    renderButtonGroup([
      renderLinkButton({ label: copy.stopBack, href: before === undefined ? '/drafts' : pathOf(fill, before.id) }),
      renderLinkButton({ label: copy.draftsSee, href: '/drafts', kind: 'outline' }),
    ]),
    renderShared(fill),
  ]
  return replyPage(fill, renderFrame(fill, { title: page.title, breadcrumb: breadcrumbOf(fill), main }))
}
