import assert from 'node:assert/strict'
import { base64url } from '@madoguchi/kit'
import type { CardAct } from '../log-in/card-again.ts'
import { envOf } from './test-api-client.fixture.ts'
import { type TestPortal, testOrigin } from './test-portal.fixture.ts'
import type { TestCard } from './test-trust.fixture.ts'

export type Seen = {
  readonly status: number
  readonly location: string | null
  readonly text: string
  readonly bytes: Uint8Array
  readonly headers: Headers
  /** Where a form led that was answered with a page. */
  readonly shownAt?: string
}
export type TestBrowser = {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Seen>
  post(
    path: string,
    fields?: Readonly<Record<string, string | readonly string[]>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Seen>
  /** A form with a file. */
  sendFile(path: string, name: string, bytes: Uint8Array, headers?: Readonly<Record<string, string>>): Promise<Seen>
  /** A form with several files in one field, by their names. */
  sendFiles(path: string, name: string, files: readonly (readonly [string, Uint8Array])[]): Promise<Seen>
}

/** A browser without a script: cookies, forms, and one redirect at a time; to what a form was answered with it goes along. */
export function makeBrowser(
  { portal }: { portal: Pick<TestPortal['portal'], 'fetch'> },
  origin = testOrigin,
  address?: string,
): TestBrowser {
  const jar = new Map<string, string>()
  async function send(path: string, init: RequestInit): Promise<Seen> {
    const headers = new Headers(init.headers)
    headers.set('accept', 'text/html')
    if (jar.size > 0) headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await portal.fetch(new Request(origin + path, { ...init, headers }), envOf(address))
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      const [name = '', value = ''] = pair.split('=')
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    const { status, headers: answered } = response
    const to = answered.get('location')
    if (init.method === 'POST' && to !== null && /[?&](held|why|refused)=/.test(to) && status === 303) {
      const site = new Headers({ 'sec-fetch-site': 'same-origin' })
      const shown = await send(to, { headers: site })
      // The page that says so did not fail; the form did.
      const failed = /^\/refused\?why=(internal|unavailable)/.test(to) ? { status: 500 } : {}
      return { ...shown, ...failed, shownAt: to }
    }
    const bytes = new Uint8Array(await response.arrayBuffer())
    const text = new TextDecoder().decode(bytes)
    return { status, headers: answered, location: answered.get('location'), text, bytes }
  }
  return {
    get: (path, headers = {}) => send(path, { headers }),
    post(path, fields = {}, headers = { origin, 'sec-fetch-site': 'same-origin' }) {
      const pairs = Object.entries(fields).flatMap(([name, value]) =>
        [value].flat().map((one): [string, string] => [name, String(one)]),
      )
      return send(path, { method: 'POST', body: new URLSearchParams(pairs), headers })
    },
    sendFile(path, name, bytes, headers = {}) {
      const body = new FormData()
      body.set(name, new Blob([new Uint8Array(bytes)], { type: 'application/pdf' }), 'a.pdf')
      return send(path, { method: 'POST', body, headers: { origin, 'sec-fetch-site': 'same-origin', ...headers } })
    },
    sendFiles(path, name, files) {
      const body = new FormData()
      for (const [file, bytes] of files) body.append(name, new Blob([new Uint8Array(bytes)]), file)
      return send(path, { method: 'POST', body, headers: { origin, 'sec-fetch-site': 'same-origin' } })
    },
  }
}

/** Logs in as the page's script does with what the card said. */
export async function logInByPage(browser: TestBrowser, card: TestCard): Promise<{ href: string }> {
  const { challenge } = JSON.parse((await browser.post('/login/challenge')).text) as { challenge: string }
  const { status, text } = await browser.post('/login/card', {
    certificate: base64url.encode(card.certificate.der),
    signature: base64url.encode(card.sign(testOrigin, base64url.decode(challenge))),
    wrappingKey: base64url.encode(card.wrappingKey),
  })
  assert.equal(status, 200, text)
  return JSON.parse(text) as { href: string }
}

/** Shows the card again for an act, as the page's script does, with what the form said. Gives where it leads. */
export async function confirmByPage(
  browser: TestBrowser,
  card: TestCard,
  { act, fields = {} }: { act: CardAct; fields?: Record<string, string> },
): Promise<Seen> {
  const { challenge } = JSON.parse((await browser.post(`/confirm/${act}/challenge`)).text) as { challenge: string }
  return browser.post(`/confirm/${act}/card`, {
    ...fields,
    certificate: base64url.encode(card.certificate.der),
    signature: base64url.encode(card.sign(testOrigin, base64url.decode(challenge))),
  })
}
