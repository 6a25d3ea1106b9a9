import { AppError, formatDateTime } from '@madoguchi/kit'
import type { Child, Html } from '@madoguchi/ui'
import {
  html,
  renderButton,
  renderButtonGroup,
  renderEmptyState,
  renderLinkButton,
  renderNotificationBanner,
  renderSection,
} from '@madoguchi/ui'
import type { Finder } from '../find/finder.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import type { Visit } from '../shell/visit.ts'
import { demandSession } from '../shell/visit.ts'
import type { DraftHead, DraftStore } from './draft.ts'
import { fillCopy as copy } from './fill.words.ja.ts'
import { findBrowserOwner, findMember, forgetBrowserOwner, readDraftId } from './fill-visit.ts'
import { listDrafts } from './find-draft.ts'
import { removeAllDrafts, removeDraft } from './save-draft.ts'
import { takeOverDrafts } from './take-over.ts'

type Named = Pick<Finder, 'findProcedure' | 'findMunicipality'>
/** 「児童手当(みほん市)」 */
type NameDraft = (head: DraftHead) => string

/** 下書き: those of the account and those of this browser; going on, taking over, removing. */
export function addDrafts(routes: PageRoutes, store: DraftStore, finder: Named): void {
  const nameDraft: NameDraft = ({ procedure, municipality }) =>
    copy.draftsOf(
      finder.findProcedure(procedure)?.title ?? copy.draftsGone,
      finder.findMunicipality(municipality)?.name ?? municipality,
    )
  routes.get('/drafts', (visit) => replyDrafts(visit, store, nameDraft))
  routes.post('/drafts/take', async (visit) => {
    const session = demandSession(visit)
    const browser = findBrowserOwner(visit)
    const count = browser === undefined ? 0 : await takeOverDrafts(store, { browser, session })
    const left = browser === undefined ? [] : await listDrafts(store, browser)
    if (left.length === 0) forgetBrowserOwner(visit)
    return visit.c.redirect(`/drafts?taken=${count}`, 303)
  })
  routes.post('/drafts/remove-all', async (visit) => {
    const browser = findBrowserOwner(visit)
    if (browser !== undefined) await removeAllDrafts(store, browser)
    forgetBrowserOwner(visit)
    return visit.c.redirect('/drafts?removed=1', 303)
  })
  routes.get('/fill/:draft/remove', async (visit) => {
    const { head } = await findOwn(visit, store)
    const main = [
      html`<p class="lead">${nameDraft(head)}</p><p>${copy.removeBody}</p>`,
      html`<form method="post" action="${visit.url.pathname}">${renderButtonGroup([
        renderButton({ label: copy.removeSubmit, isDangerous: true }),
        renderLinkButton({ label: copy.removeCancel, href: '/drafts', kind: 'outline' }),
      ])}</form>`,
    ]
    return replyPage(visit, renderFrame(visit, { title: copy.removeTitle, main }))
  })
  // Nothing is opened for it: a draft that no key of ours opens can still be removed by whom it belongs to.
  routes.post('/fill/:draft/remove', async (visit) => {
    const { owner, head } = await findOwn(visit, store)
    await removeDraft(store, { owner, draft: head.draft })
    return visit.c.redirect('/drafts?removed=1', 303)
  })
}

function listOwners(visit: Visit) {
  const { session } = visit
  const browser = findBrowserOwner(visit)
  const account = session?.isRegistered === true ? [{ kind: 'account' as const, account: session.account }] : []
  return [...account, ...(browser === undefined ? [] : [browser])]
}

async function findOwn(visit: Visit, store: Pick<DraftStore, 'db'>) {
  const id = readDraftId(visit)
  for (const owner of listOwners(visit)) {
    const head = (await listDrafts(store, owner)).find(({ draft }) => draft === id)
    if (head !== undefined) return { owner, head }
  }
  throw new AppError('DRAFT_UNKNOWN', 'There is no such draft for this one.')
}

/** How many drafts there are for whoever visits. */
export async function countDrafts(store: Pick<DraftStore, 'db'>, visit: Visit): Promise<number> {
  const lists = await Promise.all(listOwners(visit).map((owner) => listDrafts(store, owner)))
  return lists.flat().length
}

async function replyDrafts(visit: Visit, store: Pick<DraftStore, 'db'>, nameDraft: NameDraft): Promise<Response> {
  const owners = listOwners(visit)
  const lists = await Promise.all(owners.map((owner) => listDrafts(store, owner)))
  const find = (kind: 'account' | 'browser') => lists[owners.findIndex((owner) => owner.kind === kind)] ?? []
  const account = find('account')
  const browser = find('browser')
  const main: Child = [
    html`<p class="lead">${copy.draftsLead}</p>`,
    account.length + browser.length === 0
      ? renderEmptyState({
          heading: copy.draftsNone,
          body: copy.draftsNoneBody,
          action: renderLinkButton({ label: copy.procedures, href: '/procedures' }),
        })
      : '',
    account.length === 0
      ? ''
      : renderSection({
          heading: copy.draftsAccount,
          lead: copy.draftsAccountBody,
          body: renderList(account, nameDraft),
        }),
    browser.length === 0
      ? ''
      : renderSection({
          heading: copy.draftsBrowser,
          lead: copy.draftsBrowserBody,
          body: [renderList(browser, nameDraft), renderBrowserWays(visit)],
        }),
  ]
  const view = renderFrame(visit, { title: copy.draftsTitle, main, notice: renderDone(visit, browser.length) })
  return replyPage(visit, view)
}

function renderBrowserWays(visit: Visit): Html {
  const take =
    findMember(visit) === undefined
      ? ''
      : html`<form class="stack" method="post" action="/drafts/take"><p>${copy.draftsTakeBody}</p>${renderButton({ label: copy.draftsTake, size: 'medium' })}</form>`
  return html`<div class="stack">${take}<form class="stack" method="post" action="/drafts/remove-all"><p>${copy.sharedBody}</p>${renderButton({ label: copy.draftsRemoveAll, kind: 'outline', size: 'medium', isDangerous: true })}</form></div>`
}

function renderDone({ url }: Visit, left: number): Html | '' {
  const done = (heading: string, body?: string) =>
    renderNotificationBanner({
      tone: 'success',
      heading,
      isLive: true,
      ...(body === undefined ? {} : { body: html`<p>${body}</p>` }),
    })
  if (url.searchParams.get('removed') === '1') return done(copy.draftsRemoved)
  const taken = url.searchParams.get('taken')
  if (taken === null || !/^[0-9]{1,2}$/.test(taken)) return ''
  return done(copy.draftsTaken(Number(taken)), left > 0 ? copy.draftsLeftHere(left) : undefined)
}

function renderList(drafts: readonly DraftHead[], nameDraft: NameDraft): Html {
  const items = drafts.map((head) => {
    const title = nameDraft(head)
    return html`<li class="items__item"><div><p class="items__title">${title}</p><p class="items__about">${copy.draftsUpdated(formatDateTime(head.updatedAt))}</p></div><div class="items__actions">${renderLinkButton({ label: copy.draftsContinue, context: `(${title})`, href: `/fill/${head.draft}`, kind: 'outline', size: 'small' })}${renderLinkButton({ label: copy.draftsRemove, context: `(${title})`, href: `/fill/${head.draft}/remove`, kind: 'text', size: 'small' })}</div></li>`
  })
  return html`<ul class="items">${items}</ul>`
}
