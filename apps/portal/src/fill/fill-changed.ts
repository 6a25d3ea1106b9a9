import type { PageReading } from '@madoguchi/forms'
import { findItem, findPage, getFieldKind } from '@madoguchi/forms'
import { html, renderButton, renderButtonGroup, renderLinkButton, renderTable } from '@madoguchi/ui'
import { replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import type { Visit } from '../shell/visit.ts'
import { fillCopy as copy } from './fill.words.ja.ts'
import { own } from './fill-form.ts'
import type { FillPost } from './fill-post.ts'
import { breadcrumbOf, type OpenDraft } from './open-draft.ts'
import { digestShown, type FillPlace, listShown } from './place.ts'

/** Two windows changed the same page: what differs, side by side, and the person chooses. Nothing is lost until then. */
export function replyChanged(visit: Visit, { fill, form, place }: FillPost, reading: PageReading): Response {
  const shown = listShown(fill.filling, fill.draft.content, place)
  const saved = describe(fill, place)
  const yours = describe({ filling: { ...fill.filling, answers: reading.answers } }, place, reading)
  const rows = yours.filter((row) => saved.find(({ id }) => id === row.id)?.text !== row.text)
  const table = renderTable({
    id: 'changed',
    caption: copy.changedTitle,
    columns: [
      { label: copy.changedField, isRowHeader: true },
      { label: copy.changedSaved },
      { label: copy.changedYours },
    ],
    rows: rows.map(({ id, label, text }) => [
      label,
      saved.find((row) => row.id === id)?.text ?? copy.changedNone,
      text ?? copy.changedNone,
    ]),
  })
  const entries = [...form].filter(([name]) => !name.startsWith('_') || name === own.from || name === own.card)
  const main = [
    html`<p class="lead">${copy.changedLead}</p>`,
    rows.length === 0 ? '' : table,
    html`<form class="stack" method="post" action="${visit.url.pathname}">
${entries.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<input type="hidden" name="${own.seen}" value="${digestShown(shown)}">
${renderButtonGroup([
  renderButton({ label: copy.changedKeepMine, name: own.go, value: 'mine' }),
  renderLinkButton({ label: copy.changedKeepSaved, href: visit.url.pathname, kind: 'outline' }),
])}
</form>`,
  ]
  const page = renderFrame(visit, { title: copy.changedTitle, breadcrumb: breadcrumbOf(fill), main })
  return replyPage(visit, page, 409)
}

type Row = { readonly id: string; readonly label: string; readonly text: string | undefined }

function describe(
  { filling }: Pick<OpenDraft, 'filling'>,
  { page, item }: FillPlace,
  reading?: PageReading,
): readonly Row[] {
  const found = findPage(filling, page)
  const asked = (item === undefined ? found?.asked : findItem(filling, page, item)) ?? []
  return asked.map(({ field, answer }) => {
    const isUnread = reading?.errors.some((error) => error.field === field.id && error.code !== 'FIELD_REQUIRED')
    const text = answer && getFieldKind(field).format(answer.value, field)
    return { id: field.id, label: field.label, text: text ?? (isUnread === true ? copy.changedUnread : undefined) }
  })
}
