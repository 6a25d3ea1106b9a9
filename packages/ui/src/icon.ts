import type { Html } from './html.ts'
import { html } from './html.ts'

/** Our own pictures, drawn on 24 × 24, in the colour of the text. They say nothing alone: a word always stands beside. */
const shapes = {
  success: html`<path d="M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm-1.4 14.6-4.2-4.2L8 10.8l2.6 2.6 5.5-5.6 1.5 1.6-7 7.2Z"/>`,
  error: html`<path d="M8 2h8l6 6v8l-6 6H8l-6-6V8l6-6Zm3 5v6.5h2V7h-2Zm0 8.5v2h2v-2h-2Z"/>`,
  warning: html`<path d="M12 2.5 23 21.5H1L12 2.5ZM11 9v6.2h2V9h-2Zm0 7.8v2h2v-2h-2Z"/>`,
  info: html`<path d="M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm-1 5h2v2h-2V7Zm0 4h2v6.5h-2V11Z"/>`,
  waiting: html`<path d="M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm0 2a8 8 0 1 1 0 16 8 8 0 0 1 0-16Zm-1 3v5.6l4.4 3.3 1.2-1.6-3.6-2.7V7h-2Z"/>`,
  paused: html`<path d="M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20ZM8.5 7.5h2.5v9H8.5v-9Zm4.5 0h2.5v9H13v-9Z"/>`,
  neutral: html`<path d="M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20ZM7 11h10v2H7v-2Z"/>`,
  check: html`<path d="m9.5 18.2-6-6L5 10.7l4.5 4.5L19 5.7l1.5 1.5-11 11Z"/>`,
  arrow: html`<path d="m13 5 7 7-7 7-1.4-1.4 4.6-4.6H4v-2h12.2l-4.6-4.6L13 5Z"/>`,
  back: html`<path d="m15.5 4.5 1.4 1.4L10.8 12l6.1 6.1-1.4 1.4L8 12l7.5-7.5Z"/>`,
  forward: html`<path d="m8.5 4.5-1.4 1.4 6.1 6.1-6.1 6.1 1.4 1.4L16 12 8.5 4.5Z"/>`,
  down: html`<path d="m4.5 8.5 1.4-1.4 6.1 6.1 6.1-6.1 1.4 1.4L12 16 4.5 8.5Z"/>`,
  external: html`<path d="M4 4h7v2H6v12h12v-5h2v7H4V4Zm10 0h6v6h-2V7.4l-7.3 7.3-1.4-1.4L16.6 6H14V4Z"/>`,
  download: html`<path d="M11 3h2v9.2l3.6-3.6L18 10l-6 6-6-6 1.4-1.4 3.6 3.6V3ZM4 19h16v2H4v-2Z"/>`,
  search: html`<path d="M10 3a7 7 0 1 1-4.9 12A7 7 0 0 1 10 3Zm0 2a5 5 0 1 0 0 10 5 5 0 0 0 0-10Zm5.6 9.2 5.9 5.9-1.4 1.4-5.9-5.9 1.4-1.4Z"/>`,
  person: html`<path d="M12 3a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9Zm0 2a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5Zm-9 16v-2.5C3 15.3 7.5 14 12 14s9 1.3 9 4.5V21H3Zm2-2h14v-.5c0-1.2-3-2.5-7-2.5s-7 1.3-7 2.5v.5Z"/>`,
  household: html`<path d="M12 3 2 12h3v9h6v-6h2v6h6v-9h3L12 3Zm0 2.7 5 4.5V19h-2v-6H9v6H7v-8.8l5-4.5Z"/>`,
  history: html`<path d="M4 4v3.2A9.5 9.5 0 1 1 2.6 13h2A7.5 7.5 0 1 0 5.8 8H9v2H2V4h2Zm7.2 3.5h2v4.6l3.6 2.1-1 1.7-4.6-2.7V7.5Z"/>`,
  document: html`<path d="M5 2h9l5 5v15H5V2Zm2 2v16h10V8h-4V4H7Zm2 7h6v2H9v-2Zm0 4h6v2H9v-2Z"/>`,
  bell: html`<path d="M12 2a2 2 0 0 1 2 2v.3c2.9.9 5 3.5 5 6.7v5l2 2v1H3v-1l2-2v-5c0-3.2 2.1-5.8 5-6.7V4a2 2 0 0 1 2-2Zm0 4c-2.8 0-5 2.2-5 5v6h10v-6c0-2.8-2.2-5-5-5Zm-2 14h4a2 2 0 0 1-4 0Z"/>`,
  shield: html`<path d="M12 2 4 5v6c0 5.2 3.4 9.6 8 11 4.6-1.4 8-5.8 8-11V5l-8-3Zm-1.3 13.7-3.5-3.5 1.4-1.4 2.1 2.1 4.7-4.8 1.4 1.4-6.1 6.2Z"/>`,
  card: html`<path d="M2 5h20v14H2V5Zm2 2v10h16V7H4Zm2 2h5v4H6V9Zm0 5.5h8V16H6v-1.5Z"/>`,
  reader: html`<path d="M6 2h12v7h2v13H4V9h2V2Zm2 2v5h8V4H8Zm-2 7v9h12v-9H6Zm3 3h6v2H9v-2Z"/>`,
  digits: html`<path d="M2 7h20v10H2V7Zm2 2v6h16V9H4Zm2.5 2h2v2h-2v-2Zm3.3 0h2v2h-2v-2Zm3.3 0h2v2h-2v-2Zm3.3 0h2v2h-2v-2Z"/>`,
  tax: html`<path d="m6 3 5 7.5H7v2h4v2H7v2h4V21h2v-4.5h4v-2h-4v-2h4v-2h-4L18 3h-2.4L12 8.6 8.4 3H6Z"/>`,
  health: html`<path d="M9 3h6v6h6v6h-6v6H9v-6H3V9h6V3Zm2 2v6H5v2h6v6h2v-6h6v-2h-6V5h-2Z"/>`,
  pension: html`<path d="M3 4h18v16H3V4Zm2 2v3h14V6H5Zm0 5v7h14v-7H5Zm2 2h4v3H7v-3Z"/>`,
  child: html`<path d="M12 2a5 5 0 1 1 0 10 5 5 0 0 1 0-10Zm0 2a3 3 0 1 0 0 6 3 3 0 0 0 0-6Zm-5 18v-4H4v-2l3.5-3h9L20 16v2h-3v4h-2v-6h1.3l-.7-1H8.4l-.7 1H9v6H7Zm4-4h2v4h-2v-4Z"/>`,
  welfare: html`<path d="M12 20.5 10.5 19C5.4 14.5 2 11.4 2 7.7 2 4.8 4.3 2.5 7.2 2.5c1.9 0 3.7 1 4.8 2.6 1.1-1.6 2.9-2.6 4.8-2.6 2.9 0 5.2 2.3 5.2 5.2 0 3.7-3.4 6.8-8.5 11.3L12 20.5Zm0-2.7c4.9-4.3 8-7.1 8-10.1 0-1.8-1.4-3.2-3.2-3.2-1.5 0-3 1-3.6 2.5h-2.4c-.6-1.5-2.1-2.5-3.6-2.5C5.4 4.5 4 5.9 4 7.7c0 3 3.1 5.8 8 10.1Z"/>`,
  work: html`<path d="M9 3h6l1 1v3h5v13H3V7h5V4l1-1Zm1 2v2h4V5h-4ZM5 9v9h14V9H5Zm5 3h4v2h-4v-2Z"/>`,
} as const

export type IconName = keyof typeof shapes

/** A decoration beside a word: hidden from screen readers. */
export function renderIcon(name: IconName): Html {
  return html`<svg class="icon" width="24" height="24" viewBox="0 0 24 24" fill="currentColor" aria-hidden="true" focusable="false">${shapes[name]}</svg>`
}
