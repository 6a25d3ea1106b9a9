import { listPapers } from '@madoguchi/forms'
import type { Applying } from './applying.ts'

/** A paper that goes with a filing, as whoever sends it reads about it. */
type AskedPaper = {
  readonly name: string
  /** What it is for, or who needs it. */
  readonly about: string | undefined
  readonly isRequired: boolean
}

/**
 * What the procedure asks for by what was answered, then what this municipality asks for besides. Where both name one paper by
 * its id, the municipality's words stand there.
 */
export function listAskedPapers({ fill, desk }: Pick<Applying, 'fill' | 'desk'>): readonly AskedPaper[] {
  const own = new Map(desk.papers.map(({ id, name, when, isRequired }) => [id, { name, about: when, isRequired }]))
  const asked = listPapers(fill.filling).attachments.map(({ id, title, why, isOptional }): [string, AskedPaper] => [
    id,
    { name: title, about: why, isRequired: isOptional !== true },
  ])
  return [...new Map([...asked, ...own]).values()]
}
