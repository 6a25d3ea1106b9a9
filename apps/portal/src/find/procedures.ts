import { categories } from '@madoguchi/forms'
import { html, renderEmptyState, renderLinkButton, renderSection } from '@madoguchi/ui'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { shellWords } from '../shell/shell-words.ts'
import type { Reader } from '../shell/words.ts'
import type { Finder, Found } from './finder.ts'
import { type LeadReader, renderLeads } from './leads-list.ts'
import { renderSearchForm } from './procedures-form.ts'
import { type Looked, renderFoundList, renderPlaces } from './procedures-list.ts'
import { type FindQuery, isEmptyQuery, readQuery, writeQuery } from './query.ts'
import { findWords } from './words.ts'

const shownMax = 50
const placesMax = 50

/** 手続をさがす: the form and what it found, on one page, for anybody. */
export function addProcedures(
  routes: PageRoutes,
  finder: Pick<Finder, 'procedures' | 'search' | 'findProcedure' | 'findMunicipalitiesOf'>,
  directory: LeadReader['directory'],
): void {
  routes.open('/procedures', (visit) => {
    const reader = visit.frame
    const copy = findWords(reader).procedures
    const query = readQuery(visit.url.searchParams)
    const found = finder.search(query)
    const { place } = found
    const where = place.kind === 'one' ? place.municipality.prefecture + place.municipality.name : query.where
    const results = html`<div id="results" class="stack">${renderResults(finder, found, { query, reader, directory })}</div>`
    const form = [renderSearchForm(query, { where, reader }), query.isCut ? html`<p>${copy.cut}</p>` : '']
    // Where the town is still to be chosen, that is the one question, and it comes first.
    const asksTown = place.kind === 'several' || (place.kind !== 'one' && query.procedure !== undefined)
    const main = [
      html`<p class="lead">${copy.lead}</p>`,
      asksTown ? [results, renderSection({ heading: copy.searchElse, body: form })] : [form, results],
    ]
    return replyPage(
      visit,
      renderFrame(visit, { title: copy.title, breadcrumb: [{ label: shellWords(reader).frame.top, href: '/' }], main }),
    )
  })
}

function renderResults(
  finder: Pick<Finder, 'procedures' | 'findProcedure' | 'findMunicipalitiesOf'>,
  found: Found,
  asked: { readonly query: FindQuery } & LeadReader,
) {
  const { query, reader } = asked
  const copy = findWords(reader).procedures
  const { place, results } = found
  const again = isEmptyQuery(query) ? '' : html`<p><a href="/procedures">${copy.again}</a></p>`
  if (place.kind === 'several') {
    const more = place.total - place.municipalities.length
    const list = renderPlaces(place.municipalities, {
      hrefOf: ({ code }) => writeQuery(query, { where: code }),
      reader,
    })
    const rest = more > 0 ? html`<p>${copy.chooseMore(more)}</p>` : ''
    return renderSection({ heading: copy.chooseHeading, lead: copy.chooseBody(place.total), body: [list, rest, again] })
  }
  if (place.kind === 'unknown') {
    const nearby =
      place.nearby.length === 0
        ? ''
        : renderSection({
            heading: copy.nearbyPlaces,
            body: renderPlaces(place.nearby, { hrefOf: ({ code }) => writeQuery(query, { where: code }), reader }),
          })
    const empty = renderEmptyState({
      heading: copy.unknownHeading(query.where),
      body: copy.unknownBody,
      icon: 'search',
    })
    return [empty, nearby, again]
  }
  const municipality = place.kind === 'one' ? place.municipality : undefined
  const chosen = query.procedure === undefined ? undefined : finder.findProcedure(query.procedure)
  if (municipality === undefined && chosen !== undefined) {
    const offering = finder.findMunicipalitiesOf(chosen.id, placesMax)
    const list = renderPlaces(offering, { hrefOf: ({ code }) => `/procedures/${code}/${chosen.id}`, reader })
    const lead = copy.offeredBy(results[0]?.municipalityCount ?? 0)
    return renderSection({ heading: copy.chooseFor(chosen.title), lead, body: [list, again] })
  }
  if (municipality !== undefined && !found.hasPublished) {
    const body = copy.notPublishedBody(municipality.name)
    const leads = renderLeads(found, asked)
    return [leads, renderEmptyState({ heading: copy.notPublishedHeading, body, icon: 'waiting' }), again]
  }
  const leads = renderLeads(found, asked)
  const section = renderFoundSection(found, { query, reader, municipality, procedures: finder.procedures })
  // Who only says what happened (引越し) is told first of what everybody does then, which is not here.
  const isNamed = found.results.some(({ reason }) => reason === 'title' || reason === 'keyword')
  return [isNamed ? [section, leads] : [leads, section], again]
}

function renderFoundSection({ results, elsewhere, nearby }: Found, looked: Looked & Pick<Finder, 'procedures'>) {
  const { municipality, query, reader } = looked
  const copy = findWords(reader).procedures
  const rest = results.length > shownMax ? html`<p>${copy.more(results.length - shownMax)}</p>` : ''
  const heading =
    municipality === undefined ? copy.countAnywhere(results.length) : copy.count(municipality.name, results.length)
  const list =
    results.length > 0
      ? renderSection({
          heading,
          ...(municipality === undefined ? { lead: copy.anywhereLead } : {}),
          body: [renderFoundList(results.slice(0, shownMax), looked), rest],
        })
      : renderEmptyState({
          heading: copy.noneHeading,
          body: copy.noneBody,
          icon: 'search',
          action: renderLinkButton({
            label: copy.allLink,
            href: writeQuery(query, { words: '', category: undefined, situation: undefined, procedure: undefined }),
            kind: 'outline',
            size: 'medium',
          }),
        })
  const others =
    elsewhere.length === 0 || municipality === undefined
      ? ''
      : renderSection({
          heading: copy.elsewhereHeading(municipality.name),
          lead: copy.elsewhereBody,
          body: renderFoundList(elsewhere.slice(0, shownMax), looked),
        })
  const alike =
    nearby.length === 0 ? '' : renderSection({ heading: copy.nearby, body: renderFoundList(nearby, looked) })
  return [alike, list, results.length > 0 ? '' : renderCategories(looked), others]
}

/** Where nothing was found: the kinds of procedures that there are. */
function renderCategories({
  procedures,
  query,
  reader,
}: Pick<Finder, 'procedures'> & { query: FindQuery; reader: Reader }) {
  const used = new Set(procedures.map(({ category }) => category))
  const links = [...used].map((category) => {
    const href = writeQuery(query, { words: '', category, situation: undefined, procedure: undefined })
    return html`<li><a href="${href}">${categories[category]}</a></li>`
  })
  const heading = findWords(reader).procedures.categoriesHeading
  return renderSection({ heading, body: html`<ul class="places">${links}</ul>` })
}
