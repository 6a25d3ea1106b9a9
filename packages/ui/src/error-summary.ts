import assert from 'node:assert/strict'
import { checkedId } from './field.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'
import { renderIcon } from './icon.ts'

export type ErrorSummaryProps = {
  /** Default: 「入力を確かめてください」. */
  readonly heading?: string | undefined
  /** `field` is the id of the field (its name unless an id was given); `href` leads to one on another page. */
  readonly errors: readonly {
    readonly field?: string | undefined
    readonly href?: string | undefined
    readonly text: string
  }[]
}

const summaryId = 'error-summary'

/** Whether a part of a page has a summary in it: no text of anybody's can bring a quoted attribute along, `html` escapes it. */
export function hasErrorSummary(part: Html): boolean {
  return String(part).includes(` id="${summaryId}"`)
}

/** Stands on top of a form that came back. It takes the focus (by `autofocus`, without a script) and leads to each field. */
export function renderErrorSummary({ heading, errors }: ErrorSummaryProps): Html {
  assert(errors.length > 0, 'a summary has something to sum up')
  const items = errors.map(({ field, href, text }) => {
    const target = href ?? (field === undefined ? undefined : `#${checkedId(field)}`)
    return target === undefined ? html`<li>${text}</li>` : html`<li><a href="${target}">${text}</a></li>`
  })
  return html`<div class="error-summary" role="alert" tabindex="-1" autofocus id="${summaryId}">
<h2 class="error-summary__heading">${renderIcon('error')}<span>${heading ?? '入力を確かめてください'}</span></h2>
<ul>${items}</ul>
</div>`
}
