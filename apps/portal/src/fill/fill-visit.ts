import { AppError, hex, idPattern, type Random } from '@madoguchi/kit'
import { makeBrowserToken } from '../shell/browser-token.ts'
import { readDraftTokens } from '../shell/draft-tokens.ts'
import { cookieNames, type Visit } from '../shell/visit.ts'
import type { OpenSession } from '../shell/visitor.ts'
import { draftLimits } from './draft-limits.ts'
import { type BrowserOwner, type DraftOwner, ownerOfSession, parseDraftToken } from './draft-owner.ts'
import type { Asker } from './find-draft.ts'

const nameBytes = 6

type Named = { readonly token: string; readonly owner: BrowserOwner }

function listNamed(visit: Visit): readonly Named[] {
  return readDraftTokens(visit).flatMap((token) => {
    const owner = parseDraftToken(token)
    return owner === undefined ? [] : [{ token, owner }]
  })
}

/** Whose drafts this browser has: one as a rule, more where windows of a new browser began at the same moment. */
export function findBrowserOwners(visit: Visit): readonly BrowserOwner[] {
  return listNamed(visit).map(({ owner }) => owner)
}

/** The browser's name, new or known, for another week. */
export function keepBrowserOwner(visit: Visit, random: Random): BrowserOwner {
  const token = listNamed(visit)[0]?.token ?? makeBrowserToken(random)
  const owner = parseDraftToken(token) as BrowserOwner
  keepCookie(visit, { token, owner })
  return owner
}

/** The name stays for as long as what was written under it just now. */
export function renewBrowserOwner(visit: Visit, { hash }: BrowserOwner): void {
  const named = listNamed(visit).find(({ owner }) => Buffer.from(owner.hash).equals(hash))
  if (named !== undefined) keepCookie(visit, named)
}

function keepCookie({ c, cookies }: Visit, { token, owner }: Named): void {
  cookies.setCookie(c, { name: cookieOf(owner), value: token, maxAgeS: draftLimits.browserKeptMs / 1000 })
}

/** Each has a name of its own: of two windows of a new browser neither takes the other's away. */
function cookieOf({ hash }: BrowserOwner): string {
  return `${cookieNames.drafts}-${hex.encode(hash.subarray(0, nameBytes))}`
}

/** Names under which nothing is kept any more. */
export function forgetBrowserOwners(visit: Visit, owners: readonly BrowserOwner[]): void {
  const { c, cookies } = visit
  for (const owner of owners) cookies.clearCookie(c, cookieOf(owner))
  const before = parseDraftToken(cookies.readCookie(c, cookieNames.drafts))
  if (before !== undefined && owners.some(({ hash }) => Buffer.from(hash).equals(before.hash)))
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
  return { session: findMember(visit), browsers: findBrowserOwners(visit) }
}

export function readDraftId({ c }: Visit): string {
  const id = c.req.param('draft') ?? ''
  if (!idPattern.test(id)) throw new AppError('DRAFT_UNKNOWN', 'This is no id of a draft.')
  return id
}
