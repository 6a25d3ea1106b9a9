import { isIPv6 } from 'node:net'

/** One that is connected and has not shown the key of a party. */
type Stranger = { readonly address: string; letGo(): void }

/** A place of one who has not shown a key yet; it is free again when it is disposed. */
export type StrangerPlace = Disposable & {
  /** The first byte came: whoever begins a handshake is let go after those who say nothing. */
  noteSpoken(): void
}

type StrangerPlaces = {
  readonly size: number
  /** Always gives a place. `letGo` is called when somebody else needs it. */
  enter(address: string, letGo: () => void): StrangerPlace
}

type Crowd = { readonly silent: Set<Stranger>; readonly speaking: Set<Stranger> }

/**
 * Places for connections that nobody knows yet whose they are. An address may hold no more than what is left free for all
 * others. Nobody is refused for what others hold: where a share is full, the address that holds most loses one, first of those
 * that say nothing, the longest first. So a party at the very address of somebody who holds connections gets through.
 */
export function makeStrangerPlaces(max: number): StrangerPlaces {
  const crowds = new Map<string, Crowd>()
  let size = 0

  function leave(one: Stranger): void {
    const crowd = crowds.get(one.address)
    if (crowd === undefined || !(crowd.silent.delete(one) || crowd.speaking.delete(one))) return
    size -= 1
    if (sizeOf(crowd) === 0) crowds.delete(one.address)
  }

  function clearRoom(address: string): void {
    const own = crowds.get(address)
    if ((own === undefined ? 0 : sizeOf(own)) + 1 <= max - size) return
    let loudest: Crowd | undefined
    for (const crowd of crowds.values()) if (loudest === undefined || sizeOf(crowd) > sizeOf(loudest)) loudest = crowd
    const [silent] = loudest?.silent ?? []
    const [speaking] = loudest?.speaking ?? []
    const one = silent ?? speaking
    if (one === undefined) return
    leave(one)
    one.letGo()
  }

  return {
    get size() {
      return size
    },
    enter(peer, letGo) {
      const address = nameNetwork(peer)
      clearRoom(address)
      const crowd = crowds.get(address) ?? { silent: new Set(), speaking: new Set() }
      const one: Stranger = { address, letGo }
      crowds.set(address, crowd)
      crowd.silent.add(one)
      size += 1
      return {
        noteSpoken() {
          if (crowd.silent.delete(one)) crowd.speaking.add(one)
        },
        [Symbol.dispose]: () => leave(one),
      }
    },
  }
}

function sizeOf({ silent, speaking }: Crowd): number {
  return silent.size + speaking.size
}

/** An address as a socket gives it, by which it is counted: IPv6 by its /64, of which one host has all. */
export function nameNetwork(address: string): string {
  if (!isIPv6(address)) return address
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::')
  const front = head === '' ? [] : head.split(':')
  const back = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0')
  return [...front, ...(tail === undefined ? [] : zeros), ...back].slice(0, 4).join(':')
}
