import type { Child, Html } from './html.ts'
import { html } from './html.ts'
import { renderIcon } from './icon.ts'

export type DisclosureProps = { readonly summary: Child; readonly body: Child; readonly isOpen?: boolean | undefined }

/** Unfolds without a script. What everyone must read does not belong in it. */
export function renderDisclosure({ summary, body, isOpen }: DisclosureProps): Html {
  return html`<details class="disclosure"${isOpen === true ? html` open` : ''}><summary>${renderIcon('down')}<span>${summary}</span></summary><div class="disclosure__body">${body}</div></details>`
}
