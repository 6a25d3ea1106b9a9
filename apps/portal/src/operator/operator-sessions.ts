import { timingSafeEqual } from 'node:crypto'
import type { Clock, Random } from '@madoguchi/kit'
import { base64url, hourMs, minuteMs, sha256, utf8 } from '@madoguchi/kit'

export type OperatorSessions = {
  isToken(text: string): boolean
  /** Gives the cookie's value. */
  open(by: string): string
  /** Who is logged in with this cookie, by the name they gave; it counts as seen where the operator came by themselves. */
  find(cookie: string | undefined, isSeen: boolean): string | undefined
  close(cookie: string | undefined): void
}

const idleMs = 30 * minuteMs
const longestMs = 8 * hourMs

/** Log-ins to the operator's page, in this process's memory: a restart ends them all. */
export function makeOperatorSessions(options: { token: string; clock: Clock; random: Random }): OperatorSessions {
  const { clock, random } = options
  const expected = hashWord(options.token)
  const sessions = new Map<string, { by: string; seenAt: number; openedAt: number }>()
  const nameOf = (cookie: string) => base64url.encode(hashWord(cookie))
  return {
    isToken: (text) => timingSafeEqual(hashWord(text), expected),
    open(by) {
      const cookie = base64url.encode(random.bytes(32))
      const now = clock.now().getTime()
      sessions.set(nameOf(cookie), { by, seenAt: now, openedAt: now })
      return cookie
    },
    find(cookie, isSeen) {
      const session = cookie === undefined ? undefined : sessions.get(nameOf(cookie))
      if (cookie === undefined || session === undefined) return undefined
      const now = clock.now().getTime()
      if (now - session.seenAt >= idleMs || now - session.openedAt >= longestMs) {
        sessions.delete(nameOf(cookie))
        return undefined
      }
      if (isSeen) session.seenAt = now
      return session.by
    },
    close(cookie) {
      if (cookie !== undefined) sessions.delete(nameOf(cookie))
    },
  }
}

/** Words of the operator are compared by it. */
export function hashWord(text: string): Uint8Array {
  return sha256(utf8.encode(`madoguchi/1/operator\n${text}`))
}
