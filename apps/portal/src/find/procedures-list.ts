import type { Municipality } from '@madoguchi/facts'
import type { Way } from '@madoguchi/forms'
import type { Offer } from '@madoguchi/messages'
import type { Child, IconName } from '@madoguchi/ui'
import { type Html, html, renderDescriptionList, renderIcon } from '@madoguchi/ui'
import type { Reader } from '../shell/words.ts'
import type { FoundProcedure } from './finder.ts'
import { type FindQuery, writeQuery } from './query.ts'
import { findWords } from './words.ts'

/** What was looked for and where, and who reads what was found. */
export type Looked = {
  readonly municipality: Municipality | undefined
  readonly query: FindQuery
  readonly reader: Reader
}

const icons: Readonly<Record<Way, IconName>> = { online: 'arrow', print: 'document', visit: 'person' }
const neededShown = 3

/** What there is to find: what it is, for whom, by when, what is needed, and how it is handed in. */
export function renderFoundList(found: readonly FoundProcedure[], looked: Looked): Html {
  return html`<ul class="found">${found.map((one) => renderFound(one, looked))}</ul>`
}

function renderFound(
  { procedure, offer, municipalityCount, reason }: FoundProcedure,
  { municipality, query, reader }: Looked,
): Html {
  const copy = findWords(reader).procedures
  const { id, title, summary, forWhom, deadline, needed } = procedure
  const texts = needed.slice(0, neededShown).map(({ text }) => text)
  const more = Math.max(0, needed.length - neededShown)
  const isHere = municipality !== undefined && offer !== undefined
  const href = isHere
    ? `/procedures/${municipality.code}/${id}`
    : writeQuery(query, { procedure: id, where: '', words: '', category: undefined, situation: undefined })
  const rows = [
    { term: copy.forWhom, value: forWhom },
    { term: copy.deadline, value: offer?.deadline ?? deadline.text },
    { term: copy.needed, value: texts.length === 0 ? copy.neededNone : copy.listNeeded(texts, more) },
  ]
  const foot: Child = isHere
    ? renderWays(listWays(procedure.ways, offer), reader)
    : html`<p class="found__note">${copy.offeredBy(municipalityCount)}</p>`
  const why = reason === undefined || reason === 'title' ? '' : html`<p class="found__note">${copy.reasons[reason]}</p>`
  return html`<li class="found__one"><h3><a href="${href}">${title}</a></h3><p>${summary}</p>
${renderDescriptionList({ rows })}${foot}${why}</li>\n`
}

/** What a municipality offers of the ways that a procedure has; online where it says how it takes what is sent. */
export function listWays(
  ofProcedure: readonly Way[],
  { ways, online }: Pick<Offer, 'ways' | 'online'>,
): readonly Way[] {
  return (['online', 'print', 'visit'] as const).filter((way) =>
    way === 'online' ? online !== undefined : ways.includes(way) && ofProcedure.includes(way),
  )
}

export function renderWays(ways: readonly Way[], reader: Reader): Html {
  const copy = findWords(reader).procedures
  const chips = ways.map(
    (way) => html`<li class="chip chip--neutral">${renderIcon(icons[way])}<span>${copy.way[way]}</span></li>`,
  )
  return html`<ul class="ways" aria-label="${copy.ways}">${chips}</ul>`
}

export function renderPlaces(
  municipalities: readonly Municipality[],
  { hrefOf, reader }: { hrefOf: (municipality: Municipality) => string; reader: Reader },
): Html {
  const copy = findWords(reader).procedures
  return html`<ul class="places">${municipalities.map((one) => html`<li><a href="${hrefOf(one)}">${copy.placeNamed(one)}</a></li>`)}</ul>`
}
