import type { Filling, Procedure } from '@madoguchi/forms'
import { reachable } from '@madoguchi/forms'
import { AppError, idPattern, japaneseDay } from '@madoguchi/kit'
import type { Html } from '@madoguchi/ui'
import { renderStepIndicator } from '@madoguchi/ui'
import { setBack } from '../shell/back-cookie.ts'
import { cookieNames, type Visit } from '../shell/visit.ts'
import type { OpenSession } from '../shell/visitor.ts'
import type { Draft } from './draft.ts'
import type { ToldLeftOut } from './draft-content.ts'
import { draftLimits } from './draft-limits.ts'
import { type DraftOwner, makeBrowserToken, ownerOfSession, parseBrowserToken } from './draft-owner.ts'
import { readFilling } from './edit-draft.ts'
import { fillCopy as copy } from './fill.words.ja.ts'
import { type Asker, findDraft } from './find-draft.ts'

/** A visit to one draft: whose it is was found out, and it is open. */
export type FillVisit = Visit & {
  readonly draft: Draft
  readonly procedure: Procedure
  /** Where it goes to, in words: みほん市. */
  readonly municipalityName: string
  readonly filling: Filling
  /** Answers of another version that this one has no question for, and that nobody was told of yet. */
  readonly leftOut: readonly ToldLeftOut[]
  /** An ISO instant. */
  readonly now: string
}

export type BrowserOwner = DraftOwner & { readonly kind: 'browser' }

export function findBrowserOwner({ c, cookies }: Visit): BrowserOwner | undefined {
  return parseBrowserToken(cookies.readCookie(c, cookieNames.drafts))
}

/** The browser's name, new or known, for another week. */
export function keepBrowserOwner({ c, cookies, world }: Visit): BrowserOwner {
  const known = cookies.readCookie(c, cookieNames.drafts)
  const value =
    known !== undefined && parseBrowserToken(known) !== undefined ? known : makeBrowserToken(world.deps.random)
  cookies.setCookie(c, { name: cookieNames.drafts, value, maxAgeS: draftLimits.browserKeptMs / 1000 })
  return parseBrowserToken(value) as BrowserOwner
}

export function forgetBrowserOwner({ c, cookies }: Visit): void {
  cookies.clearCookie(c, cookieNames.drafts)
}

/** The session, where its drafts can be opened: registered, and its card was brought to the vault. */
export function findMember({ session }: Visit): OpenSession | undefined {
  return session?.isRegistered === true && session.vault !== undefined ? session : undefined
}

export function findOwner(visit: Visit): DraftOwner {
  const member = findMember(visit)
  return member === undefined ? keepBrowserOwner(visit) : ownerOfSession(member)
}

export function askerOf(visit: Visit): Asker {
  return { session: findMember(visit), browser: findBrowserOwner(visit) }
}

/**
 * The draft that the address names. Throws DRAFT_UNKNOWN, also for anybody else's; SESSION_NONE and the like where its
 * owner has to log in first, who comes back to this address then.
 */
export async function openFill(visit: Visit): Promise<FillVisit> {
  const found = await findDraft(visit.world, askerOf(visit), readDraftId(visit))
  if (found === 'needs-log-in') {
    if (visit.c.req.method === 'GET') setBack(visit, visit.url.pathname)
    if (visit.session !== undefined && !visit.session.isRegistered)
      throw new AppError('REGISTRATION_NEEDED', 'The account has not consented yet.')
    if (visit.session !== undefined) throw new AppError('VAULT_CLOSED', 'This card was not brought to the vault yet.')
    throw new AppError(visit.sessionEnded ?? 'SESSION_NONE', 'The draft belongs to an account.')
  }
  if (found === undefined) throw new AppError('DRAFT_UNKNOWN', 'There is no such draft for this one.')
  return fillVisit(visit, found)
}

export type OpenFill = typeof openFill

export function fillVisit(visit: Visit, draft: Draft): FillVisit {
  const { finder, deps } = visit.world
  const procedure = finder.findProcedure(draft.procedure)
  if (procedure === undefined) throw new AppError('DRAFT_UNKNOWN', 'Nobody offers this procedure any more.')
  const at = deps.clock.now()
  const { filling, leftOut } = readFilling(draft.content, { procedure, today: japaneseDay(at) })
  const municipalityName = finder.findMunicipality(draft.municipality)?.name ?? draft.municipality
  return { ...visit, draft, procedure, municipalityName, filling, leftOut, now: at.toISOString() }
}

export function readDraftId({ c }: Visit): string {
  const id = c.req.param('draft') ?? ''
  if (!idPattern.test(id)) throw new AppError('DRAFT_UNKNOWN', 'This is no id of a draft.')
  return id
}

/** Throws TOO_MANY. */
export function countSave({ world }: Visit, draft: string): void {
  if (!world.limits.mayPass('draft-save', draft)) throw new AppError('TOO_MANY', 'Too many changes of one draft.')
}

export function pathOf({ draft }: FillVisit, ...parts: readonly (string | number)[]): string {
  return ['/fill', draft.draft, ...parts].join('/')
}

export function breadcrumbOf({ draft, procedure }: FillVisit) {
  return [
    { label: copy.procedures, href: '/procedures' },
    { label: procedure.title, href: `/procedures/${draft.municipality}/${draft.procedure}` },
  ]
}

/** 3／7 お子さんについて. Undefined on a page that is not on the way. */
export function renderProgress({ filling }: FillVisit, pageId: string | 'check'): Html | '' {
  const pages = reachable(filling).filter(({ kind }) => kind !== 'stop')
  const at = pageId === 'check' ? pages.length : pages.findIndex(({ id }) => id === pageId)
  if (at === -1) return ''
  return renderStepIndicator({ steps: [...pages.map(({ title }) => title), copy.stepCheck], current: at + 1 })
}
