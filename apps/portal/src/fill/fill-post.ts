import type { PageReading } from '@madoguchi/forms'
import { holdsMyNumber, listFields } from '@madoguchi/forms'
import { AppError, formatTime, idPattern } from '@madoguchi/kit'
import { setBack } from '../shell/back-cookie.ts'
import { joinErrorWords } from '../shell/join-error-words.ts'
import { shellWords } from '../shell/shell-words.ts'
import { readForm, type Visit } from '../shell/visit.ts'
import type { SessionCode } from '../shell/visitor.ts'
import { completeAccounts } from './account-codes.ts'
import type { DraftContent } from './draft-content.ts'
import { type DraftReading, keepPost, readFilling, readPost } from './edit-draft.ts'
import { own } from './fill-form-entries.ts'
import { readDraftId } from './fill-visit.ts'
import type { Fills } from './fills.ts'
import { isOwnWriting, rememberWriter } from './last-writers.ts'
import type { OpenDraft } from './open-draft.ts'
import { digestShown, type FillPlace, findAsked, isThere, listShown, namePlace } from './place.ts'
import { listRare } from './rare-characters.ts'
import { findRemoved, putBackItem } from './taken-out.ts'
import { fillWords } from './words.ts'

/** What a page's form may ask for. `save` is a script's, which is answered in JSON. */
const goals = ['next', 'back', 'later', 'save', 'add', 'mine', 'card', 'answers', 'postal', 'town', 'bank'] as const
type Goal = (typeof goals)[number]

export type FillPost = {
  readonly fill: OpenDraft
  readonly form: URLSearchParams
  readonly goal: Goal
  readonly place: FillPlace
}

/** `changed`: the same place was changed by somebody else since. `gone`: the item was taken out. Neither was kept. */
type Kept = {
  readonly state: 'kept' | 'changed' | 'gone'
  readonly fill: OpenDraft
  readonly reading: PageReading
}

/**
 * Opens the draft for what was posted. Where its owner has to log in first, the page is held for this browser, and they
 * are led to the log-in and back.
 */
export async function openPost(
  fills: Fills,
  visit: Visit,
  place: FillPlace,
): Promise<{ readonly post: FillPost } | { readonly reply: Response }> {
  if (!/^[a-z0-9-]{1,80}$/.test(place.page)) throw new AppError('PAGE_UNKNOWN', 'This is no id of a page.')
  const form = await readForm(visit)
  const goal = readGoal(form)
  try {
    const fill = await fills.open(visit)
    fills.countSave(fill)
    return { post: { fill, form, goal, place } }
  } catch (error) {
    const code = error instanceof AppError ? error.code : ''
    if (code === 'DRAFT_UNKNOWN' && goal === 'save') return { reply: replyGone(visit) }
    if (!isLogInNeeded(code)) throw error
    return { reply: await holdPost(fills, visit, { form, goal, place, code }) }
  }
}

function readGoal(form: URLSearchParams): Goal {
  const named = goals.find((each) => each === form.get(own.go))
  return named ?? (form.has(own.postal) ? 'postal' : form.has(own.town) ? 'town' : 'next')
}

type LogInNeeded = SessionCode | 'REGISTRATION_NEEDED' | 'VAULT_CLOSED'

function isLogInNeeded(code: string): code is LogInNeeded {
  return code.startsWith('SESSION_') || code === 'REGISTRATION_NEEDED' || code === 'VAULT_CLOSED'
}

/** Whoever types into a page of a draft that is gone hears it when the script saves, and not only when they go on. */
function replyGone(visit: Visit): Response {
  const { errors, page, drafts } = fillWords(visit.frame)
  const { title, body: next } = errors.DRAFT_UNKNOWN
  const way = { label: drafts.see, href: '/drafts' }
  return visit.c.json({ code: 'DRAFT_UNKNOWN', title, next, line: page.saveGone, way }, 404)
}

async function holdPost(
  fills: Fills,
  visit: Visit,
  { form, goal, place, code }: { form: URLSearchParams; goal: Goal; place: FillPlace; code: LogInNeeded },
): Promise<Response> {
  const draft = readDraftId(visit)
  const entries: Record<string, string[]> = Object.create(null)
  for (const [name, value] of form) {
    if (name.startsWith('_') || holdsMyNumber(value)) continue
    entries[name] = [...(entries[name] ?? []), value]
  }
  await fills.hold(visit, { draft, place: namePlace(place), entries })
  setBack(visit, visit.url.pathname)
  if (goal === 'save') {
    const { title } = shellWords(visit.frame).errors[code]
    return visit.c.json({ code, title, next: fillWords(visit.frame).page.saveEnded }, 401)
  }
  const where = code === 'REGISTRATION_NEEDED' ? '/registration' : code === 'VAULT_CLOSED' ? '/new-card' : '/login'
  return visit.c.redirect(where, 303)
}

/**
 * Keeps what was posted, whether it is right or not. Not kept where the same place was changed by somebody else since
 * this page was made, or was taken out, unless `mine` says so: what was taken out is put back then.
 */
export async function keep(fills: Fills, { fill, form: posted, goal, place }: FillPost): Promise<Kept> {
  const asked = fill.procedure.pages.find(({ id }) => id === place.page)
  // A script saves while somebody types: nothing is put into their boxes then.
  const form = goal === 'save' || asked === undefined ? posted : completeAccounts(posted, listFields(asked))
  const post = {
    place,
    entries: [...form].filter(([name]) => !name.startsWith('_')),
    fromCard: form.getAll(own.card).slice(0, 10),
    now: fill.now,
  }
  const reading = readPost(fill.filling, post)
  if (reading.errors.some(({ code }) => code === 'FORM_TOO_LARGE'))
    throw new AppError('DRAFT_TOO_LARGE', 'More entries than any page of ours has.')
  const [seen, page] = [form.get(own.seen), form.get(own.page)]
  let last = reading
  let state: Kept['state'] = 'kept'
  function change(content: DraftContent): DraftContent {
    const read = readFilling(content, fill.filling)
    const isGone = isTakenOut(read, { form, place })
    const { filling, content: adopted } = isGone && goal === 'mine' ? putBack(read, fill, place) : read
    const shown = listShown(filling, adopted, place)
    last = readPost(filling, post)
    const next = keepPost(adopted, { filling, place }, last)
    const stands = digestShown(shown)
    const written = digestShown(listShown({ ...filling, answers: next.answers }, next, place))
    // The same that stands there already is no quarrel, nor is what this very page wrote.
    const isOwn = written === stands || isOwnWriting(adopted, { place, page, shown: stands })
    const isForeign = !isOwn && seen !== null && seen !== stands
    state = goal === 'mine' ? 'kept' : isGone ? 'gone' : isForeign ? 'changed' : 'kept'
    return state === 'kept' ? rememberWriter(next, { place, page, shown: written }) : content
  }
  const changed = await fills.change(fill, change)
  // What is said in answer to a page is the same page still: 戻る may lead to either.
  const pageId = page !== null && idPattern.test(page) ? page : changed.pageId
  return { state, fill: { ...changed, pageId }, reading: last }
}

/** An item that is not there, and that its page does not say to be a new one; or that was taken out since. */
function isTakenOut(
  { filling, content }: DraftReading,
  { form, place }: { form: URLSearchParams; place: FillPlace },
): boolean {
  if (place.item === undefined || isThere(filling, place)) return false
  return !form.has(own.isNew) || findRemoved(content, place.item) !== undefined
}

function putBack({ filling, content }: DraftReading, fill: OpenDraft, { page, item = '' }: FillPlace): DraftReading {
  return readFilling(putBackItem(content, filling, { page, item }), fill.filling)
}

export function isBlankItem({ form }: FillPost): boolean {
  return [...form].every(
    ([name, value]) => name.startsWith('_') || name === 'shown' || /\.era$/.test(name) || value.trim() === '',
  )
}

/** What a script hears: when it was saved, what the page is made from now, and what to say beside its names. */
export function replySaved(visit: Visit, { state, fill, reading }: Kept, place: FillPlace): Response {
  if (state !== 'kept') {
    const words = fillWords(visit.frame).errors.DRAFT_CHANGED
    const { title, body: next } = words
    return visit.c.json({ code: 'DRAFT_CHANGED', title, next, line: joinErrorWords(words, visit.frame) }, 409)
  }
  const shown = listShown(fill.filling, fill.draft.content, place)
  const asked = findAsked(fill.filling, place) ?? []
  return visit.c.json({
    saved: fillWords(visit.frame).page.saved(formatTime(fill.draft.updatedAt)),
    seen: digestShown(shown),
    rare: listRare(asked, { entries: shown, errors: reading.errors }, visit.frame),
  })
}
