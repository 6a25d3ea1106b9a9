import type { Child, Html } from './html.ts'
import { html } from './html.ts'
import type { IconName } from './icon.ts'
import { renderIcon } from './icon.ts'

export type EmptyStateProps = {
  readonly heading: string
  /** Why it is empty, and whether anything was lost. */
  readonly body: Child
  /** The one next step. */
  readonly action?: Html | undefined
  readonly icon?: IconName | undefined
}

export function renderEmptyState({ heading, body, action, icon }: EmptyStateProps): Html {
  return html`<div class="empty">${icon === undefined ? '' : renderIcon(icon)}<p class="empty__heading">${heading}</p><p>${body}</p>${action}</div>`
}
