import type { Html } from '@madoguchi/ui'
import { html, renderNotificationBanner } from '@madoguchi/ui'
import type { Reader } from '../shell/words.ts'
import { renderUnlockOffer } from './demo-cards.ts'
import { logInWords } from './words.ts'

/** Where a demo card was locked: what one does with a real one, and what is done here. `back` is where its holder goes on. */
export function renderBlockedCard(reader: Reader, back?: string): Html {
  const copy = logInWords(reader).login
  return renderNotificationBanner({
    tone: 'warning',
    heading: copy.blockedHeading,
    body: html`<p>${copy.blockedBody}</p><p>${copy.blockedNeedsHeading}</p><ul>${copy.blockedNeeds.map((need) => html`<li>${need}</li>`)}</ul>${renderUnlockOffer(reader, back)}`,
  })
}
