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

/** Reading text beside a narrower column; under each other on a narrow screen. */
export function renderColumns({ main, side, sideLabel }: { main: Child; side: Child; sideLabel: string }): Html {
  return html`<div class="columns"><div class="stack">${main}</div><aside class="stack" aria-label="${sideLabel}">${side}</aside></div>`
}
