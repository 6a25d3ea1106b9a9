import { base64url, dayMs, idPattern, makeId, sha256, utf8 } from '@madoguchi/kit'
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

const cookieName = 'held'
const keptMs = dayMs
const sealedBytesMax = 64 * 1024

export function makeHeldReplies(
  { db, clock, random }: Pick<Ground, 'db' | 'clock' | 'random'>,
  { limits, proxyHops }: { limits: Pick<Counts, 'mayPass'>; proxyHops: number },
): HeldReplies {
  /** One request that holds two things names its browser once. */
  const given = new WeakMap<Holder['c'], string>()
  function nameBrowser({ c, cookies }: Holder): BrowserToken | undefined {
    const known = findBrowser({ c, cookies }) ?? parseHeldToken(given.get(c))
    if (known !== undefined) return known
    const token = makeBrowserToken(random)
    given.set(c, token)
    cookies.setCookie(c, { name: cookieName, value: token })
    return parseHeldToken(token)
  }
  async function findRow(browser: BrowserToken | undefined, id: string) {
    const found = browser === undefined ? undefined : await findReply(db.kysely, { browser: browser.hash, id })
    return browser === undefined || found === undefined ? undefined : { browser, id, ...found }
  }
  return {
    now: () => clock.now(),
    async hold(holder, reply, after) {
      const { c, whose, isStranger } = holder
      if (isStranger && !limits.mayPass('held-by-client', findClientAddress(c, { proxyHops }) ?? '')) return undefined
      const before = after === undefined ? undefined : await findRow(findBrowser(holder), after)
      const browser = nameBrowser(holder)
      if (browser === undefined) return undefined
      const id = makeId('hld', random)
      const begunWith = before?.begunWith ?? id
      const sealed = sealReply({ browser, id, begunWith, whose }, reply, random)
      if (sealed.length > sealedBytesMax) return undefined
      await insertReply(db.kysely, { browser: browser.hash, id, begunWith }, { sealed, at: clock.now(), isStranger })
      return id
    },
    async find(holder, id) {
      const row = await findRow(findBrowser(holder), id)
      return row === undefined ? undefined : openReply({ ...row, whose: holder.whose }, row.sealed)
    },
    async forgetWindow(holder, id) {
      const row = await findRow(findBrowser(holder), id)
      if (row !== undefined) await deleteWindow(db.kysely, { browser: row.browser.hash, begunWith: row.begunWith })
    },
    async forgetAll(holder) {
      const browser = findBrowser(holder)
      if (browser !== undefined) await deleteRepliesOf(db.kysely, browser.hash)
    },
  }
}

function findBrowser({ c, cookies }: Pick<Holder, 'c' | 'cookies'>): BrowserToken | undefined {
  return parseHeldToken(cookies.readCookie(c, cookieName))
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
