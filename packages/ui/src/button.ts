import type { Html } from './html.ts'
import { attributes, checkedHref, html } from './html.ts'
import type { IconName } from './icon.ts'
import { renderIcon } from './icon.ts'

type ButtonKind = 'solid' | 'outline' | 'text'
type ButtonSize = 'large' | 'medium' | 'small'

type ButtonLook = {
  /** A verb that says what will happen: 「この内容で申請する」. */
  readonly label: string
  /** One solid button a screen. Default: solid. */
  readonly kind?: ButtonKind | undefined
  /** 56, 48 or 36 px high; what answers a finger is never under 44 px. Default: large. */
  readonly size?: ButtonSize | undefined
  readonly icon?: IconName | undefined
  /** Red, for what cannot be undone. */
  readonly isDangerous?: boolean | undefined
  /** Words for screen readers only, after the label: 「変更」+「(住所)」. */
  readonly context?: string | undefined
  readonly id?: string | undefined
}

export type ButtonProps = ButtonLook & {
  readonly type?: 'submit' | 'button' | undefined
  readonly name?: string | undefined
  readonly value?: string | undefined
  /** Sends the form elsewhere than its own action, as 「戻る」 does. */
  readonly formAction?: string | undefined
  /** Leaves the browser's own checks out, as 「戻る」 and 「あとで続ける」 do. */
  readonly skipsChecks?: boolean | undefined
}

export type LinkButtonProps = ButtonLook & {
  readonly href: string
  readonly downloadName?: string | undefined
  /** Leads to a file that is made of what its window shows: the address is told which window that is. */
  readonly isBeside?: boolean | undefined
}

/** A button that sends a form. It is never disabled: what is missing is said after it is pressed. */
export function renderButton(props: ButtonProps): Html {
  const own = attributes({
    class: classOf(props),
    id: props.id,
    type: props.type ?? 'submit',
    name: props.name,
    value: props.value,
    formaction: props.formAction === undefined ? undefined : checkedHref(props.formAction),
    formnovalidate: props.skipsChecks,
  })
  return html`<button${own}>${renderLabel(props)}</button>`
}

/** A link that looks like a button, for going somewhere. */
export function renderLinkButton(props: LinkButtonProps): Html {
  const own = attributes({
    class: classOf(props),
    id: props.id,
    href: checkedHref(props.href),
    download: props.downloadName,
    'data-beside': props.isBeside,
  })
  return html`<a${own}>${renderLabel(props)}</a>`
}

/** Buttons side by side, the main one first; under each other on a narrow screen. */
export function renderButtonGroup(buttons: readonly Html[]): Html {
  return html`<div class="button-group">${buttons}</div>`
}

function classOf(props: ButtonLook): string {
  const danger = props.isDangerous === true ? ' button--danger' : ''
  return `button button--${props.kind ?? 'solid'} button--${props.size ?? 'large'}${danger}`
}

function renderLabel(props: ButtonLook): Html {
  const context = props.context === undefined ? '' : html`<span class="only-heard">${props.context}</span>`
  return html`${props.icon === undefined ? '' : renderIcon(props.icon)}<span>${props.label}${context}</span>`
}
