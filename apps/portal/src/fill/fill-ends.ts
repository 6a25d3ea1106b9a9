import { dayMs, formatDateTime } from '@madoguchi/kit'
import type { Html } from '@madoguchi/ui'
import { html, renderNotificationBanner } from '@madoguchi/ui'
import type { Reader } from '../shell/words.ts'
import { getEnd } from './draft-ends.ts'
import type { OpenDraft } from './open-draft.ts'
import { fillWords } from './words.ts'

function endOf({ draft, now }: OpenDraft) {
  return getEnd(draft, { kind: draft.owner.kind, now: new Date(now) })
}

/** Until when a draft stays, and that saving puts it off: on each of its pages. */
export function renderEnd(fill: OpenDraft, reader: Reader): Html {
  const { at, isOver, keptMs } = endOf(fill)
  const words = fillWords(reader).drafts
  const days = keptMs / dayMs
  return html`<p>${isOver ? words.over(days) : words.staysUntil(formatDateTime(at), days)}</p>`
}

/** The same at the top, when its end is near. */
export function renderEndSoon(fill: OpenDraft, reader: Reader): Html | '' {
  const { at, isSoon, isOver, keptMs } = endOf(fill)
  if (!isSoon) return ''
  const words = fillWords(reader).drafts
  return renderNotificationBanner({
    tone: 'warning',
    heading: isOver ? words.overHeading : words.endsSoonHeading(formatDateTime(at)),
    body: html`<p>${words.endsSoonBody(keptMs / dayMs)}</p>`,
  })
}
