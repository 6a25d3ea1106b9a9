import type { Html } from '@madoguchi/ui'
import { html, renderNotificationBanner } from '@madoguchi/ui'
import { shellWords } from './shell-words.ts'
import type { Reader } from './words.ts'

/** What was typed when the session had ended stands in the form again, and was not sent. */
export function renderNotSent(reader: Reader): Html {
  const copy = shellWords(reader).frame
  return renderNotificationBanner({ tone: 'info', heading: copy.notSent, body: html`<p>${copy.notSentBody}</p>` })
}
