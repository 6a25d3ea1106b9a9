import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Bytes, Random } from '@madoguchi/kit'
import { base64url, concat } from '@madoguchi/kit'

const halfSizeBytes = 16

export type TurnCookies = {
  /** A new name for a browser: 16 random bytes and as many of their HMAC-SHA256, in base64url. */
  make(): string
  /** The name in a cookie that we made; undefined for every other. */
  find(cookie: string | undefined): string | undefined
}

/** Tells browsers at one address apart that have nothing else of ours. Whoever asks for a page is given a name: it proves no more. */
export function makeTurnCookies({ key, random }: { key: Bytes; random: Random }): TurnCookies {
  const markOf = (name: Bytes) =>
    new Uint8Array(createHmac('sha256', key).update(name).digest().subarray(0, halfSizeBytes))
  return {
    make() {
      const name = random.bytes(halfSizeBytes)
      return base64url.encode(concat(name, markOf(name)))
    },
    find(cookie) {
      if (cookie === undefined || !/^[A-Za-z0-9_-]{43}$/.test(cookie)) return undefined
      const bytes = new Uint8Array(Buffer.from(cookie, 'base64url'))
      const name = bytes.slice(0, halfSizeBytes)
      return timingSafeEqual(markOf(name), bytes.subarray(halfSizeBytes)) ? base64url.encode(name) : undefined
    },
  }
}
