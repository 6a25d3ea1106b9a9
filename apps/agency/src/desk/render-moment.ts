import { formatTime, japaneseDay } from '@madoguchi/kit'
import type { Html } from '@madoguchi/ui'
import { html } from '@madoguchi/ui'

/** A time as it stands in a column: `2026/12/01 03:15`, in Japan. */
export function renderMoment(at: Date): Html {
  return html`<time class="whole" datetime="${at.toISOString()}">${japaneseDay(at).replaceAll('-', '/')} ${formatTime(at)}</time>`
}
