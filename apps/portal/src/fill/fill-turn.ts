import type { Page } from '@madoguchi/forms'
import { next, previous } from '@madoguchi/forms'
import { AppError } from '@madoguchi/kit'
import type { Child } from '@madoguchi/ui'
import { html, renderButton, renderButtonGroup, renderNotificationBanner } from '@madoguchi/ui'
import type { Visit } from '../shell/visit.ts'
import type { ToldLeftOut } from './draft-content.ts'
import { listPairs } from './edit-draft.ts'
import { fillCopy as copy } from './fill.words.ja.ts'
import { own } from './fill-form.ts'
import { keep } from './fill-post.ts'
import type { Fills } from './fills.ts'
import { type OpenDraft, pathOf } from './open-draft.ts'
import { type FillPlace, namePlace } from './place.ts'

export function readPage({ c }: Visit, { procedure }: OpenDraft): Page {
  const page = procedure.pages.find(({ id }) => id === c.req.param('page'))
  if (page === undefined) throw new AppError('PAGE_UNKNOWN', 'The procedure has no such page.')
  return page
}

/** The next page; back to the check page for whoever came from there and has nothing more to answer. */
export function pathAfter(fill: OpenDraft, page: string, from: 'check' | undefined): string {
  const following = next(fill.filling, page)
  if (following?.kind === 'stop') return pathOf(fill, following.id)
  return pathOf(fill, from === 'check' ? 'check' : (following?.id ?? 'check'))
}

const leftOutShown = 10

type At = { readonly fill: OpenDraft; readonly place: FillPlace }
export type Held = { readonly fill: OpenDraft; readonly wasHeld: boolean }

/** What this browser sent of the page after its session had ended, put into the draft now. */
export async function putHeld(fills: Fills, visit: Visit, { fill, place }: At): Promise<Held> {
  if (fill.draft.owner.kind !== 'account') return { fill, wasHeld: false }
  const entries = await fills.takeHeld(visit, { draft: fill.draft.draft, place: namePlace(place) })
  if (entries === undefined) return { fill, wasHeld: false }
  const form = new URLSearchParams(listPairs(entries).map(([name, value]): [string, string] => [name, value]))
  const kept = await keep(fills, { fill, form, goal: 'mine', place })
  return { fill: kept.fill, wasHeld: true }
}

/** The page before; the start of the procedure before the first. */
export function pathBefore(fill: OpenDraft, page: string): string {
  const before = previous(fill.filling, page)
  const { municipality, procedure } = fill.draft
  return before === undefined ? `/procedures/${municipality}/${procedure}/fill` : pathOf(fill, before.id)
}

/** What happened since one was here last. */
export function renderTold(
  { url }: Visit,
  { leftOut }: OpenDraft,
  { wasHeld, isUnseen }: { wasHeld: boolean; isUnseen: boolean },
): Child {
  const card = url.searchParams.get('card')
  const answers = url.searchParams.get('answers')
  const info = (heading: string, body: string) =>
    renderNotificationBanner({ tone: 'info', heading, body: html`<p>${body}</p>`, isLive: true })
  const filled = /^[0-9]{1,2}$/.test(card ?? '') ? Number(card) : undefined
  const taken = /^[0-9]{1,2}$/.test(answers ?? '') ? Number(answers) : undefined
  return [
    wasHeld ? info(copy.heldHeading, copy.heldBody) : '',
    isUnseen ? info(copy.unseenHeading, copy.unseenBody) : '',
    renderLeftOut(leftOut),
    filled === undefined ? '' : info(copy.cardHeading, filled === 0 ? copy.demoNone : copy.demoFilled(filled)),
    answers === 'broken' ? info(copy.answersHeading, copy.answersBroken) : '',
    answers === 'none' ? info(copy.answersHeading, copy.answersNoneChosen) : '',
    taken === undefined ? '' : info(copy.answersHeading, taken === 0 ? copy.answersNone : copy.answersFilled(taken)),
  ]
}

/**
 * The main one comes first, so that Enter presses it; going back and leaving check nothing. `isSecond` where something
 * else on the page is to be done first: one solid button at a time.
 */
export function renderButtons({ isToCheck, isSecond = false }: { isToCheck: boolean; isSecond?: boolean }): Child {
  const kind = isSecond ? (['outline', 'text'] as const) : (['solid', 'outline'] as const)
  return renderButtonGroup([
    renderButton({ label: isToCheck ? copy.toCheck : copy.next, kind: kind[0], name: own.go, value: 'next' }),
    renderButton({ label: copy.back, kind: kind[1], name: own.go, value: 'back', skipsChecks: true }),
    renderButton({ label: copy.later, kind: 'text', name: own.go, value: 'later', skipsChecks: true }),
  ])
}

/** What another version of the questions has no place for, by name. */
export function renderLeftOut(leftOut: readonly ToldLeftOut[]): Child {
  if (leftOut.length === 0) return ''
  const lines = leftOut.slice(0, leftOutShown).map(({ label, said }) => {
    return html`<li>${copy.leftOutOf(label)}${said === undefined ? '' : copy.leftOutSaid(said)}</li>`
  })
  const more = leftOut.length - lines.length
  const rest = more === 0 ? '' : html`<li>${copy.leftOutMore(more)}</li>`
  return renderNotificationBanner({
    tone: 'info',
    heading: copy.otherVersionHeading,
    body: html`<p>${copy.otherVersionBody}</p><ul>${lines}${rest}</ul>`,
    isLive: true,
  })
}
