import { secretOf } from '@madoguchi/card/protocol'
import { actionCopy, secretCopy, windowCopy } from '../copy/window.ja.ts'
import { cleanName } from '../document-name.ts'
import type { Operation } from '../window-message.ts'
import { button, element, paragraph } from './element.ts'

type PinEntry = { readonly pin: string; readonly acceptLastTry: boolean }

type PinQuestion = {
  readonly triesLeft: number
  /** What was wrong with the entry before. */
  readonly complaint?: string | undefined
}

export type SignDetails = {
  /** The document that will be signed, to be opened in a tab. */
  readonly url: string | undefined
  /** Who is asked for the time by card-host. */
  readonly timeStampAuthority: string | undefined
}

/** Who asks for what: the site as the browser says it, its operator, and what will be done. */
export function showOperation({ request, origin, portal }: Operation, sign: SignDetails): HTMLElement {
  const { title, will } = actionCopy[request.action]
  const rows: (readonly [string, ...(string | Node)[]])[] = [
    [windowCopy.site, element('strong', { class: 'origin' }, origin)],
    [windowCopy.operator, portal.operator],
  ]
  if (request.action === 'sign') {
    const attributes = { href: sign.url, target: '_blank', rel: 'noopener' }
    const link = sign.url === undefined ? undefined : element('a', attributes, windowCopy.openDocument)
    rows.push([windowCopy.document, cleanName(request.name), ...(link ? [element('br'), link] : [])])
    if (sign.timeStampAuthority !== undefined)
      rows.push([windowCopy.timeStamp, windowCopy.timeStampBy(sign.timeStampAuthority)])
  }
  return element(
    'section',
    { class: 'stack', id: 'operation' },
    element('h1', { tabindex: '-1' }, title),
    portal.mode === 'sandbox' && paragraph(windowCopy.sandbox, 'sandbox'),
    element(
      'dl',
      {},
      ...rows.map(([name, ...texts]) => element('div', {}, element('dt', {}, name), element('dd', {}, ...texts))),
    ),
    element('ul', {}, ...will.map((line) => element('li', {}, line))),
  )
}

/** Asks for the PIN; resolves with what was typed. The field is emptied as soon as it is read. */
export function askPin(
  operation: Operation,
  { triesLeft, complaint }: PinQuestion,
  onStop: () => void,
): { readonly form: HTMLFormElement; readonly focus: () => void; readonly entered: Promise<PinEntry> } {
  const secret = secretOf[operation.request.action]
  const { label, support } = secretCopy[secret]
  const { promise: entered, resolve } = Promise.withResolvers<PinEntry>()
  const input = element('input', {
    id: 'pin',
    class: secret === 'signing' ? 'field field--wide' : 'field',
    type: 'password',
    inputmode: secret === 'signing' ? 'text' : 'numeric',
    autocomplete: 'off',
    maxlength: '64',
    required: true,
    'aria-describedby': 'pin-support tries pin-error',
    'aria-invalid': complaint === undefined ? undefined : 'true',
  })
  const error = element(
    'p',
    { id: 'pin-error', class: 'error', role: 'alert', hidden: complaint === undefined },
    complaint,
  )
  const lastTry = element('input', { id: 'last-try', type: 'checkbox' })
  function complain(text: string, field: HTMLElement): void {
    error.textContent = text
    error.hidden = false
    field.focus()
  }
  const form = element(
    'form',
    { class: 'stack', novalidate: true },
    element('label', { for: 'pin' }, label, element('span', { class: 'required' }, windowCopy.required)),
    element('p', { id: 'pin-support', class: 'support' }, support),
    element('p', { id: 'tries', class: triesLeft === 1 ? 'tries tries--last' : 'tries' }, windowCopy.tries(triesLeft)),
    triesLeft === 1 &&
      element('label', { class: 'choice choice--warning' }, lastTry, element('span', {}, windowCopy.lastTry)),
    input,
    error,
    element(
      'div',
      { class: 'actions' },
      button(actionCopy[operation.request.action].verb, { className: 'button button--solid' }),
      button(windowCopy.stop, { className: 'button button--text', onClick: onStop }),
    ),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (triesLeft === 1 && !lastTry.checked) return complain(windowCopy.lastTryMissing, lastTry)
    if (input.value === '') return complain(windowCopy.empty, input)
    resolve({ pin: input.value, acceptLastTry: triesLeft === 1 })
    input.value = ''
  })
  return { form, focus: () => (triesLeft === 1 ? lastTry : input).focus(), entered }
}
