import { entryName, type Field, type FormError, parsePostalCode } from '@madoguchi/forms'
import { own } from './fill-form-entries.ts'
import type { FillPost } from './fill-post.ts'
import { listPostalPlaces } from './list-postal-places.ts'
import type { OpenDraft } from './open-draft.ts'
import { type FillPlace, findAsked, listShown } from './place.ts'

/** What the postal code of an address leads to, and what stands in the address. */
type PostalFound = {
  /** The field it is for, and the name of its entry. */
  readonly address: Field
  readonly entry: string
  /** `104-0061`; undefined where none was written that can be read. */
  readonly code: string | undefined
  readonly places: readonly string[]
  /** '' also where the code itself stands in the address, which is no address. */
  readonly written: string
  /** No field of the form has its postal code: it is written into the address itself. */
  readonly isAlone: boolean
}

/** What happened to it: looked up, put into the address, or nothing was chosen of several. */
const endings = ['postal', 'put', 'unchosen'] as const
export type PostalTold = PostalFound & { readonly ending: (typeof endings)[number] }

/** The postal code that belongs to an address: the one before it, where no other address stands between. */
export function findPostalCodeOf(fields: readonly Field[], address: Field): Field | undefined {
  if (address.kind !== 'address') return undefined
  const before = fields.slice(0, fields.indexOf(address))
  const nearest = before.findLast(({ kind }) => kind === 'postal-code' || kind === 'address')
  return nearest?.kind === 'postal-code' ? nearest : undefined
}

/** The address that a postal code belongs to. */
export function findAddressOf(fields: readonly Field[], postal: Field): Field | undefined {
  return fields.find((field) => findPostalCodeOf(fields, field) === postal)
}

/**
 * What was posted, with the place of its postal code in the address where nothing was written there yet and there is one
 * place only, or with the town that was chosen; anything else that somebody wrote stays. `point` is how the address of the
 * page goes on, where that was asked for at all: which field, and no answer.
 */
export function putPostalAddress<Post extends FillPost>(
  post: Post,
): { readonly post: Post; readonly point: string | undefined } {
  const { fill, form, place, goal } = post
  if (goal !== 'postal' && goal !== 'town') return { post, point: undefined }
  const id = form.get(goal === 'town' ? own.town : own.postal) ?? ''
  const found = findPostal(fill, place, { id, textOf: (entry) => form.get(entry) ?? '' })
  if (found === undefined) return { post, point: '' }
  const from = form.get(own.from) === 'check' ? '&from=check' : ''
  const town = goal === 'town' ? findChosen(found, form.get(own.choice)) : findOnly(found)
  if (town === undefined)
    return { post, point: `?${goal === 'town' ? 'unchosen' : 'postal'}=${found.address.id}${from}#${postalAnswerId}` }
  const filled = new URLSearchParams(form)
  filled.set(found.entry, town)
  return { post: { ...post, form: filled }, point: `?put=${found.address.id}${from}#${found.entry}` }
}

export const postalAnswerId = 'postal-answer'

/** What is to be told of a postal code on this page, from what stands in the draft now. */
export function findPostalTold(
  { filling, draft }: OpenDraft,
  place: FillPlace,
  asked: URLSearchParams,
): PostalTold | undefined {
  const ending = endings.find((each) => asked.has(each))
  if (ending === undefined) return undefined
  const entries = listShown(filling, draft.content, place)
  const found = findPostal({ filling }, place, {
    id: asked.get(ending) ?? '',
    textOf: (entry) => entries[entry]?.at(-1) ?? '',
  })
  return found && { ...found, ending }
}

/** What is wrong on a page, but for a code in an address that its writer was just answered about. */
export function listUntold(errors: readonly FormError[], told: PostalTold | undefined): readonly FormError[] {
  if (told === undefined || told.places.length === 0) return errors
  return errors.filter(({ field, code }) => field !== told.address.id || code !== 'ADDRESS_POSTAL_CODE')
}

/** The place that stands at the beginning of the address already. */
export function findPut({ places, written }: PostalFound): string | undefined {
  return places.filter((place) => written.startsWith(place)).sort((a, b) => b.length - a.length)[0]
}

function findPostal(
  { filling }: Pick<OpenDraft, 'filling'>,
  place: FillPlace,
  { id, textOf }: { readonly id: string; readonly textOf: (entry: string) => string },
): PostalFound | undefined {
  const fields = (findAsked(filling, place) ?? []).map(({ field }) => field)
  const address = fields.find((field) => field.id === id && field.kind === 'address')
  if (address === undefined) return undefined
  const nameOf = (field: Field) => entryName(field.id, { part: '' })
  const entry = nameOf(address)
  const written = textOf(entry).trim()
  const alone = parsePostalCode(written)
  const postal = findPostalCodeOf(fields, address)
  const own = postal && parsePostalCode(textOf(nameOf(postal)))
  const code = own?.ok === true ? own.value : alone.ok ? alone.value : undefined
  const places = code === undefined ? [] : listPostalPlaces(code)
  return { address, entry, code, places, written: alone.ok ? '' : written, isAlone: postal === undefined }
}

function findOnly({ places, written }: PostalFound): string | undefined {
  return written === '' && places.length === 1 ? places[0] : undefined
}

function findChosen({ places }: PostalFound, choice: string | null): string | undefined {
  return places.find((place) => place === choice)
}
