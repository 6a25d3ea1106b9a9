import { checkedId } from './field.ts'
import type { Child, Html } from './html.ts'
import { html } from './html.ts'

export type SectionProps = {
  readonly heading: string
  readonly body: Child
  /** A lead-in under the heading. */
  readonly lead?: Child | undefined
  readonly id?: string | undefined
  readonly level?: 2 | 3 | undefined
}

/** A part of a page with its heading, and the white space that sets it off. */
export function renderSection({ heading, body, lead, id, level }: SectionProps): Html {
  const own = id === undefined ? '' : html` id="${checkedId(id)}"`
  const title = level === 3 ? html`<h3>${heading}</h3>` : html`<h2>${heading}</h2>`
  return html`<div class="section"${own}>${title}${lead === undefined ? '' : html`<p class="lead">${lead}</p>`}<div class="stack">${body}</div></div>`
}

export type ColumnsProps = {
  readonly main: Child
  readonly side: Child
  readonly sideLabel: string
  /** The side comes first, as a table of contents does, and stays in sight on a wide screen. */
  readonly isSideFirst?: boolean | undefined
}

/** Reading text beside a narrower column; under each other on a narrow screen. */
export function renderColumns({ main, side, sideLabel, isSideFirst }: ColumnsProps): Html {
  const text = html`<div class="stack">${main}</div>`
  const aside = html`<aside class="stack" aria-label="${sideLabel}">${side}</aside>`
  return isSideFirst === true
    ? html`<div class="columns columns--side-first">${aside}${text}</div>`
    : html`<div class="columns">${text}${aside}</div>`
}
