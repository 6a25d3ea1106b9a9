import { failureCopy } from '@madoguchi/card/protocol'
import { windowCopy } from '../copy/window.ja.ts'
import { button, element, paragraph } from './element.ts'

export function showBusy(title: string, body: string): HTMLElement {
  const spinner = element('div', { class: 'spinner', 'aria-hidden': 'true' })
  return element('section', { class: 'stack', role: 'status' }, spinner, element('h1', {}, title), paragraph(body))
}

/** Codes after which trying again the same way cannot help. */
const final: readonly string[] = [
  'EXTENSION_OUTDATED',
  'REQUEST_MALFORMED',
  'DOCUMENT_MALFORMED',
  'DOCUMENT_TOO_LARGE',
  'DOCUMENT_TOO_COSTLY',
  'DOCUMENT_SIGN_REFUSED',
  'CARD_ORIGIN_REFUSED',
  'CARD_CHALLENGE_MALFORMED',
]

/** The words of a code; a code that this version does not know gets those of the unexpected. */
export function wordsOf(code: string) {
  return Object.entries(failureCopy).find(([known]) => known === code)?.[1] ?? failureCopy.HOST_FAILED
}

/** What went wrong, in its own words, with the one next step. */
export function showTrouble(code: string, { onAgain, onClose }: { onAgain: () => void; onClose: () => void }) {
  const { title, next } = wordsOf(code)
  const isFinal = final.includes(code)
  const close = button(windowCopy.close, {
    className: isFinal ? 'button button--solid' : 'button button--text',
    onClick: onClose,
  })
  const again = isFinal ? undefined : button(windowCopy.again, { className: 'button button--solid', onClick: onAgain })
  const banner = element(
    'section',
    { class: 'banner stack', role: 'alert' },
    element('h1', { tabindex: '-1' }, title),
    paragraph(next),
    paragraph(`${windowCopy.code}: ${code}`, 'support'),
    element('div', { class: 'actions' }, again, close),
  )
  return { banner, focus: () => (again ?? close).focus() }
}

/** What is still missing, and the step that the window is waiting for: nothing went wrong, and nothing has to be pressed. */
export function showMissing(code: string, onStop: () => void) {
  const { title, next } = wordsOf(code)
  const heading = element('h1', { tabindex: '-1' }, title)
  const banner = element(
    'section',
    { class: 'banner banner--waiting stack', role: 'alert' },
    element('div', { class: 'spinner', 'aria-hidden': 'true' }),
    heading,
    paragraph(next),
    paragraph(windowCopy.waiting),
    paragraph(`${windowCopy.code}: ${code}`, 'support'),
    element('div', { class: 'actions' }, button(windowCopy.stop, { className: 'button', onClick: onStop })),
  )
  return { banner, focus: () => heading.focus() }
}
