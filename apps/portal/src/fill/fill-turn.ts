import type { Page } from '@madoguchi/forms'
import { next, previous } from '@madoguchi/forms'
import { AppError } from '@madoguchi/kit'
import type { Child } from '@madoguchi/ui'
import { html, renderButton, renderButtonGroup, renderNotificationBanner } from '@madoguchi/ui'
import type { Visit } from '../shell/visit.ts'
import type { Reader } from '../shell/words.ts'
import { listPairs } from './edit-draft.ts'
import type { Entries } from './entries.ts'
import { renderEndSoon } from './fill-ends.ts'
import { own } from './fill-form-entries.ts'
import { renderLeftOut } from './fill-left-out.ts'
import { keep } from './fill-post.ts'
import type { Fills } from './fills.ts'
import { findOlderNumber, renameOlderEntries } from './older-content.ts'
import { type OpenDraft, pathOf } from './open-draft.ts'
import { type FillPlace, namePlace } from './place.ts'
import { getGroup } from './taken-out.ts'
import { fillWords } from './words.ts'

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

type At = { readonly fill: OpenDraft; readonly place: FillPlace }
export type Held = { readonly fill: OpenDraft; readonly wasHeld: boolean }

/** What this browser sent of the page after its session had ended, put into the draft now. */
export async function putHeld(fills: Fills, visit: Visit, { fill, place }: At): Promise<Held> {
  if (fill.draft.owner.kind !== 'account') return { fill, wasHeld: false }
  const { draft } = fill.draft
  const entries =
    (await fills.takeHeld(visit, { draft, place: namePlace(place) })) ??
    (await takeOlderHeld(fills, visit, { fill, place }))
  if (entries === undefined) return { fill, wasHeld: false }
  const form = new URLSearchParams(listPairs(entries).map(([name, value]): [string, string] => [name, value]))
  const kept = await keep(fills, { fill, form, goal: 'mine', place })
  return { fill: kept.fill, wasHeld: true }
}

/** Of an item that had a number when its page was held. */
async function takeOlderHeld(fills: Fills, visit: Visit, { fill, place }: At): Promise<Entries | undefined> {
  if (place.item === undefined) return undefined
  const group = getGroup(fill.filling, place.page).group.id
  const { draft } = fill.draft
  const number = findOlderNumber(draft, { group, item: place.item })
  if (number === undefined) return undefined
  const entries = await fills.takeHeld(visit, { draft, place: `${place.page}/${number}` })
  return entries && renameOlderEntries(entries, { group, number })
}

/** The page before; the start of the procedure before the first. */
export function pathBefore(fill: OpenDraft, page: string): string {
  const before = previous(fill.filling, page)
  const { municipality, procedure } = fill.draft
  return before === undefined ? `/procedures/${municipality}/${procedure}/fill` : pathOf(fill, before.id)
}

/** What happened since one was here last. */
export function renderTold(
  { url, frame }: Visit,
  fill: OpenDraft,
  { wasHeld, isUnseen }: { wasHeld: boolean; isUnseen: boolean },
): Child {
  const words = fillWords(frame)
  const card = url.searchParams.get('card')
  const answers = url.searchParams.get('answers')
  const info = (heading: string, body: string) =>
    renderNotificationBanner({ tone: 'info', heading, body: html`<p>${body}</p>`, isLive: true })
  const filled = /^[0-9]{1,2}$/.test(card ?? '') ? Number(card) : undefined
  const taken = /^[0-9]{1,2}$/.test(answers ?? '') ? Number(answers) : undefined
  return [
    wasHeld ? info(words.page.heldHeading, words.page.heldBody) : '',
    isUnseen ? info(words.page.unseenHeading, words.page.unseenBody) : '',
    renderEndSoon(fill, frame),
    renderLeftOut(fill, frame),
    filled === undefined
      ? ''
      : info(words.card.heading, filled === 0 ? words.card.demoNone : words.card.demoFilled(filled)),
    answers === 'broken' ? info(words.answers.heading, words.answers.broken) : '',
    answers === 'none' ? info(words.answers.heading, words.answers.noneChosen) : '',
    taken === undefined
      ? ''
      : info(words.answers.heading, taken === 0 ? words.answers.none : words.answers.filled(taken)),
  ]
}

/**
 * The main one comes first, so that Enter presses it; going back and leaving check nothing. `isSecond` where something
 * else on the page is to be done first: one solid button at a time.
 */
export function renderButtons(
  { isToCheck, isSecond = false }: { isToCheck: boolean; isSecond?: boolean },
  reader: Reader,
): Child {
  const words = fillWords(reader)
  const kind = isSecond ? (['outline', 'text'] as const) : (['solid', 'outline'] as const)
  return renderButtonGroup([
    renderButton({
      label: isToCheck ? words.page.toCheck : words.page.next,
      kind: kind[0],
      name: own.go,
      value: 'next',
    }),
    renderButton({ label: words.page.back, kind: kind[1], name: own.go, value: 'back', skipsChecks: true }),
    renderButton({ label: words.page.later, kind: 'text', name: own.go, value: 'later', skipsChecks: true }),
  ])
}
