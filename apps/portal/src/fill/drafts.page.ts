import { AppError, dayMs, formatDateTime } from '@madoguchi/kit'
import type { Child, Html } from '@madoguchi/ui'
import {
  html,
  renderButton,
  renderButtonGroup,
  renderEmptyState,
  renderLinkButton,
  renderNotificationBanner,
  renderSection,
  renderStatusChip,
} from '@madoguchi/ui'
import type { Finder } from '../find/finder.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { findPlace } from '../shell/places.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { shellWords } from '../shell/shell-words.ts'
import type { Visit } from '../shell/visit.ts'
import { demandSession, forgetTyped } from '../shell/visit.ts'
import type { Reader } from '../shell/words.ts'
import type { DraftHead, DraftStore } from './draft.ts'
import { type DraftEnd, getEnd } from './draft-ends.ts'
import { findBrowserOwners, findMember, forgetBrowserOwners, readDraftId } from './fill-visit.ts'
import { listDrafts } from './find-draft.ts'
import { removeAllDrafts, removeDraft } from './save-draft.ts'
import { takeOverDrafts } from './take-over.ts'
import { fillWords } from './words.ts'

type Named = Pick<Finder, 'findProcedure' | 'findMunicipality'>
/** 「児童手当(みほん市)」 */
type NameDraft = (head: DraftHead, reader: Reader) => string

/** 下書き: those of the account and those of this browser; going on, taking over, removing. */
export function addDrafts(routes: PageRoutes, store: DraftStore, finder: Named): void {
  const nameDraft: NameDraft = ({ procedure, municipality, reply }, reader) => {
    const words = fillWords(reader).drafts
    const title = finder.findProcedure(procedure)?.title ?? words.gone
    const named = words.of(title, finder.findMunicipality(municipality)?.name ?? municipality)
    return reply === undefined ? named : words.replyOf[reply.what](named)
  }
  routes.get('/drafts', (visit) => replyDrafts(visit, store, nameDraft))
  routes.post(
    '/drafts/take',
    async (visit) => {
      const session = demandSession(visit)
      let count = 0
      for (const browser of findBrowserOwners(visit)) {
        count += await takeOverDrafts(store, { browser, session })
        const left = await listDrafts(store, browser)
        if (left.length === 0) forgetBrowserOwners(visit, [browser])
      }
      return visit.c.redirect(`/drafts?taken=${count}`, 303)
    },
    { page: '/drafts' },
  )
  routes.post(
    '/drafts/remove-all',
    async (visit) => {
      const browsers = findBrowserOwners(visit)
      for (const browser of browsers) await removeAllDrafts(store, browser)
      forgetBrowserOwners(visit, browsers)
      forgetTyped(visit)
      return visit.c.redirect('/drafts?removed=1', 303)
    },
    { page: '/drafts' },
  )
  routes.get('/fill/:draft/remove', async (visit) => {
    const { head } = await findOwn(visit, store)
    const words = fillWords(visit.frame).drafts
    const main = [
      html`<p class="lead">${nameDraft(head, visit.frame)}</p><p>${words.removeBody}</p>`,
      html`<form method="post" action="${visit.url.pathname}">${renderButtonGroup([
        renderButton({ label: words.removeSubmit, isDangerous: true }),
        renderLinkButton({ label: words.removeCancel, href: '/drafts', kind: 'outline' }),
      ])}</form>`,
    ]
    return replyPage(visit, renderFrame(visit, { title: words.removeTitle, main }))
  })
  // Nothing is opened for it: a draft that no key of ours opens can still be removed by whom it belongs to.
  routes.post('/fill/:draft/remove', async (visit) => {
    // Pressed twice, or in an old window: what was wanted is done.
    if (await isGone(store, readDraftId(visit))) return visit.c.redirect('/drafts?removed=before', 303)
    const { owner, head } = await findOwn(visit, store)
    await removeDraft(store, { owner, draft: head.draft })
    forgetTyped(visit)
    return visit.c.redirect('/drafts?removed=1', 303)
  })
}

function listOwners(visit: Visit) {
  const { session } = visit
  const account = session?.isRegistered === true ? [{ kind: 'account' as const, account: session.account }] : []
  return [...account, ...findBrowserOwners(visit)]
}

async function findOwn(visit: Visit, store: Pick<DraftStore, 'db'>) {
  const id = readDraftId(visit)
  for (const owner of listOwners(visit)) {
    const head = (await listDrafts(store, owner)).find(({ draft }) => draft === id)
    if (head !== undefined) return { owner, head }
  }
  throw new AppError('DRAFT_UNKNOWN', 'There is no such draft for this one.')
}

/** Whether there is no such draft of anybody's. Ids cannot be guessed. */
async function isGone({ db }: Pick<DraftStore, 'db'>, draft: string): Promise<boolean> {
  const row = await db.kysely.selectFrom('drafts').select('draft').where('draft', '=', draft).executeTakeFirst()
  return row === undefined
}

/** What there is for whoever visits, and what of it ends first. */
export type DraftsAhead = { readonly count: number; readonly first: DraftEnd | undefined }

export async function lookAhead(store: Pick<DraftStore, 'db' | 'clock'>, visit: Visit): Promise<DraftsAhead> {
  const now = store.clock.now()
  const lists = await Promise.all(
    listOwners(visit).map(async (owner) =>
      (await listDrafts(store, owner)).map((head) => getEnd(head, { kind: owner.kind, now })),
    ),
  )
  const ends = lists.flat().sort((one, other) => one.at.getTime() - other.at.getTime())
  return { count: ends.length, first: ends[0] }
}

async function replyDrafts(
  visit: Visit,
  store: Pick<DraftStore, 'db' | 'clock'>,
  nameDraft: NameDraft,
): Promise<Response> {
  const words = fillWords(visit.frame).drafts
  const owners = listOwners(visit)
  const lists = await Promise.all(owners.map((owner) => listDrafts(store, owner)))
  const now = store.clock.now()
  const find = (kind: 'account' | 'browser'): readonly Listed[] =>
    lists
      .flatMap((list, at) => (owners[at]?.kind === kind ? list : []))
      .sort((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime())
      .map((head) => ({ head, end: getEnd(head, { kind, now }) }))
  const account = find('account')
  const browser = find('browser')
  const main: Child = [
    html`<p class="lead">${words.lead}</p>`,
    account.length + browser.length === 0
      ? renderEmptyState({
          heading: words.none,
          body: words.noneBody,
          action: renderLinkButton({ label: shellWords(visit.frame).frame.procedures, href: '/procedures' }),
        })
      : '',
    account.length === 0
      ? ''
      : renderSection({
          heading: words.account,
          lead: words.accountBody,
          body: renderList(visit, account, nameDraft),
        }),
    browser.length === 0
      ? ''
      : renderSection({
          heading: words.browser,
          lead: words.browserBody,
          body: [renderList(visit, browser, nameDraft), renderBrowserWays(visit)],
        }),
  ]
  const view = renderFrame(visit, { title: words.title, main, notice: renderDone(visit, browser.length) })
  return replyPage(visit, view)
}

function renderBrowserWays(visit: Visit): Html {
  const words = fillWords(visit.frame).drafts
  const take =
    findMember(visit) === undefined
      ? ''
      : html`<form class="stack" method="post" action="/drafts/take"><p>${words.takeBody}</p>${renderButton({ label: words.take, size: 'medium' })}</form>`
  return html`<div class="stack">${take}<form class="stack" method="post" action="/drafts/remove-all"><p>${words.sharedBody}</p>${renderButton({ label: words.removeAll, kind: 'outline', size: 'medium', isDangerous: true })}</form></div>`
}

function renderDone({ url, frame }: Visit, left: number): Html | '' {
  const words = fillWords(frame).drafts
  const done = (heading: string, body?: string) =>
    renderNotificationBanner({
      tone: 'success',
      heading,
      isLive: true,
      ...(body === undefined ? {} : { body: html`<p>${body}</p>` }),
    })
  const removed = url.searchParams.get('removed')
  if (removed === '1') return done(words.removed)
  if (removed === 'before') return done(words.removedBefore)
  const taken = url.searchParams.get('taken')
  if (taken === null || !/^[0-9]{1,2}$/.test(taken)) return ''
  return done(words.taken(Number(taken)), left > 0 ? words.leftHere(left) : undefined)
}

/** What answers a filing goes on from the page of that. */
function pathToGoOn({ draft, reply }: DraftHead, { frame }: Visit): string {
  const filings = reply && findPlace(frame, 'filings')
  return filings === undefined ? `/fill/${draft}` : `${filings}/${reply?.about ?? ''}`
}

type Listed = { readonly head: DraftHead; readonly end: DraftEnd }

function renderList(visit: Visit, drafts: readonly Listed[], nameDraft: NameDraft): Html {
  const reader = visit.frame
  const words = fillWords(reader).drafts
  const items = drafts.map(({ head, end }) => {
    const title = nameDraft(head, reader)
    const soon = end.isSoon
      ? html`<p>${renderStatusChip({ tone: 'warning', label: end.isOver ? words.overSoon : words.soon })}</p>`
      : ''
    return html`<li class="items__item"><div><p class="items__title">${title}</p>${soon}<p class="items__about">${words.updated(formatDateTime(head.updatedAt))}</p><p class="items__about">${end.isOver ? words.over(end.keptMs / dayMs) : words.until(formatDateTime(end.at))}</p></div><div class="items__actions">${renderLinkButton({ label: words.continue, context: words.context(title), href: pathToGoOn(head, visit), kind: 'outline', size: 'small' })}${renderLinkButton({ label: words.remove, context: words.context(title), href: `/fill/${head.draft}/remove`, kind: 'text', size: 'small' })}</div></li>`
  })
  return html`<ul class="items">${items}</ul>`
}
