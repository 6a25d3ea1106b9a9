import type { FormError } from '@madoguchi/forms'
import { reachable, validate } from '@madoguchi/forms'
import { readAgain } from './edit-draft.ts'
import type { OpenDraft } from './open-draft.ts'
import { type FillPlace, isThere, namePlace } from './place.ts'

/**
 * All that is missing or wrong on this person's way, page by page: what stands, and where something could not be read yet, what was
 * typed.
 */
export function listWrong({ filling, draft, now }: Pick<OpenDraft, 'filling' | 'draft' | 'now'>): readonly FormError[] {
  const stands = validate(filling)
  const halves = Object.keys(draft.content.typed).map(parsePlace)
  return reachable(filling).flatMap((page) => {
    const half = page.kind === 'stop' ? [] : halves.filter((place) => place.page === page.id && isThere(filling, place))
    const named = new Set(half.map(namePlace))
    const whole = stands.filter((error) => error.page === page.id && !named.has(namePlace(error)))
    return [...whole, ...half.flatMap((place) => readAgain(filling, draft.content, place, now)?.errors ?? [])]
  })
}

/** As `namePlace` named it. */
function parsePlace(name: string): FillPlace {
  const [page = '', item] = name.split('/')
  return { page, item }
}
