import type { Asked, FormError, GroupPage, WalkedPage } from '@madoguchi/forms'
import {
  entryName,
  explainError,
  findPage,
  getFieldKind,
  isFallen,
  itemTitle,
  reachable,
  relationshipOptions,
} from '@madoguchi/forms'
import type { ApiValue } from '../shell/operation.ts'
import { anyReader } from '../shell/words.ts'
import { findDonePages } from './done-pages.ts'
import type { Entries } from './entries.ts'
import { listWrong } from './list-wrong.ts'
import type { OpenDraft } from './open-draft.ts'
import { digestShown, type FillPlace, findAsked, isThere, listShown, listShownItems } from './place.ts'
import { listRemoved } from './taken-out.ts'
import { fillWords } from './words.ts'

type Wrong = readonly FormError[]

/** Every page on this person's way. */
export function describePages(fill: OpenDraft): readonly ApiValue<'DraftPage'>[] {
  const wrong = listWrong(fill)
  return reachable(fill.filling).flatMap(({ id }) => describeWalked(fill, id, wrong) ?? [])
}

/** Undefined for a page that is not on the way. */
export function describePage(fill: OpenDraft, page: string): ApiValue<'DraftPage'> | undefined {
  return describeWalked(fill, page, listWrong(fill))
}

function describeWalked(fill: OpenDraft, id: string, all: Wrong): ApiValue<'DraftPage'> | undefined {
  const walked = findPage(fill.filling, id)
  if (walked === undefined) return undefined
  const { page } = walked
  const wrong = all.filter((error) => error.page === id)
  return {
    page: id,
    title: page.title,
    kind: page.kind,
    isDone: findDonePages(fill).has(id),
    count: page.kind === 'group' ? { min: page.group.countMin, max: page.group.countMax } : null,
    wrong:
      page.kind === 'group'
        ? describeWrong(
            fill,
            wrong.filter(({ item }) => item === undefined),
          )
        : [],
    places: listPlaces(fill, walked, wrong),
    takenOut: page.kind === 'group' ? describeTakenOut(fill, page) : [],
  }
}

function listPlaces(fill: OpenDraft, { page, asked, items }: WalkedPage, wrong: Wrong): ApiValue<'DraftPlace'>[] {
  if (page.kind === 'stop') return []
  const { filling, draft } = fill
  if (page.kind === 'fields') return [describePlace(fill, { page: page.id }, { asked, wrong })]
  const shown = listShownItems(filling, draft.content, page.id)
  return items.map(({ id, asked: ofItem }) =>
    describePlace(fill, { page: page.id, item: id }, { asked: ofItem, wrong, shown: shown.get(id) }),
  )
}

type Looked = { readonly asked: readonly Asked[]; readonly wrong: Wrong; readonly shown?: Entries | undefined }

/** A page of fields, or an item, as it stands now. */
export function describePlace(
  fill: OpenDraft,
  place: FillPlace,
  { asked = findAsked(fill.filling, place) ?? [], wrong = listWrong(fill), shown: known }: Partial<Looked> = {},
): ApiValue<'DraftPlace'> {
  const shown = known ?? listShown(fill.filling, fill.draft.content, place)
  const mine = wrong.filter(({ page, item }) => page === place.page && item === place.item)
  return {
    page: place.page,
    item: place.item ?? null,
    title: titleOf(fill, place),
    seen: digestShown(shown),
    answers: Object.fromEntries(asked.map((one) => [one.field.id, describeAnswer(one, shown)])),
    wrong: describeWrong(fill, mine),
  }
}

function titleOf({ procedure, filling }: OpenDraft, { page: id, item }: FillPlace): string {
  const page = procedure.pages.find((one) => one.id === id)
  if (page?.kind !== 'group' || item === undefined || !isThere(filling, { page: id, item })) return page?.title ?? ''
  const items = filling.answers.groups[page.group.id] ?? []
  return itemTitle(
    page.group.itemTitle,
    items.findIndex((one) => one.id === item),
  )
}

function describeAnswer(asked: Asked, shown: Entries) {
  const { field } = asked
  const answer = isFallen(asked) ? undefined : asked.answer
  const kind = getFieldKind(field)
  const names = kind.parts.map((part) => entryName(field.id, { part }))
  return {
    label: field.label,
    kind: field.kind,
    isOptional: field.isOptional === true,
    entries: Object.fromEntries(names.map((name) => [name, [...(shown[name] ?? [])]])),
    text: answer === undefined ? null : kind.format(answer.value, field),
    source: answer?.source.from ?? null,
    choices: listChoices(asked),
  }
}

function listChoices({ field, about }: Asked): { value: string; label: string }[] {
  const { yes, no } = fillWords(anyReader).field
  switch (field.kind) {
    case 'choice':
    case 'choices':
      return field.options.map(({ id, label }) => ({ value: id, label }))
    case 'relationship':
      return relationshipOptions(field).map(({ id, label }) => ({ value: id, label }))
    case 'yes-no':
      return [
        { value: 'yes', label: field.yes ?? yes },
        { value: 'no', label: field.no ?? no },
      ]
    case 'consent':
      return [{ value: 'yes', label: field.statement }]
    case 'confirm':
      return [{ value: about ?? 'yes', label: field.statement }]
    default:
      return []
  }
}

export function describeWrong({ procedure }: OpenDraft, errors: Wrong): ApiValue<'DraftPlace'>['wrong'] {
  return errors.map((error) => ({
    page: error.page,
    item: error.item ?? null,
    field: error.field ?? null,
    entry: error.entry,
    code: error.code,
    text: explainError(procedure, error),
  }))
}

function describeTakenOut({ filling, draft }: OpenDraft, page: GroupPage): ApiValue<'DraftPage'>['takenOut'] {
  return listRemoved(filling, draft.content, page).map(({ removed, item }) => ({
    item: item.id,
    at: removed.at,
    said: item.rows.flatMap(({ text }) => text ?? []),
  }))
}

/** Answers that the questions of now have no place for, told before or not. */
export function describeLeftOut({ draft }: OpenDraft): ApiValue<'Draft'>['leftOut'] {
  return (draft.content.leftOut ?? []).map(({ label, said, item }) => ({
    label: label ?? null,
    said: said ?? null,
    item:
      item === undefined ? null : { title: item.title ?? null, number: item.number ?? null, said: item.said ?? null },
  }))
}
