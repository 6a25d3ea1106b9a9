import { listFields } from '@madoguchi/forms'
import type { Finder } from '../find/finder.ts'
import type { NameBox } from './filing.page.ts'

/** Boxes as today's definition calls them; one that is gone goes by its id. */
export function makeNameField({ findProcedure }: Pick<Finder, 'findProcedure'>): NameBox {
  return (procedure, field) =>
    findProcedure(procedure)
      ?.pages.flatMap(listFields)
      .find(({ id }) => id === field)?.label ?? field
}
