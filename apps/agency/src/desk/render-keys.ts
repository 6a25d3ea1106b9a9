import type { Html } from '@madoguchi/ui'
import { html, renderDisclosure } from '@madoguchi/ui'
import { deskWords } from './words.ts'

/** A key of a page: what it does there, as a selector of the one thing that it presses or goes to. Without a script that thing is enough. */
export type DeskKey = {
  readonly key: string
  readonly does: string
  readonly target: string
  /** `focus` only leads to it: for what cannot be undone by another press. */
  readonly way: 'press' | 'focus'
}

/** The keys of a page, which its script shows, obeys, and can be told not to (WCAG 2.1.4). */
export function renderKeys(keys: readonly DeskKey[]): Html {
  const { keys: copy } = deskWords
  const lines = keys.map(
    ({ key, does, target, way }) =>
      html`<li data-key="${key}" data-target="${target}" data-way="${way}"><kbd>${key}</kbd> ${does}</li>`,
  )
  const body = html`<p><label><input type="checkbox" data-keys-on checked> ${copy.on}</label></p><ul>${lines}<li><kbd>?</kbd> ${copy.list}</li></ul>`
  return html`<div data-keys hidden>${renderDisclosure({ summary: copy.title, body })}</div>`
}
