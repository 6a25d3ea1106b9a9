import type { FormError, GroupPage, SummaryItem } from '@madoguchi/forms'
import { explainError, itemTitle, summarise } from '@madoguchi/forms'
import { idPattern } from '@madoguchi/kit'
import type { Html } from '@madoguchi/ui'
import { html, renderErrorSummary, renderItemList, renderLinkButton } from '@madoguchi/ui'
import { replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import type { Visit } from '../shell/visit.ts'
import type { Reader } from '../shell/words.ts'
import { leaveGroup, putBack, takeOut } from './edit-group.ts'
import { own } from './fill-form-entries.ts'
import type { FillPost } from './fill-post.ts'
import { renderShared } from './fill-shared.ts'
import { aboutItem, renderTakenOut, renderToldOfItem, tellOfItem } from './fill-taken-out.ts'
import { pathAfter, pathBefore, renderButtons, renderTold } from './fill-turn.ts'
import type { Fills } from './fills.ts'
import { listWrong } from './list-wrong.ts'
import { breadcrumbOf, type OpenDraft, pathOf, renderProgress } from './open-draft.ts'
import { digestItems, findRemoved } from './taken-out.ts'
import { fillWords } from './words.ts'

const wrongShown = 10

/** What was posted on the list: take one out, put one back, or go on. */
export async function postGroup(
  fills: Fills,
  visit: Visit,
  { post: { fill, form, goal }, page }: { post: FillPost; page: GroupPage },
): Promise<Response> {
  const from = form.get(own.from) === 'check' ? 'check' : undefined
  const [removing, seen = ''] = (form.get('_remove') ?? undefined)?.split('.') ?? []
  const puttingBack = form.get('_undo') ?? undefined
  // A button of no item is a page's from elsewhere: it takes nobody on.
  if ([removing, puttingBack].some((item) => item !== undefined && !idPattern.test(item)))
    return visit.c.redirect(tellOfItem(fill, { page: page.id, item: '' }, { told: 'gone', from }), 303)
  if (removing !== undefined) {
    const place = { page: page.id, item: removing }
    const { fill: now, told } = await takeOut(fills, fill, { place, seen })
    return visit.c.redirect(tellOfItem(now, place, { told, from }), 303)
  }
  if (puttingBack !== undefined) {
    // It stands in its own list, whichever list's page asks for it.
    const group = findRemoved(fill.draft.content, puttingBack)?.group
    const home = fill.procedure.pages.find((each) => each.kind === 'group' && each.group.id === group)
    const place = { page: home?.id ?? page.id, item: puttingBack }
    const { fill: now, told } = await putBack(fills, fill, place)
    return visit.c.redirect(tellOfItem(now, place, { told, from }), 303)
  }
  if (goal === 'save') return visit.c.json({})
  if (goal === 'later') return visit.c.redirect('/drafts', 303)
  if (goal === 'back') return visit.c.redirect(pathBefore(fill, page.id), 303)
  const { fill: now, errors } = await leaveGroup(fills, fill, page)
  if (errors.length > 0) return replyGroup(visit, { fill, page }, errors)
  return visit.c.redirect(pathAfter(now, page.id, from), 303)
}

export function replyGroup(
  visit: Visit,
  { fill, page }: { fill: OpenDraft; page: GroupPage },
  errors: readonly FormError[],
): Response {
  const { filling } = fill
  const words = fillWords(visit.frame)
  const { group } = page
  const items = summarise(filling).find((each) => each.page.id === page.id)?.items ?? []
  const next = itemTitle(group.itemTitle, items.length)
  const from = (errors.length === 0 ? visit.url.searchParams.get('from') : undefined) === 'check' ? 'check' : undefined
  const add =
    items.length < group.countMax
      ? html`<p id="${group.id}" tabindex="-1">${renderLinkButton({ label: words.items.add(next), href: pathOf(fill, page.id, 'new'), kind: items.length < group.countMin ? 'solid' : 'outline' })}</p>`
      : html`<p id="${group.id}">${words.items.full(group.countMax)}</p>`
  const hidden = from === undefined ? '' : html`<input type="hidden" name="${own.from}" value="${from}">`
  const form = html`<form class="stack" method="post" action="${pathOf(fill, page.id)}" novalidate>
${hidden}
<p>${items.length === 0 ? words.items.none : words.items.count(items.length)}</p>
${items.length === 0 ? '' : renderItems(fill, { page, items }, visit.frame)}
${add}
${renderButtons({ isToCheck: from === 'check', isSecond: items.length < group.countMin }, visit.frame)}
</form>`
  const main = [
    renderProgress(fill, page.id, visit.frame),
    page.lead === undefined ? '' : html`<p class="lead">${page.lead}</p>`,
    form,
    renderTakenOut(fill, { page, hidden }, visit.frame),
    renderShared(visit, fill),
  ]
  const view = renderFrame(visit, {
    title: page.title,
    breadcrumb: breadcrumbOf(fill, visit.frame),
    main,
    notice: [
      errors.length === 0 ? renderToldOfItem(visit, fill, { page, items, hidden }) : '',
      renderTold(visit, fill, { wasHeld: false, isUnseen: false }),
      renderWrong(fill, { page, items, errors }, visit.frame),
    ],
  })
  return replyPage(visit, view, errors.length === 0 ? 200 : 422)
}

type Listed = { readonly page: GroupPage; readonly items: readonly SummaryItem[] }

function renderItems(fill: OpenDraft, { page, items }: Listed, reader: Reader): Html {
  const { filling, draft } = fill
  const words = fillWords(reader).items
  const unfinished = new Set(listWrong(fill).flatMap((error) => (error.page === page.id ? [error.item] : [])))
  const seen = digestItems(filling, draft.content, page.id)
  return renderItemList({
    label: words.label(page.title),
    removeName: '_remove',
    items: items.map((item) => ({
      value: `${item.id}.${seen.get(item.id) ?? ''}`,
      title: item.title,
      about: aboutItem(item, reader),
      changeHref: pathOf(fill, page.id, item.id),
      ...(unfinished.has(item.id) ? { chip: { tone: 'warning' as const, label: words.unfinished } } : {}),
    })),
  })
}

/** What is wrong with the list leads to where one more is added; with one of it, to the box on its own page. */
function renderWrong(
  fill: OpenDraft,
  { page, items, errors }: Listed & { readonly errors: readonly FormError[] },
  reader: Reader,
): Html | '' {
  if (errors.length === 0) return ''
  const { errorOf } = fillWords(reader).items
  return renderErrorSummary({
    errors: errors.slice(0, wrongShown).map((error) => {
      const text = explainError(fill.procedure, error)
      const item = items.find(({ id }) => id === error.item)
      if (item === undefined) return { field: page.group.id, text }
      return { href: `${pathOf(fill, page.id, item.id)}#${error.entry}`, text: errorOf(item.title, text) }
    }),
  })
}
