import { AppError, idPattern, type Random } from '@madoguchi/kit'
import { makeBrowserToken } from '../shell/browser-token.ts'
import { cookieNames, type Visit } from '../shell/visit.ts'
import type { OpenSession } from '../shell/visitor.ts'
import { draftLimits } from './draft-limits.ts'
import { type DraftOwner, ownerOfSession, parseDraftToken } from './draft-owner.ts'
import type { Asker } from './find-draft.ts'

type BrowserOwner = DraftOwner & { readonly kind: 'browser' }

export function findBrowserOwner({ c, cookies }: Visit): BrowserOwner | undefined {
  return parseDraftToken(cookies.readCookie(c, cookieNames.drafts))
}

/** The browser's name, new or known, for another week. */
export function keepBrowserOwner({ c, cookies }: Visit, random: Random): BrowserOwner {
  const known = cookies.readCookie(c, cookieNames.drafts)
  const value = known !== undefined && parseDraftToken(known) !== undefined ? known : makeBrowserToken(random)
  cookies.setCookie(c, { name: cookieNames.drafts, value, maxAgeS: draftLimits.browserKeptMs / 1000 })
  return parseDraftToken(value) as BrowserOwner
}

export function forgetBrowserOwner({ c, cookies }: Visit): void {
  cookies.clearCookie(c, cookieNames.drafts)
}

/** The session, where its drafts can be opened: registered, and its card was brought to the vault. */
export function findMember({ session }: Visit): OpenSession | undefined {
  return session?.isRegistered === true && session.vault !== undefined ? session : undefined
}

export function keepOwner(visit: Visit, random: Random): DraftOwner {
  const member = findMember(visit)
  return member === undefined ? keepBrowserOwner(visit, random) : ownerOfSession(member)
}

export function askerOf(visit: Visit): Asker {
  return { session: findMember(visit), browser: findBrowserOwner(visit) }
}

export function readDraftId({ c }: Visit): string {
  const id = c.req.param('draft') ?? ''
  if (!idPattern.test(id)) throw new AppError('DRAFT_UNKNOWN', 'This is no id of a draft.')
  return id
}
