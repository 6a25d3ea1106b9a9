import assert from 'node:assert/strict'
import type { Html } from './html.ts'
import { html } from './html.ts'
import { renderIcon } from './icon.ts'

/** 'required' shows ※必須, 'optional' 任意, 'unsaid' nothing (a search box, a single answer). */
type Requirement = 'required' | 'optional' | 'unsaid'

/** What every field has. `id` is also what the error summary links to; it is the name unless given. */
export type FieldProps = {
  readonly name: string
  readonly id?: string | undefined
  readonly label: string
  readonly requirement?: Requirement | undefined
  /** One or two sentences under the label: what to write, where it is found. */
  readonly support?: string | undefined
  /** What is wrong and how to mend it: 「生年月日を入力してください」. */
  readonly error?: string | undefined
}

const idPattern = /^[A-Za-z][A-Za-z0-9_.:-]*$/

export function fieldId(props: { readonly id?: string | undefined; readonly name: string }): string {
  return checkedId(props.id ?? props.name)
}

/** An id is ours, never a visitor's: letters, digits and `_ . : -`. */
export function checkedId(id: string): string {
  assert(idPattern.test(id), 'an id that a link can point to')
  return id
}

/** The ids of the support text and the error text, for `aria-describedby`. */
export function describedBy(props: FieldProps): string | undefined {
  const id = fieldId(props)
  const ids = [
    props.support === undefined ? '' : `${id}-support`,
    props.error === undefined ? '' : `${id}-error`,
  ].filter((part) => part !== '')
  return ids.length === 0 ? undefined : ids.join(' ')
}

function renderRequirement(requirement: Requirement | undefined): Html | '' {
  if (requirement === 'required') return html` <span class="requirement requirement--required">※必須</span>`
  if (requirement === 'optional') return html` <span class="requirement">任意</span>`
  return ''
}

function renderSupport(props: FieldProps): Html | '' {
  return props.support === undefined
    ? ''
    : html`<p class="field__support" id="${fieldId(props)}-support">${props.support}</p>`
}

function renderFieldError(props: FieldProps): Html | '' {
  return props.error === undefined ? '' : renderErrorLine(`${fieldId(props)}-error`, props.error)
}

export function renderErrorLine(id: string, text: string): Html {
  return html`<p class="field__error" id="${id}">${renderIcon('error')}<span><span class="only-heard">エラー:</span>${text}</span></p>`
}

/** What is wrong with single parts of a field of several boxes, by part; each is said at its box. */
export type PartErrors<Part extends string> = {
  readonly partErrors?: Readonly<Partial<Record<Part, string>>> | undefined
}

export function renderPartError<Part extends string>(props: FieldProps & PartErrors<Part>, part: Part): Html | '' {
  const text = props.partErrors?.[part]
  return text === undefined ? '' : renderErrorLine(checkedId(`${fieldId(props)}.${part}-error`), text)
}

/** How one box says that it is wrong, or that the field as a whole is, and where that stands. */
export function describePart<Part extends string>(
  props: FieldProps & PartErrors<Part>,
  part: Part,
): { readonly 'aria-invalid': string | undefined; readonly 'aria-describedby': string | undefined } {
  const isOwn = props.partErrors?.[part] !== undefined
  const ids = [describedBy(props), isOwn ? `${fieldId(props)}.${part}-error` : undefined].filter(
    (id) => id !== undefined,
  )
  return {
    'aria-invalid': isOwn || props.error !== undefined ? 'true' : undefined,
    'aria-describedby': ids.length === 0 ? undefined : ids.join(' '),
  }
}

/** Label, support, the control itself, error: the order in which one reads. */
export function renderField(props: FieldProps, control: Html): Html {
  const state = props.error === undefined ? '' : ' field--wrong'
  return html`<div class="field${state}">
<label class="field__label" for="${fieldId(props)}">${props.label}${renderRequirement(props.requirement)}</label>
${renderSupport(props)}${control}${renderFieldError(props)}
</div>`
}

/** The same for a group of controls: the legend asks, each control has its own label. */
export function renderFieldGroup(props: FieldProps, controls: Html): Html {
  const state = props.error === undefined ? '' : ' field--wrong'
  const described = describedBy(props)
  return html`<fieldset class="field field--group${state}" id="${fieldId(props)}-group"${described === undefined ? '' : html` aria-describedby="${described}"`}>
<legend class="field__label">${props.label}${renderRequirement(props.requirement)}</legend>
${renderSupport(props)}${controls}${renderFieldError(props)}
</fieldset>`
}
