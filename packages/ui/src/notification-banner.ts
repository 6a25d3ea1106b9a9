import type { Child, Html } from './html.ts'
import { html } from './html.ts'
import { renderIcon } from './icon.ts'

export type NotificationBannerProps = {
  readonly tone: 'success' | 'error' | 'warning' | 'info'
  readonly heading: string
  /** Text, or paragraphs made with `html`. */
  readonly body?: Child | undefined
  /** Buttons or links, at the end. */
  readonly actions?: readonly Html[] | undefined
  /** Read out when it appears: for the answer to what was just done. */
  readonly isLive?: boolean | undefined
}

const words = { success: '完了', error: 'エラー', warning: '注意', info: 'お知らせ' } as const

export function renderNotificationBanner(props: NotificationBannerProps): Html {
  const { tone } = props
  const live = props.isLive === true ? html` role="${tone === 'error' ? 'alert' : 'status'}"` : ''
  const body = props.body === undefined ? '' : html`<div class="banner__body">${props.body}</div>`
  const actions = props.actions === undefined ? '' : html`<div class="banner__actions">${props.actions}</div>`
  return html`<div class="banner banner--${tone}"${live}>
${renderIcon(tone)}<h2 class="banner__heading"><span class="only-heard">${words[tone]}:</span>${props.heading}</h2>
${body}${actions}
</div>`
}
