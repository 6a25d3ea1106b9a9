import type { DeskKey } from '../render-keys.ts'
import { deskWords } from '../words.ts'

/** On the first page: straight into the case that is due next. */
export function listStartKeys(): readonly DeskKey[] {
  const { keys: copy } = deskWords.cases
  return [{ key: 'n', does: copy.next, target: 'main a[href^="/cases/next"]', way: 'press' }]
}

/** Keys of the queue: down and up the list, and into the case that is due next. */
export function listQueueKeys(): readonly DeskKey[] {
  const { keys: copy } = deskWords.cases
  return [
    ...listStartKeys(),
    { key: 'j', does: copy.down, target: '#cases tbody a', way: 'focus' },
    { key: 'k', does: copy.up, target: '#cases tbody a', way: 'focus' },
    { key: 'f', does: copy.filter, target: 'main details summary', way: 'focus' },
  ]
}

/** Keys of a case. What the citizen or another agency hears of is gone to, and pressed by hand. */
export function listCaseKeys(): readonly DeskKey[] {
  const { keys: copy, one } = deskWords.cases
  return [
    ...listStartKeys(),
    { key: 'l', does: copy.queue, target: 'main a[href="/cases"]', way: 'press' },
    { key: 't', does: one.takeOn, target: 'form[action$="/take-on"] button', way: 'press' },
    { key: 'r', does: one.letGo, target: 'form[action$="/let-go"] button', way: 'press' },
    { key: 'h', does: one.handOver, target: 'form[action$="/hand-over"] select', way: 'focus' },
    { key: 's', does: copy.subject, target: 'form[action$="/tie"] button', way: 'focus' },
    { key: 'a', does: copy.ask, target: 'form[action$="/ask"] button', way: 'focus' },
    { key: 'g', does: one.grant, target: 'main a[href$="/granted"]', way: 'press' },
    { key: 'x', does: one.reject, target: 'main a[href$="/rejected"]', way: 'press' },
    { key: 'c', does: one.askCorrection, target: 'main a[href$="/correction"]', way: 'press' },
    { key: 'p', does: copy.proposal, target: 'main a[href$="/proposal"]', way: 'press' },
    { key: 'm', does: one.note, target: 'form[action$="/note"] textarea', way: 'focus' },
  ]
}
