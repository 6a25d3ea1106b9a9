import { isIP } from 'node:net'
import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'

/**
 * The address a request came from, for rate limits only: never logged, never stored. An IPv6 address is cut to its /64.
 * `proxyHops` is how many proxies of ours stand in front: that many entries of X-Forwarded-For are believed, from the end.
 * Undefined when the request came by a function call, or when the proxies did not say.
 */
export function findClientAddress(c: Context, { proxyHops }: { proxyHops: number }): string | undefined {
  const bindings = c.env as Partial<HttpBindings> | undefined
  const socket = bindings?.incoming?.socket?.remoteAddress
  const forwarded = (c.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim())
  const address = proxyHops === 0 ? socket : forwarded.at(-proxyHops)
  if (address === undefined || isIP(address) === 0) return undefined
  return isIP(address) === 6 ? networkOf(address) : address
}

function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  const [head = '', tail = ''] = (address.split('%')[0] ?? '').toLowerCase().split('::')
  const front = head === '' ? [] : head.split(':')
  const back = tail === '' ? [] : tail.split(':')
  const zeros = Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0')
  const groups = address.includes('::') ? [...front, ...zeros, ...back] : front
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
