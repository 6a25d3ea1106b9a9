import { isIP } from 'node:net'
import type { HttpBindings } from '@hono/node-server'

/** As much of a request of Hono’s as says who sent it. */
type Asking = { readonly env: unknown; readonly req: { header(name: string): string | undefined } }

/**
 * The address a request came from, for rate limits only: never logged, never stored. An IPv6 address is cut to its /64.
 * `proxyHops` is how many proxies of ours stand in front: that many entries of X-Forwarded-For are believed, from the end,
 * with or without a port. Whoever they say nothing of has the address of the socket, so that nobody is counted as nobody.
 * Undefined when the request came by a function call.
 */
export function findClientAddress(c: Asking, { proxyHops }: { proxyHops: number }): string | undefined {
  const bindings = c.env as Partial<HttpBindings> | undefined
  const socket = bindings?.incoming?.socket?.remoteAddress
  const entry = proxyHops === 0 ? undefined : (c.req.header('x-forwarded-for') ?? '').split(',').at(-proxyHops)
  const address = [entry === undefined ? undefined : withoutPort(entry.trim()), socket].find(
    (one) => one !== undefined && isIP(one) !== 0,
  )
  return address !== undefined && isIP(address) === 6 ? networkOf(address) : address
}

/** Some proxies write `192.0.2.7:4711` and `[2001:db8::7]:4711`. */
function withoutPort(entry: string): string {
  return /^\[([^\]]*)\](?::\d+)?$/.exec(entry)?.[1] ?? /^([\d.]+):\d+$/.exec(entry)?.[1] ?? entry
}

/** Its /64, or the IPv4 address that it stands for (RFC 4291 2.5.5.2), however that is written. */
function networkOf(address: string): string {
  const groups = listGroups(address)
  const [a = 0, b = 0] = groups.slice(6)
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff)
    return [a >> 8, a & 255, b >> 8, b & 255].join('.')
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`
}

/** The eight groups of an IPv6 address. */
function listGroups(address: string): readonly number[] {
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::')
  const [front, back] = [readGroups(head), readGroups(tail ?? '')]
  return [...front, ...Array.from({ length: 8 - front.length - back.length }, () => 0), ...back]
}

/** What is written dotted at the end is two groups. */
function readGroups(text: string): readonly number[] {
  return text === ''
    ? []
    : text.split(':').flatMap((group) => {
        if (!group.includes('.')) return [Number.parseInt(group, 16)]
        const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number)
        return [a * 256 + b, c * 256 + d]
      })
}
