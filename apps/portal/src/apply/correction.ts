import { type Answers, entryName, findItem, findPage, listFields, shownEntry, summarise } from '@madoguchi/forms'
import { listWrong } from '../fill/list-wrong.ts'
import type { OpenDraft } from '../fill/open-draft.ts'
import type { FillPlace } from '../fill/place.ts'
import { findStanding } from './judge-reply.ts'
import type { ShownFiling } from './read-filings.ts'

/** A box that is open in a correction. */
export type OpenBox = FillPlace & {
  readonly field: string
  readonly label: string
  /** What the officer wrote beside it; undefined of one that is missing or wrong because of what was corrected. */
  readonly words: string | undefined
  /** As it was sent, and as it stands now. */
  readonly before: string | undefined
  readonly now: string | undefined
  readonly isWrong: boolean
}

type Asked = Pick<FillPlace, 'item'> & { readonly field: string; readonly words: string | undefined }

/**
 * What is asked for and nothing else; and what is missing or wrong since, as nothing could be sent without. What today's questions have
 * no box for is not among it: the page of the filing has the officer's words.
 */
export function listOpenBoxes(fill: OpenDraft, first: ShownFiling, sent: Answers): readonly OpenBox[] {
  const { filling } = fill
  const wrong = listWrong(fill)
  const isAt = (one: { field?: string | undefined; item?: string | undefined }, { field, item }: Asked) =>
    one.field === field && one.item === item
  const asked: readonly Asked[] = (findStanding(first.events)?.fields ?? []).map(({ field, item, words }) => ({
    field,
    item,
    words,
  }))
  const since = wrong.flatMap(({ field, item }) => (field === undefined ? [] : [{ field, item, words: undefined }]))
  const more = since.filter((one, at) => ![...asked, ...since.slice(0, at)].some((known) => isAt(known, one)))
  return [...asked, ...more].flatMap((one) => {
    const page = filling.procedure.pages.find((each) => listFields(each).some(({ id }) => id === one.field))
    const place = page && { page: page.id, item: one.item }
    const box = place && findAskedBox(fill, place, one.field)
    if (place === undefined || box === undefined) return []
    return {
      ...{ ...place, field: one.field, label: box.field.label, words: one.words },
      before: findText({ ...filling, answers: sent }, place, one.field),
      now: findText(filling, place, one.field),
      isWrong: wrong.some((each) => isAt(each, one)),
    }
  })
}

function findAskedBox({ filling }: OpenDraft, { page, item }: FillPlace, id: string) {
  const asked = item === undefined ? findPage(filling, page)?.asked : findItem(filling, { page, item })
  return asked?.find(({ field }) => field.id === id)
}

function findText(filling: OpenDraft['filling'], { page, item }: FillPlace, id: string): string | undefined {
  const found = summarise(filling).find((one) => one.page.id === page)
  const rows = item === undefined ? found?.rows : found?.items.find((one) => one.id === item)?.rows
  return rows?.find(({ field }) => field === id)?.text
}

/** What was posted of open boxes; everything else of the page stays as it was sent. */
export function keepOpen(form: URLSearchParams, open: readonly Pick<OpenBox, 'field'>[]): URLSearchParams {
  const names = open.map(({ field }) => entryName(field, { part: '' }))
  const isOpen = (name: string) => names.some((one) => name === one || name.startsWith(`${one}.`))
  return new URLSearchParams(
    [...form].filter(
      ([name, value]) => name.startsWith('_') || (name === shownEntry ? names.includes(value) : isOpen(name)),
    ),
  )
}
