import type { Html } from './html.ts'
import { html } from './html.ts'
import { renderIcon } from './icon.ts'

export type Tone = 'success' | 'error' | 'warning' | 'info' | 'waiting' | 'paused' | 'neutral'

export type StatusChipProps = { readonly tone: Tone; readonly label: string }

/** A state in an icon and a word; the colour only repeats them. */
export function renderStatusChip({ tone, label }: StatusChipProps): Html {
  return html`<span class="chip chip--${tone}">${renderIcon(tone)}<span>${label}</span></span>`
}
