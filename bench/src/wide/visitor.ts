import type { ApiValue } from '@madoguchi/portal'
import { parseApiAnswer } from '@madoguchi/portal'
import type { Registry } from '@madoguchi/registry'
import { makeLogInCard, signWithCard } from './cards.ts'
import { askedTypes, pairsAsked } from './providers.ts'

export type PageLoad = { readonly firstMs: number; readonly allMs: number }

/** Somebody who has never been at the portal before, logged in. */
export type Visitor = {
  /** 「あなたの情報」: asks for everything at once, listens as a page does, opens what has come. */
  loadInformation(): Promise<PageLoad>
}

type Listed = ApiValue<'Request'>

/** A card is made, signs, and its holder consents to the terms. `address` is what the operator's proxy passes on. */
export async function openVisitor(options: {
  registry: Registry
  residentCode: string
  origin: string
  address: string
}): Promise<Visitor> {
  const { registry, residentCode, origin, address } = options
  const card = await makeLogInCard(registry, residentCode)
  const url = origin.replace('localhost', '127.0.0.1')
  let token = ''

  /** What is timed is not looked at once more: a `T` is what the portal's schema says. */
  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        'x-forwarded-for': address,
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return (response.status === 204 ? undefined : await response.json()) as T
  }

  /** Opens what has come and was not read before; gives how many there are then. */
  async function readNew(request: string, { items }: Listed, read: Set<string>): Promise<number> {
    const fresh = items.flatMap(({ exchange, canOpen }) => (canOpen && !read.has(exchange) ? [exchange] : []))
    if (fresh.length === 0) return read.size
    const path = `/requests/${request}/answers.json?exchanges=${fresh.join(',')}`
    const { answers } = await call<ApiValue<'Answers'>>('GET', path)
    for (const { exchange } of answers) read.add(exchange)
    return read.size
  }

  const challenge = parseApiAnswer('Challenge', await call('POST', '/login/challenges', {}))
  const body = await signWithCard(card, { ...challenge, origin })
  token = parseApiAnswer('SessionToken', await call('POST', '/sessions', body)).token
  await call('POST', '/registration', { consent: true })
  return {
    async loadInformation() {
      const started = performance.now()
      const { request, version } = await call<ApiValue<'RequestMade'>>('POST', '/requests', {
        types: askedTypes,
      })
      const read = new Set<string>()
      let firstMs: number | undefined
      let seen = version
      for (;;) {
        const listed = await call<Listed>('GET', `/requests/${request}?seen=${seen}`)
        seen = listed.version
        const isDone = listed.items.every(({ state }) => state !== 'asking' && state !== 'delayed')
        if (firstMs === undefined && listed.items.some(({ canOpen }) => canOpen)) {
          await readNew(request, listed, read)
          firstMs = performance.now() - started
        }
        if (!isDone) continue
        const count = await readNew(request, listed, read)
        if (count !== pairsAsked || firstMs === undefined) throw new Error(`${count} answers came`)
        return { firstMs, allMs: performance.now() - started }
      }
    },
  }
}
