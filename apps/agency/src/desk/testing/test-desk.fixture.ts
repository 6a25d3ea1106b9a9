import assert from 'node:assert/strict'
import type { Agency } from '../../start.ts'
import { makeTestPasskey, type TestPasskey } from './passkey.fixture.ts'

export const deskOrigin = 'http://localhost:8482'

export type Seen = {
  readonly status: number
  readonly location: string | null
  readonly text: string
  readonly type: string
}

/** A browser without a script: cookies, forms, one redirect at a time. */
export type DeskBrowser = {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Seen>
  post(
    path: string,
    fields?: Readonly<Record<string, string>> | URLSearchParams,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Seen>
  /** Posts, and opens where that leads. */
  follow(path: string, fields?: Readonly<Record<string, string>> | URLSearchParams): Promise<Seen>
  readonly cookies: Map<string, string>
}

export function makeDeskBrowser({ desk }: Pick<Agency, 'desk'>, origin = deskOrigin): DeskBrowser {
  const cookies = new Map<string, string>()
  async function send(path: string, init: RequestInit): Promise<Seen> {
    const headers = new Headers(init.headers)
    if (!headers.has('accept')) headers.set('accept', 'text/html')
    if (cookies.size > 0) headers.set('cookie', [...cookies].map((pair) => pair.join('=')).join('; '))
    const response = await desk.fetch(new Request(origin + path, { ...init, headers }))
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=')
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    const { status, headers: said } = response
    return { status, location: said.get('location'), text: await response.text(), type: said.get('content-type') ?? '' }
  }
  const ours = { origin, 'sec-fetch-site': 'same-origin' }
  const post: DeskBrowser['post'] = (path, fields = {}, headers = ours) =>
    send(path, { method: 'POST', body: new URLSearchParams(fields), headers })
  return {
    cookies,
    get: (path, headers = {}) => send(path, { headers }),
    post,
    async follow(path, fields) {
      const { status, location, text } = await post(path, fields)
      assert.deepEqual([status, location !== null], [303, true], text.slice(0, 400))
      return send(location ?? '', { headers: { 'sec-fetch-site': 'same-origin' } })
    },
  }
}

export type Order = { readonly name: string; readonly roles: string; readonly affairs: string }

/** The path of a link for somebody new. */
export async function inviteTo(agency: Agency, order: Order): Promise<string> {
  const made = await agency.desk.invite(order)
  assert(made.ok)
  return new URL(made.value.link).pathname
}

/** As much of it as a passkey answers to. */
type Asked = { readonly challenge: string; readonly user: { readonly id: string } }

/** What the browser is asked for there; undefined where the link opens nothing. */
export async function askAt(browser: DeskBrowser, path: string): Promise<Asked> {
  const { status, text } = await browser.post(`${path}/options`)
  return (status === 200 ? JSON.parse(text) : undefined) as Asked
}

/** Somebody invited who has registered and logged in. */
export async function enterDesk(
  agency: Agency,
  order: Order,
): Promise<{ browser: DeskBrowser; passkey: TestPasskey; officer: string }> {
  const path = await inviteTo(agency, order)
  const browser = makeDeskBrowser(agency)
  const passkey = makeTestPasskey(deskOrigin)
  const registered = await browser.post(path, { response: passkey.register(await askAt(browser, path)) })
  assert.equal(registered.location, '/login?done=registered')
  assert.equal((await logIn(browser, passkey)).location, '/')
  const row = await agency.database
    .selectFrom('passkeys')
    .select('officer')
    .where('credential', '=', passkey.id)
    .executeTakeFirstOrThrow()
  return { browser, passkey, officer: row.officer }
}

export async function logIn(
  browser: DeskBrowser,
  passkey: TestPasskey,
  changes?: Parameters<TestPasskey['logIn']>[1],
): Promise<Seen> {
  return browser.post('/login', { response: passkey.logIn(await askAt(browser, '/login'), changes) })
}
