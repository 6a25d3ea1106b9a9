import assert from 'node:assert/strict'
import { AppError } from '@madoguchi/kit'
import type { Context } from 'hono'

const headerLengthMax = 8192
const valueLengthMax = 2048
const namePattern = /^[a-z][a-z0-9-]{0,31}$/
const familyMax = 8
const valuePattern = /^[A-Za-z0-9_.~-]*$/

export type Cookies = {
  /** Undefined when it is missing, sent twice (somebody planted one), too long or of another alphabet. */
  readCookie(c: Context, name: string): string | undefined
  /** The values of all whose name begins with `family-`, eight at most: two windows that were given one at once have two. */
  readFamily(c: Context, family: string): readonly string[]
  /** Until the browser closes, unless `maxAgeS` is given. The value is base64url or the like. */
  setCookie(c: Context, cookie: { name: string; value: string; maxAgeS?: number | undefined }): void
  clearCookie(c: Context, name: string): void
}

/**
 * Cookies that no script reads, no other site sends and no sister domain plants: `__Host-`, Secure, HttpOnly, SameSite=Lax.
 * Plain HTTP on another host than localhost cannot have them: there the name is plain, and in production it is refused
 * (COOKIES_NEED_HTTPS).
 */
export function makeCookies({ origin, isProduction }: { origin: string; isProduction: boolean }): Cookies {
  const { protocol, hostname } = new URL(origin)
  const isLocal =
    hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '127.0.0.1' || hostname === '[::1]'
  const isSecure = protocol === 'https:' || isLocal
  if (!isSecure && isProduction) {
    throw new AppError(
      'COOKIES_NEED_HTTPS',
      'In production the origin must begin with https://, or log-in cookies could be read on the way.',
    )
  }
  const prefix = isSecure ? '__Host-' : ''
  const attributes = `; Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`

  function write(c: Context, name: string, rest: string): void {
    assert(namePattern.test(name), 'a cookie name of ours')
    c.header('Set-Cookie', `${prefix}${name}=${rest}${attributes}`, { append: true })
  }

  /** What was sent, by name without the prefix. */
  function readPairs(c: Context): readonly (readonly [name: string, value: string])[] {
    const header = c.req.header('cookie') ?? ''
    if (header.length > headerLengthMax) return []
    return header.split(';').flatMap((part) => {
      const [key = '', ...value] = part.trim().split('=')
      // A pair without a sign is a cookie without a name, whatever its value says.
      return key.startsWith(prefix) && value.length > 0 ? [[key.slice(prefix.length), value.join('=')] as const] : []
    })
  }

  function readOne(pairs: ReturnType<typeof readPairs>, name: string): string | undefined {
    const [one, ...others] = pairs.filter(([key]) => key === name)
    return one !== undefined && others.length === 0 && isFit(one[1]) ? one[1] : undefined
  }

  return {
    readCookie(c, name) {
      assert(namePattern.test(name), 'a cookie name of ours')
      return readOne(readPairs(c), name)
    },
    readFamily(c, family) {
      assert(namePattern.test(family), 'a cookie name of ours')
      const pairs = readPairs(c)
      const names = new Set(pairs.map(([name]) => name).filter((name) => name.startsWith(`${family}-`)))
      return [...names].flatMap((name) => readOne(pairs, name) ?? []).slice(0, familyMax)
    },
    setCookie(c, { name, value, maxAgeS }) {
      assert(isFit(value), 'a value that needs no quoting')
      assert(maxAgeS === undefined || (Number.isSafeInteger(maxAgeS) && maxAgeS > 0), 'whole seconds')
      write(c, name, `${value}${maxAgeS === undefined ? '' : `; Max-Age=${maxAgeS}`}`)
    },
    clearCookie(c, name) {
      write(c, name, '; Max-Age=0')
    },
  }
}

function isFit(value: string): boolean {
  return value.length <= valueLengthMax && valuePattern.test(value)
}
