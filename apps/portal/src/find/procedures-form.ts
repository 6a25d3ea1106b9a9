import { categories, lifeSituations } from '@madoguchi/forms'
import { type Html, html, renderButton, renderSelectField, renderTextField } from '@madoguchi/ui'
import type { Reader } from '../shell/words.ts'
import { type FindQuery, queryLimits } from './query.ts'
import { findWords } from './words.ts'

/**
 * The whole search form. It is sent by GET, so that a search has an address and 戻る leads back to it; on a narrow
 * screen the page opens at what was found, not at the form once more.
 */
export function renderSearchForm(query: FindQuery, { where, reader }: { where: string; reader: Reader }): Html {
  const copy = findWords(reader).procedures
  const options = (names: Readonly<Record<string, string>>) =>
    Object.entries(names).map(([value, label]) => ({ value, label }))
  const procedure =
    query.procedure === undefined ? '' : html`<input type="hidden" name="procedure" value="${query.procedure}">`
  return html`<form class="stack search" method="get" action="/procedures#results" role="search" aria-label="${copy.title}">
${renderWhere(where, reader)}${renderWords(query.words, reader)}
<div class="search__row">${renderSelectField({ name: 'category', label: copy.category, options: options(categories), value: query.category, emptyLabel: copy.all })}
${renderSelectField({ name: 'situation', label: copy.situation, options: options(lifeSituations), value: query.situation, emptyLabel: copy.all })}</div>
${procedure}${renderButton({ label: copy.submit, icon: 'search' })}</form>`
}

/** Two fields and a button, for the front page. */
export function renderShortSearchForm(reader: Reader): Html {
  const copy = findWords(reader).procedures
  return html`<form class="stack search" method="get" action="/procedures#results" role="search" aria-label="${copy.title}">
${renderWhere('', reader)}${renderWords('', reader)}${renderButton({ label: copy.submit, icon: 'search', kind: 'outline' })}</form>`
}

function renderWhere(value: string, reader: Reader): Html {
  const copy = findWords(reader).procedures
  const lengthMax = queryLimits.whereCodePointsMax
  return renderTextField({
    name: 'where',
    label: copy.where,
    support: copy.whereSupport,
    value,
    lengthMax,
    autocomplete: 'address-level2',
  })
}

function renderWords(value: string, reader: Reader): Html {
  const copy = findWords(reader).procedures
  const lengthMax = queryLimits.wordsCodePointsMax
  return renderTextField({ name: 'words', label: copy.words, support: copy.wordsSupport, value, lengthMax })
}
