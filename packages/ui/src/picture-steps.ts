import type { Html } from './html.ts'
import { html } from './html.ts'
import type { StatusChipProps } from './status-chip.ts'
import { renderStatusChip } from './status-chip.ts'

/** Small drawings of things one holds, 96 × 72, in the lines of the front page's picture. A word always stands beside. */
const pictures = {
  reader: html`<rect class="line fill-pale" x="14" y="10" width="52" height="40" rx="5"/><rect class="line fill-white" x="22" y="19" width="12" height="9" rx="2"/><path class="line" d="M42 20h16M42 28h10"/><rect class="line fill-white" x="6" y="38" width="68" height="24" rx="6"/><path class="line" d="M18 50h34M74 50h8q8 0 8-8V8"/><circle class="line fill-blue" cx="62" cy="50" r="2"/>`,
  card: html`<rect class="line fill-white" x="12" y="12" width="72" height="46" rx="6"/><circle class="line fill-pale" cx="32" cy="31" r="8"/><path class="line" d="M50 26h24M50 36h18M22 49h34"/><rect class="line fill-pale" x="64" y="44" width="12" height="8" rx="2"/>`,
  digits: html`<rect class="line fill-white" x="6" y="20" width="84" height="32" rx="6"/><path class="line" d="M27 20v32M48 20v32M69 20v32"/><circle class="line fill-blue" cx="17" cy="36" r="3"/><circle class="line fill-blue" cx="38" cy="36" r="3"/><circle class="line fill-blue" cx="59" cy="36" r="3"/><path class="line" d="M80 29v14"/>`,
  download: html`<rect class="line fill-white" x="14" y="8" width="68" height="44" rx="5"/><path class="line" d="M36 64h24M48 52v12"/><path class="line fill-pale" d="M43 15h10v14h8L48 43 35 29h8z"/>`,
  browser: html`<rect class="line fill-white" x="8" y="10" width="80" height="52" rx="6"/><path class="line" d="M8 23h80"/><circle class="line fill-blue" cx="17" cy="17" r="2"/><path class="line fill-pale" d="M34 34h10a5 5 0 1 1 10 0h8v20H34v-7a5 5 0 1 0 0-8z"/>`,
} as const

type PictureName = keyof typeof pictures

export type PictureStepsProps = {
  /** Names the list: 「ログインの3つの手順」. */
  readonly label: string
  readonly steps: readonly {
    readonly picture: PictureName
    readonly heading: string
    readonly body: string
    /** Whether it is needed here: a word and its sign. */
    readonly chip?: StatusChipProps | undefined
  }[]
}

/** Steps to take, in order, each with its picture: beside each other where there is room. */
export function renderPictureSteps({ label, steps }: PictureStepsProps): Html {
  const items = steps.map(
    ({ picture, heading, body, chip }) =>
      html`<li class="picture-step">${renderPicture(picture)}<div><h2 class="picture-step__heading">${heading}</h2><p>${body}</p>${chip === undefined ? '' : html`<p>${renderStatusChip(chip)}</p>`}</div></li>\n`,
  )
  return html`<ol class="picture-steps" aria-label="${label}">${items}</ol>`
}

function renderPicture(name: PictureName): Html {
  return html`<svg class="picture" width="96" height="72" viewBox="0 0 96 72" aria-hidden="true" focusable="false">${pictures[name]}</svg>`
}
