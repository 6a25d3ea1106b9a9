import assert from 'node:assert/strict'
import { keepEra } from './date-text.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'

export type BarChartProps = {
  readonly title: string
  /** The message in one sentence: 「前の年より 208,000円 ふえました」. */
  readonly summary?: string | undefined
  /** `value` from 0 up; `text` is what is read: 「3,064,000円」. */
  readonly bars: readonly {
    readonly label: string
    readonly value: number
    readonly text: string
    readonly isMain?: boolean | undefined
  }[]
}

/** Every label and number is text beside its bar, so it grows with the letters and is read out; the bars are only seen. */
export function renderBarChart({ title, summary, bars }: BarChartProps): Html {
  assert(bars.length > 0 && bars.every(({ value }) => Number.isFinite(value) && value >= 0), 'bars from zero up')
  const most = Math.max(...bars.map(({ value }) => value), 1)
  const rows = bars.map((bar) => {
    const width = Math.round((bar.value / most) * 1000) / 10
    return html`<tr${bar.isMain === true ? html` class="chart__main"` : ''}><th scope="row">${keepEra(bar.label)}</th><td class="chart__bar">${renderBar(width)}</td><td class="chart__text">${bar.text}</td></tr>\n`
  })
  const sentence = summary === undefined ? '' : html`<p class="chart__summary">${summary}</p>`
  return html`<div class="chart"><table><caption>${title}</caption><tbody>${rows}</tbody></table>${sentence}</div>`
}

function renderBar(width: number): Html {
  return html`<svg class="bar" width="100%" height="20" viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="bar__ground" width="100" height="20"/><rect class="bar__value" width="${width}" height="20"/></svg>`
}
