import { AppError } from '@madoguchi/kit'
import {
  type ApiValue,
  defineOperation,
  defineStandingOperation,
  type Given,
  type Operation,
} from '../shell/operation.ts'
import { anyReader } from '../shell/words.ts'
import { describePage } from './describe-draft.ts'
import { fillErrors } from './errors.ts'
import type { Fills } from './fills.ts'
import type { OpenDraft } from './open-draft.ts'
import { changeErrors, openToChange, readPlace } from './open-named.ts'
import { fillWords } from './words.ts'
import { addItem, leaveList, returnItem, takeItemOut, type Written, writePlace } from './write-draft.ts'

const path = '/drafts/{draft}/pages/{page}'

/** One place of a draft, a page or an item: written into, added, taken out, put back. */
export function listPlaceCalls(fills: Fills): readonly Operation[] {
  const copy = fillWords(anyReader).api
  return [
    defineStandingOperation(
      {
        id: 'writePage',
        method: 'POST',
        path,
        summary: copy.writePage,
        access: 'vault',
        body: 'WrittenPlace',
        answer: { status: 200, schema: 'DraftPlace' },
        errors: [...changeErrors, 'ENTRY_UNKNOWN'],
        stands: { code: 'DRAFT_CHANGED', schema: 'DraftChanged' },
      },
      async (given) => {
        const fill = await openToChange(fills, given)
        const { page } = readPlace(given)
        const isList = fill.procedure.pages.find(({ id }) => id === page)?.kind === 'group'
        const written = isList
          ? leaveList(fills, fill, { page, ...given.body })
          : writePlace(fills, fill, { place: { page }, ...given.body })
        return tell(given, await written)
      },
    ),
    defineStandingOperation(
      {
        id: 'addItem',
        method: 'POST',
        path: `${path}/items`,
        summary: copy.addItem,
        access: 'vault',
        body: 'NewItem',
        answer: { status: 201, schema: 'DraftPlace' },
        errors: [...changeErrors, 'ENTRY_UNKNOWN', 'ITEM_TAKEN_OUT', 'ITEMS_FULL'],
        stands: { code: 'DRAFT_CHANGED', schema: 'DraftChanged' },
      },
      async (given) => {
        const fill = await openToChange(fills, given)
        const { item = fills.makeItemId(), entries } = given.body
        return tell(given, await addItem(fills, fill, { page: readPlace(given).page, item, entries }))
      },
    ),
    defineStandingOperation(
      {
        id: 'writeItem',
        method: 'POST',
        path: `${path}/items/{item}`,
        summary: copy.writeItem,
        access: 'vault',
        body: 'WrittenPlace',
        answer: { status: 200, schema: 'DraftPlace' },
        errors: [...changeErrors, 'ENTRY_UNKNOWN', 'ITEM_UNKNOWN', 'ITEM_TAKEN_OUT'],
        stands: { code: 'DRAFT_CHANGED', schema: 'DraftChanged' },
      },
      async (given) => {
        const fill = await openToChange(fills, given)
        return tell(given, await writePlace(fills, fill, { place: readPlace(given), ...given.body }))
      },
    ),
    defineStandingOperation(
      {
        id: 'removeItem',
        method: 'POST',
        path: `${path}/items/{item}/remove`,
        summary: copy.removeItem,
        access: 'vault',
        body: 'SeenItem',
        answer: { status: 200, schema: 'DraftPage' },
        errors: [...changeErrors, 'ITEM_UNKNOWN'],
        stands: { code: 'DRAFT_CHANGED', schema: 'DraftChanged' },
      },
      async (given) => {
        const fill = await openToChange(fills, given)
        const place = readPlace(given)
        const done = await takeItemOut(fills, fill, { place, seen: given.body.seen })
        return tell(given, 'changed' in done ? done : { value: describeList(done.value, place.page) })
      },
    ),
    defineOperation(
      {
        id: 'putBackItem',
        method: 'POST',
        path: `${path}/items/{item}/put-back`,
        summary: copy.putBackItem,
        access: 'vault',
        answer: { status: 200, schema: 'DraftPage' },
        errors: [...changeErrors, 'ITEM_UNKNOWN', 'ITEMS_FULL'],
      },
      async (given) => {
        const fill = await openToChange(fills, given)
        const place = readPlace(given)
        return describeList(await returnItem(fills, fill, place), place.page)
      },
    ),
  ]
}

/** What was written as it stands, or the refusal with what stands instead. */
function tell<T>({ c }: Pick<Given, 'c'>, written: Written<T>): T | Response {
  if (!('changed' in written)) return written.value
  const refusal: ApiValue<'DraftChanged'> = {
    code: 'DRAFT_CHANGED',
    facts: {},
    requestId: c.get('requestId'),
    now: written.changed,
  }
  return c.json(refusal, fillErrors.DRAFT_CHANGED.http)
}

/** A list as it stands now. Throws PAGE_UNKNOWN where another program took it off the way meanwhile. */
function describeList(fill: OpenDraft, page: string): ApiValue<'DraftPage'> {
  const list = describePage(fill, page)
  if (list === undefined) throw new AppError('PAGE_UNKNOWN', 'There is no such list now.')
  return list
}
