import type { FormError, GroupPage } from '@madoguchi/forms'
import { findItem, findPage, itemTitle } from '@madoguchi/forms'
import { AppError, idPattern } from '@madoguchi/kit'
import { renderButton, renderButtonGroup } from '@madoguchi/ui'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import type { Visit } from '../shell/visit.ts'
import { readAgain } from './edit-draft.ts'
import type { Entries } from './entries.ts'
import { replyChanged, replyTakenOut } from './fill-changed.ts'
import { renderErrors, renderFillForm } from './fill-form.ts'
import { own } from './fill-form-entries.ts'
import { type FillPost, isBlankItem, keep, openPost, replySaved } from './fill-post.ts'
import { renderShared } from './fill-shared.ts'
import { tellOfItem } from './fill-taken-out.ts'
import { putHeld, readPage, renderTold } from './fill-turn.ts'
import type { Fills } from './fills.ts'
import { deriveItemId } from './older-content.ts'
import { renewPost } from './older-post.ts'
import { breadcrumbOf, type OpenDraft, pathOf, renderProgress } from './open-draft.ts'
import { isThere, listShown } from './place.ts'
import { findPostalTold, listUntold, putPostalAddress } from './postal-address.ts'
import { findRemoved, type ItemPlace } from './taken-out.ts'
import { fillWords } from './words.ts'

const newItem = 'new'
/** In the address of an item that is not there yet. */
const beginsNew = 'new'

/** お子さん, one by one: the list stands on the group's page, each item on a page of its own, whose address has its id. */
export function addFillItems(routes: PageRoutes, fills: Fills): void {
  routes.get('/fill/:draft/:page/:item', async (visit) => {
    const opened = await fills.open(visit)
    const page = readGroupPage(visit, opened)
    if (findPage(opened.filling, page.id) === undefined) return visit.c.redirect(pathOf(opened), 303)
    const item = readItemId(visit, opened, page)
    // Whoever loads the page of a new one again writes into the same.
    if (item === undefined) return visit.c.redirect(pathOfNew(opened, page, { item: fills.makeItemId() }), 303)
    const place = { page: page.id, item }
    const { fill, wasHeld } = await putHeld(fills, visit, { fill: opened, place })
    if (!isThere(fill.filling, place)) {
      const isOut = findRemoved(fill.draft.content, item) !== undefined
      if (isOut) return visit.c.redirect(tellOfItem(fill, place, { told: 'removed-before' }), 303)
      if (countItems(fill, page) >= page.group.countMax) return visit.c.redirect(pathOf(fill, page.id), 303)
      // A link of an older page to what cannot be put back any more opens no empty one.
      if (!visit.url.searchParams.has(beginsNew) && !hasNumber(visit))
        return visit.c.redirect(tellOfItem(fill, place, { told: 'not-there' }), 303)
    }
    return replyItem(visit, fill, { page, place, wasHeld, isUnseen: false })
  })
  routes.post('/fill/:draft/:page/:item', async (visit) => {
    const item = visit.c.req.param('item') ?? ''
    if (!idPattern.test(item) && !hasNumber(visit)) throw new AppError('PAGE_UNKNOWN', 'This is no id of an item.')
    const opened = await openPost(fills, visit, { page: visit.c.req.param('page') ?? '', item })
    if ('reply' in opened) return opened.reply
    const post = hasNumber(visit) ? renewPost(opened.post, readGroupPage(visit, opened.post.fill)) : opened.post
    return postItem(fills, visit, { post, item: post.place.item ?? item })
  })
}

/** An address from before items had ids. */
function hasNumber({ c }: Visit): boolean {
  return numberPattern.test(c.req.param('item') ?? '')
}

const numberPattern = /^(0|[1-9][0-9]{0,2})$/

type Fresh = { readonly item: string; readonly point?: string }

/** The page of an item that is not there yet, with `point`, which is how an address goes on: `?put=…#…`. */
function pathOfNew(fill: OpenDraft, { id }: GroupPage, { item, point = '' }: Fresh): string {
  const more = point.startsWith('?') ? `&${point.slice(1)}` : point
  return `${pathOf(fill, id, item)}?${beginsNew}=1${more}`
}

function readGroupPage(visit: Visit, fill: OpenDraft): GroupPage {
  const page = readPage(visit, fill)
  if (page.kind !== 'group') throw new AppError('PAGE_UNKNOWN', 'This page has no items.')
  return page
}

/** Undefined for a new one. Addresses from before items had ids have a number. */
function readItemId({ c }: Visit, { draft }: OpenDraft, { group }: GroupPage): string | undefined {
  const text = c.req.param('item') ?? ''
  if (text === newItem) return undefined
  if (numberPattern.test(text)) return deriveItemId(draft.draft, { group: group.id, number: Number(text) })
  if (!idPattern.test(text)) throw new AppError('PAGE_UNKNOWN', 'This is no id of an item.')
  return text
}

function countItems({ filling }: OpenDraft, { group }: GroupPage): number {
  return filling.answers.groups[group.id]?.length ?? 0
}

async function postItem(
  fills: Fills,
  visit: Visit,
  { post: posted, item }: { post: FillPost; item: string },
): Promise<Response> {
  const page = readGroupPage(visit, posted.fill)
  const place = { page: page.id, item }
  const { post, point } = putPostalAddress(posted)
  const leaves = post.goal === 'back' || post.goal === 'later' || post.goal === 'save'
  if (!isThere(post.fill.filling, place) && isBlankItem(post)) {
    if (leaves) return leave(visit, post, page)
    if (point !== undefined) return visit.c.redirect(pathOfNew(post.fill, page, { item, point }), 303)
  }
  const kept = await keep(fills, post)
  const { fill, reading } = kept
  const now = { ...post, fill }
  if (post.goal === 'save') return replySaved(visit, kept, place)
  if (kept.state === 'gone') return replyTakenOut(visit, now)
  if (kept.state === 'changed') return replyChanged(visit, now, reading)
  const hasRoom = isThere(fill.filling, place)
  if (leaves && hasRoom) return leave(visit, now, page)
  if (point !== undefined && hasRoom) return visit.c.redirect(pathOf(fill, page.id, item) + point, 303)
  const isUnseen = reading.unseen.length > 0
  if (reading.errors.length > 0 || isUnseen) {
    const written = hasRoom ? {} : { entries: reading.typed }
    return replyItem(visit, fill, { page, place, errors: reading.errors, wasHeld: false, isUnseen, ...written })
  }
  const following = post.goal === 'add' ? pathOfNew(fill, page, { item: fills.makeItemId() }) : pathOf(fill, page.id)
  return visit.c.redirect(following, 303)
}

function leave(visit: Visit, { goal, fill }: FillPost, page: GroupPage): Response {
  if (goal === 'save') return visit.c.json({})
  return visit.c.redirect(goal === 'later' ? '/drafts' : pathOf(fill, page.id), 303)
}

type Told = {
  readonly page: GroupPage
  readonly place: ItemPlace
  readonly errors?: readonly FormError[]
  /** What was written, where it could not be kept. */
  readonly entries?: Entries
  readonly wasHeld: boolean
  readonly isUnseen: boolean
}

function replyItem(visit: Visit, fill: OpenDraft, told: Told): Response {
  const { page, place, wasHeld, isUnseen } = told
  const { filling, draft } = fill
  const { group } = page
  const items = filling.answers.groups[group.id] ?? []
  const index = items.findIndex(({ id }) => id === place.item)
  const number = index === -1 ? items.length : index
  const words = fillWords(visit.frame)
  const again = readAgain(filling, draft.content, place, fill.now)?.errors ?? []
  const postal = findPostalTold(fill, place, visit.url.searchParams)
  const errors = listUntold(told.errors ?? again.filter(({ code }) => code !== 'FIELD_REQUIRED'), postal)
  const add = renderButton({ label: words.items.saveAndAdd, kind: 'outline', name: own.go, value: 'add' })
  const form = renderFillForm(visit.frame, fill, {
    action: pathOf(fill, page.id, place.item),
    asked: findItem(filling, place) ?? [],
    entries: told.entries ?? listShown(filling, draft.content, place),
    errors,
    from: undefined,
    postal,
    isNew: index === -1,
    buttons: renderButtonGroup([
      renderButton({ label: words.items.save, name: own.go, value: 'next' }),
      ...(number + 1 < group.countMax ? [add] : []),
      renderButton({ label: words.items.backToList, kind: 'text', name: own.go, value: 'back', skipsChecks: true }),
    ]),
  })
  const view = renderFrame(visit, {
    title: itemTitle(group.itemTitle, number),
    breadcrumb: [...breadcrumbOf(fill, visit.frame), { label: page.title, href: pathOf(fill, page.id) }],
    main: [renderProgress(fill, page.id, visit.frame), form, renderShared(visit, fill)],
    notice: [renderTold(visit, fill, { wasHeld, isUnseen }), renderErrors(fill, errors)],
    scripts: ['fill.js'],
  })
  return replyPage(visit, view, told.errors === undefined || errors.length === 0 ? 200 : 422)
}
