import { base64url, dayMs, hex, idPattern, makeId, sha256, utf8 } from '@madoguchi/kit'
import { type Cookies, findClientAddress, type WebEnv } from '@madoguchi/server'
import type { Context } from 'hono'
import { type BrowserToken, makeBrowserToken, parseBrowserToken } from './browser-token.ts'
import type { Ground } from './ground.ts'
import { type HeldReply, openReply, sealReply } from './held-reply.ts'
import { deleteRepliesBefore, deleteRepliesOf, deleteWindow, findReply, insertReply } from './held-rows.ts'
import type { Counts } from './limits/counts.ts'

/** One request, and who makes it: `whose` names what it is held for, and is empty for who was never logged in. */
export type Holder = {
  readonly c: Context<WebEnv>
  readonly cookies: Cookies
  readonly whose: string
  readonly isStranger: boolean
}

/** What forms were answered with, until their window goes on. */
export type HeldReplies = {
  now(): Date
  /** Gives its id; undefined where there is too much of it. `after`: the id of what this window showed before. */
  hold(holder: Holder, reply: HeldReply, after?: string): Promise<string | undefined>
  /** Undefined for another browser or person, and for what was forgotten. */
  find(holder: Holder, id: string): Promise<HeldReply | undefined>
  /** A form of the window that showed it was right. */
  forgetWindow(holder: Holder, id: string): Promise<void>
  /** Whatever this browser has. */
  forgetAll(holder: Holder): Promise<void>
}

const cookieFamily = 'held'
const nameBytes = 6
const keptMs = dayMs

export function makeHeldReplies(
  { db, clock, random }: Pick<Ground, 'db' | 'clock' | 'random'>,
  { limits, proxyHops }: { limits: Pick<Counts, 'mayPass'>; proxyHops: number },
): HeldReplies {
  /** One request that holds two things names its browser once. */
  const given = new WeakMap<Holder['c'], BrowserToken>()
  function nameBrowser({ c, cookies }: Holder): BrowserToken | undefined {
    const known = findBrowsers({ c, cookies })[0] ?? given.get(c)
    if (known !== undefined) return known
    const value = makeBrowserToken(random)
    const browser = parseHeldToken(value)
    if (browser === undefined) return undefined
    given.set(c, browser)
    // Each has a name of its own: of two windows of a new browser neither takes the other's away.
    cookies.setCookie(c, { name: `${cookieFamily}-${hex.encode(browser.hash.subarray(0, nameBytes))}`, value })
    return browser
  }
  async function findRow(holder: Holder, id: string) {
    for (const browser of findBrowsers(holder)) {
      const found = await findReply(db.kysely, { browser: browser.hash, id })
      if (found !== undefined) return { browser, id, ...found }
    }
    return undefined
  }
  return {
    now: () => clock.now(),
    async hold(holder, reply, after) {
      const { c, whose, isStranger } = holder
      if (isStranger && !limits.mayPass('held-by-client', findClientAddress(c, { proxyHops }) ?? '')) return undefined
      const before = after === undefined ? undefined : await findRow(holder, after)
      const browser = before?.browser ?? nameBrowser(holder)
      if (browser === undefined) return undefined
      const id = makeId('hld', random)
      const begunWith = before?.begunWith ?? id
      const sealed = sealReply({ browser, id, begunWith, whose }, reply, random)
      if (sealed === undefined) return undefined
      const heldFor = isStranger ? null : whose
      await insertReply(db.kysely, { browser: browser.hash, id, begunWith }, { sealed, at: clock.now(), heldFor })
      return id
    },
    async find(holder, id) {
      const row = await findRow(holder, id)
      return row === undefined ? undefined : openReply({ ...row, whose: holder.whose }, row.sealed)
    },
    async forgetWindow(holder, id) {
      const row = await findRow(holder, id)
      if (row !== undefined) await deleteWindow(db.kysely, { browser: row.browser.hash, begunWith: row.begunWith })
    },
    async forgetAll(holder) {
      for (const { hash } of findBrowsers(holder)) await deleteRepliesOf(db.kysely, hash)
    },
  }
}

function findBrowsers({ c, cookies }: Pick<Holder, 'c' | 'cookies'>): readonly BrowserToken[] {
  return cookies.readFamily(c, cookieFamily).flatMap((text) => parseHeldToken(text) ?? [])
}

/** Undefined for what cannot be a token. */
export function parseHeldToken(text: string | undefined): BrowserToken | undefined {
  return parseBrowserToken(text, 'madoguchi/1/held-replies\n')
}

/** What nobody came back for. */
export async function forgetReplies({ db, clock }: Pick<Ground, 'db' | 'clock'>): Promise<void> {
  await deleteRepliesBefore(db.kysely, new Date(clock.now().getTime() - keptMs))
}

/** The name of an account in what a reply is bound to, and in the cookie that outlives its session. */
export function nameAccount(account: string): string {
  return base64url.encode(sha256(utf8.encode(`madoguchi/1/held-for\n${account}`)))
}

/** Which reply an address names. */
export function readHeldId(url: URL): string | undefined {
  const id = url.searchParams.get('held')
  return id !== null && idPattern.test(id) ? id : undefined
}

/** What is held for the very address that is asked for. */
export async function findReplyHere(
  held: HeldReplies,
  holder: Holder,
): Promise<{ readonly id: string; readonly reply: HeldReply } | undefined> {
  const url = new URL(holder.c.req.url)
  const id = readHeldId(url)
  const reply = id === undefined ? undefined : await held.find(holder, id)
  return id === undefined || reply?.path !== url.pathname ? undefined : { id, reply }
}
