import type { Calculated, Field, PenBox, Procedure } from '@madoguchi/forms'
import type { Shown } from './sample-views.ts'

/** A place of a template's data that a person's answer goes to: in `f`, or in an item of `g`, by its number from 0. */
export type PaperSlot = { readonly id: string; readonly shown: Shown; readonly group?: string; readonly item?: number }

/** No form has room for so many on its first sheets: what goes wrong with the next has gone wrong by then. */
const itemsMax = 12

type Asked = {
  readonly fields: readonly Field[]
  readonly calculated?: readonly Calculated[] | undefined
  readonly pen?: readonly PenBox[] | undefined
}

/** Every slot of a form, with as many items of each group as there can be, up to a dozen. */
export function listSlots(procedure: Procedure): readonly PaperSlot[] {
  const { calculated, pen, pages } = procedure
  const fields = pages.flatMap((page) => (page.kind === 'fields' ? page.fields : []))
  const groups = pages.flatMap((page) => (page.kind === 'group' ? [page.group] : []))
  const listShown = ({ fields: asked, calculated: made = [], pen: boxes = [] }: Asked): readonly Shown[] => [
    ...asked.map((of): Shown => ({ is: 'field', of })),
    ...made.map((of): Shown => ({ is: 'calculated', of, procedure })),
    ...boxes.map((of): Shown => ({ is: 'pen', of })),
  ]
  const own = listShown({ fields, calculated, pen }).map((shown): PaperSlot => ({ id: shown.of.id, shown }))
  const ofItems = groups.flatMap((group) =>
    Array.from({ length: Math.min(group.countMax, itemsMax) }, (_, item) =>
      listShown(group).map((shown): PaperSlot => ({ id: shown.of.id, shown, group: group.id, item })),
    ).flat(),
  )
  return [...own, ...ofItems]
}
