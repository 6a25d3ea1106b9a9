import type { FormError, GroupPage } from '@madoguchi/forms'
import { explainError, findItem, findPage, itemTitle, summarise, validate } from '@madoguchi/forms'
import { AppError } from '@madoguchi/kit'
import {
  html,
  renderButton,
  renderButtonGroup,
  renderErrorSummary,
  renderItemList,
  renderLinkButton,
  renderNotificationBanner,
} from '@madoguchi/ui'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import type { Visit } from '../shell/visit.ts'
import { dropItem, putBackItem, readAgain, readFilling } from './edit-draft.ts'
import { replyChanged } from './fill-changed.ts'
import { renderErrors, renderFillForm } from './fill-form.ts'
import { own } from './fill-form-entries.ts'
import { type FillPost, isBlankItem, keep, openPost, replySaved } from './fill-post.ts'
import { renderShared } from './fill-shared.ts'
import { pathAfter, pathBefore, putHeld, readPage, renderButtons, renderTold } from './fill-turn.ts'
import type { Fills } from './fills.ts'
import { breadcrumbOf, type OpenDraft, pathOf, renderProgress } from './open-draft.ts'
import { type FillPlace, listShown } from './place.ts'
import { findPostalTold, listUntold, putPostalAddress } from './postal-address.ts'
import { fillWords } from './words.ts'

/** お子さん, one by one: the list stands on the group's page, each item on a page of its own. */
export function addFillItems(routes: PageRoutes, fills: Fills): void {
  routes.get('/fill/:draft/:page/:item', async (visit) => {
    const fill = await fills.open(visit)
    const { page, place } = readPlace(visit, fill)
    const found = findPage(fill.filling, page.id)
    if (found === undefined) return visit.c.redirect(pathOf(fill), 303)
    const { length } = found.items
    if (place.item > length || place.item >= page.group.countMax) return visit.c.redirect(pathOf(fill, page.id), 303)
    const { fill: now, wasHeld } = await putHeld(fills, visit, { fill, place })
    return replyItem(visit, now, { page, place, errors: undefined, wasHeld, isUnseen: false })
  })
  routes.post('/fill/:draft/:page/:item', async (visit) => {
    const item = readNumber(visit)
    const opened = await openPost(fills, visit, { page: visit.c.req.param('page') ?? '', item })
    return 'reply' in opened ? opened.reply : postItem(fills, visit, opened.post)
  })
}

type Place = FillPlace & { readonly item: number }

function readNumber({ c }: Visit): number {
  const text = c.req.param('item') ?? ''
  if (!/^(0|[1-9][0-9]{0,2})$/.test(text)) throw new AppError('PAGE_UNKNOWN', 'This is no number of an item.')
  return Number(text)
}

function readPlace(visit: Visit, fill: OpenDraft): { page: GroupPage; place: Place } {
  const page = readPage(visit, fill)
  if (page.kind !== 'group') throw new AppError('PAGE_UNKNOWN', 'This page has no items.')
  return { page, place: { page: page.id, item: readNumber(visit) } }
}

async function postItem(fills: Fills, visit: Visit, posted: FillPost): Promise<Response> {
  const { page, place } = readPlace(visit, posted.fill)
  const { post, point } = putPostalAddress(posted)
  const count = post.fill.filling.answers.groups[page.group.id]?.length ?? 0
  if (place.item > count || place.item >= page.group.countMax)
    throw new AppError('PAGE_UNKNOWN', 'There is no such item, and it is not the next one.')
  const isNew = place.item === count
  const leaves = post.goal === 'back' || post.goal === 'later' || post.goal === 'save'
  if (isNew && isBlankItem(post) && leaves) return leave(visit, post, page)
  if (isNew && isBlankItem(post) && point !== undefined)
    return visit.c.redirect(pathOf(post.fill, page.id, place.item) + point, 303)
  const kept = await keep(fills, post)
  const { fill, reading } = kept
  if (post.goal === 'save') return replySaved(visit, kept, place)
  if (!kept.isKept) return replyChanged(visit, { ...post, fill }, reading)
  if (leaves) return leave(visit, { ...post, fill }, page)
  if (point !== undefined) return visit.c.redirect(pathOf(fill, page.id, place.item) + point, 303)
  const isUnseen = reading.unseen.length > 0
  if (reading.errors.length > 0 || isUnseen)
    return replyItem(visit, fill, { page, place, errors: reading.errors, wasHeld: false, isUnseen })
  return post.goal === 'add'
    ? visit.c.redirect(pathOf(fill, page.id, place.item + 1), 303)
    : visit.c.redirect(pathOf(fill, page.id), 303)
}

function leave(visit: Visit, { goal, fill }: FillPost, page: GroupPage): Response {
  if (goal === 'save') return visit.c.json({})
  return visit.c.redirect(goal === 'later' ? '/drafts' : pathOf(fill, page.id), 303)
}

function replyItem(
  visit: Visit,
  fill: OpenDraft,
  told: {
    page: GroupPage
    place: Place
    errors: readonly FormError[] | undefined
    wasHeld: boolean
    isUnseen: boolean
  },
): Response {
  const { page, place, wasHeld, isUnseen } = told
  const { filling, draft } = fill
  const { group } = page
  const title = itemTitle(group.itemTitle, place.item)
  const words = fillWords(visit.frame)
  const again = readAgain(filling, draft.content, place, fill.now)?.errors ?? []
  const postal = findPostalTold(fill, place, visit.url.searchParams)
  const errors = listUntold(told.errors ?? again.filter(({ code }) => code !== 'FIELD_REQUIRED'), postal)
  const canAdd = place.item + 1 < group.countMax
  const add = renderButton({ label: words.items.saveAndAdd, kind: 'outline', name: own.go, value: 'add' })
  const form = renderFillForm(visit.frame, fill, {
    action: pathOf(fill, page.id, place.item),
    place: { group: group.id, item: place.item },
    asked: findItem(filling, page.id, place.item) ?? [],
    entries: listShown(filling, draft.content, place),
    errors,
    from: undefined,
    postal,
    buttons: renderButtonGroup([
      renderButton({ label: words.items.save, name: own.go, value: 'next' }),
      ...(canAdd ? [add] : []),
      renderButton({ label: words.items.backToList, kind: 'text', name: own.go, value: 'back', skipsChecks: true }),
    ]),
  })
  const view = renderFrame(visit, {
    title,
    breadcrumb: [...breadcrumbOf(fill, visit.frame), { label: page.title, href: pathOf(fill, page.id) }],
    main: [renderProgress(fill, page.id, visit.frame), form, renderShared(visit, fill)],
    notice: [renderTold(visit, fill, { wasHeld, isUnseen }), renderErrors(fill, errors)],
    scripts: ['fill.js'],
  })
  return replyPage(visit, view, told.errors === undefined || errors.length === 0 ? 200 : 422)
}

/** What was posted on the list: take one out, put it back, or go on. */
export async function postGroup(
  fills: Fills,
  visit: Visit,
  { post: { fill, form, goal }, page }: { post: FillPost; page: GroupPage },
): Promise<Response> {
  const remove = form.get('_remove')
  if (remove !== null && /^[0-9]{1,3}$/.test(remove)) {
    const changed = await fills.change(fill, (content) => {
      const read = readFilling(content, fill.filling)
      return dropItem(read.content, read.filling, { page: page.id, item: Number(remove) })
    })
    return replyGroup(visit, { fill: changed, page }, { errors: [], removed: Number(remove) })
  }
  if (form.has('_undo')) {
    const changed = await fills.change(fill, (content) => {
      const read = readFilling(content, fill.filling)
      return putBackItem(read.content, read.filling, page.id)
    })
    return replyGroup(visit, { fill: changed, page }, { errors: [] })
  }
  if (goal === 'save') return visit.c.json({})
  if (goal === 'later') return visit.c.redirect('/drafts', 303)
  if (goal === 'back') return visit.c.redirect(pathBefore(fill, page.id), 303)
  const errors = validate(fill.filling).filter((error) => error.page === page.id)
  if (errors.length > 0) return replyGroup(visit, { fill, page }, { errors })
  return visit.c.redirect(pathAfter(fill, page.id, form.get(own.from) === 'check' ? 'check' : undefined), 303)
}

export function replyGroup(
  visit: Visit,
  { fill, page }: { fill: OpenDraft; page: GroupPage },
  { errors, removed }: { errors: readonly FormError[]; removed?: number },
): Response {
  const { filling, procedure } = fill
  const words = fillWords(visit.frame)
  const { group } = page
  const items = summarise(filling).find((each) => each.page.id === page.id)?.items ?? []
  const unfinished = new Set(
    validate(filling).flatMap((error) => (error.page === page.id && error.item !== undefined ? [error.item] : [])),
  )
  const list = renderItemList({
    label: words.items.label(page.title),
    removeName: '_remove',
    items: items.map(({ title, rows }, index) => ({
      value: String(index),
      title,
      about: words.items.about(rows.flatMap(({ text }) => (text === undefined ? [] : [text])).slice(0, 3)) || undefined,
      changeHref: pathOf(fill, page.id, index),
      ...(unfinished.has(index) ? { chip: { tone: 'warning' as const, label: words.items.unfinished } } : {}),
    })),
  })
  const next = itemTitle(group.itemTitle, items.length)
  const from = (errors.length === 0 ? visit.url.searchParams.get('from') : undefined) === 'check' ? 'check' : undefined
  const add =
    items.length < group.countMax
      ? html`<p id="${group.id}" tabindex="-1">${renderLinkButton({ label: words.items.add(next), href: pathOf(fill, page.id, items.length), kind: items.length < group.countMin ? 'solid' : 'outline' })}</p>`
      : html`<p id="${group.id}">${words.items.full(group.countMax)}</p>`
  const form = html`<form class="stack" method="post" action="${pathOf(fill, page.id)}" novalidate>
${from === undefined ? '' : html`<input type="hidden" name="${own.from}" value="${from}">`}
<p>${items.length === 0 ? words.items.none : words.items.count(items.length)}</p>
${items.length === 0 ? '' : list}
${add}
${renderButtons({ isToCheck: from === 'check', isSecond: items.length < group.countMin }, visit.frame)}
</form>`
  const main = [
    renderProgress(fill, page.id, visit.frame),
    page.lead === undefined ? '' : html`<p class="lead">${page.lead}</p>`,
    form,
    renderShared(visit, fill),
  ]
  const undo =
    removed === undefined
      ? ''
      : renderNotificationBanner({
          tone: 'success',
          heading: words.items.removed(itemTitle(group.itemTitle, removed)),
          isLive: true,
          actions: [
            html`<form method="post" action="${pathOf(fill, page.id)}">${renderButton({ label: words.items.undo, kind: 'outline', size: 'medium', name: '_undo', value: '1' })}</form>`,
          ],
        })
  const summary =
    errors.length === 0
      ? ''
      : renderErrorSummary({
          errors: errors.slice(0, 10).map((error) => ({
            ...(error.item === undefined ? { field: group.id } : {}),
            text:
              error.item === undefined
                ? explainError(procedure, error)
                : words.items.errorOf(itemTitle(group.itemTitle, error.item), explainError(procedure, error)),
          })),
        })
  const view = renderFrame(visit, {
    title: page.title,
    breadcrumb: breadcrumbOf(fill, visit.frame),
    main,
    notice: [undo, renderTold(visit, fill, { wasHeld: false, isUnseen: false }), summary],
  })
  return replyPage(visit, view, errors.length === 0 ? 200 : 422)
}
