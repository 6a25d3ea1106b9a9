import type { PageReading } from '@madoguchi/forms'
import { findItem, findPage, getFieldKind } from '@madoguchi/forms'
import type { Child } from '@madoguchi/ui'
import { html, renderButton, renderButtonGroup, renderLinkButton, renderTable } from '@madoguchi/ui'
import { replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import type { Visit } from '../shell/visit.ts'
import { own } from './fill-form-entries.ts'
import type { FillPost } from './fill-post.ts'
import { breadcrumbOf, type OpenDraft, pathOf } from './open-draft.ts'
import { digestShown, type FillPlace, listShown } from './place.ts'
import { fillWords } from './words.ts'

/** Two windows changed the same page: what differs, side by side, and the person chooses. Nothing is lost until then. */
export function replyChanged(visit: Visit, { fill, form, place }: FillPost, reading: PageReading): Response {
  const words = fillWords(visit.frame).changed
  const shown = listShown(fill.filling, fill.draft.content, place)
  const saved = describe(fill, place, { unread: words.unread })
  const yours = describe({ filling: { ...fill.filling, answers: reading.answers } }, place, {
    unread: words.unread,
    reading,
  })
  const rows = yours.filter((row) => saved.find(({ id }) => id === row.id)?.text !== row.text)
  const table = renderTable({
    id: 'changed',
    caption: words.title,
    columns: [{ label: words.field, isRowHeader: true }, { label: words.saved }, { label: words.yours }],
    rows: rows.map(({ id, label, text }) => [
      label,
      saved.find((row) => row.id === id)?.text ?? words.none,
      text ?? words.none,
    ]),
  })
  const main = [
    html`<p class="lead">${words.lead}</p>`,
    rows.length === 0 ? '' : table,
    html`<form class="stack" method="post" action="${visit.url.pathname}">
${renderWritten(form)}
<input type="hidden" name="${own.seen}" value="${digestShown(shown)}">
${renderButtonGroup([
  renderButton({ label: words.keepMine, name: own.go, value: 'mine' }),
  renderLinkButton({ label: words.keepSaved, href: visit.url.pathname, kind: 'outline' }),
])}
</form>`,
  ]
  const page = renderFrame(visit, { title: words.title, breadcrumb: breadcrumbOf(fill, visit.frame), main })
  return replyPage(visit, page, 409)
}

/** The item was taken out in another window: it is put back with what was written, or stays out. */
export function replyTakenOut(visit: Visit, { fill, form, place }: FillPost): Response {
  const words = fillWords(visit.frame).changed
  const main = [
    html`<p class="lead">${words.outLead}</p>`,
    html`<form class="stack" method="post" action="${visit.url.pathname}">
${renderWritten(form)}
${renderButtonGroup([
  renderButton({ label: words.putBack, name: own.go, value: 'mine' }),
  renderLinkButton({ label: words.keepOut, href: pathOf(fill, place.page), kind: 'outline' }),
])}
</form>`,
  ]
  const page = renderFrame(visit, { title: words.outTitle, breadcrumb: breadcrumbOf(fill, visit.frame), main })
  return replyPage(visit, page, 409)
}

/** What was posted, to be posted again. */
function renderWritten(form: URLSearchParams): Child {
  const entries = [...form].filter(([name]) => !name.startsWith('_') || name === own.from || name === own.card)
  return entries.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)
}

type Row = { readonly id: string; readonly label: string; readonly text: string | undefined }

function describe(
  { filling }: Pick<OpenDraft, 'filling'>,
  { page, item }: FillPlace,
  { unread, reading }: { unread: string; reading?: PageReading },
): readonly Row[] {
  const found = findPage(filling, page)
  const asked = (item === undefined ? found?.asked : findItem(filling, { page, item })) ?? []
  return asked.map(({ field, answer }) => {
    const isUnread = reading?.errors.some((error) => error.field === field.id && error.code !== 'FIELD_REQUIRED')
    const text = answer && getFieldKind(field).format(answer.value, field)
    return { id: field.id, label: field.label, text: text ?? (isUnread === true ? unread : undefined) }
  })
}
