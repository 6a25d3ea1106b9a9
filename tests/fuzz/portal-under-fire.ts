import assert from 'node:assert/strict'
import { makeTestClock, secondMs } from '@madoguchi/kit'
import type { Nation } from '@madoguchi/nation'
import { readDemoCards } from '@madoguchi/nation'
import { parseApiAnswer } from '@madoguchi/portal'
import type { Citizen } from '../network/citizen.ts'
import { openCitizen } from '../network/citizen.ts'
import { openNation, origin } from '../network/open-nation.ts'

/**
 * A whole nation whose portal gets hostile requests. Hanako has an answer that nobody else may read or lose; Ken is
 * logged in by page and by API, and the requests may carry his session.
 */
export type PortalUnderFire = AsyncDisposable & {
  readonly nation: Nation
  readonly ownRequest: string
  readonly foreignRequest: string
  readonly foreignExchange: string
  /** A browser of Ken's that is logged in, now. */
  cookie(): Promise<string>
  token(): Promise<string>
  send(request: Request): Promise<Response>
  /** Never 500, never a stack, always the headers, never another's data; and nothing of Hanako's is gone. */
  check(response: Response, options: { isPage: boolean }): Promise<string>
}

const headers = [
  'content-security-policy',
  'x-content-type-options',
  'x-frame-options',
  'referrer-policy',
  'cross-origin-opener-policy',
  'cache-control',
  'x-request-id',
]

export async function openPortalUnderFire(): Promise<PortalUnderFire> {
  const clock = makeTestClock('2026-11-22T06:00:00.000Z')
  const nation = await openNation({ residents: 12, clock })
  const hanako = await openCitizen(nation, 'hanako')
  const foreign = await hanako.ask(['local-tax'])
  const ken = await openCitizen(nation, 'ken')
  const own = await ken.ask(['local-tax'])
  const resident = nation.residents.find(({ cardName }) => cardName === 'hanako') ?? assert.fail()
  const secrets = [resident.residentCode, resident.address.text, `${resident.taxes.at(-1)?.amounts.salaryRevenue}`]
  const pin = (await readDemoCards(nation.folder)).find(({ name }) => name === 'ken')?.pin ?? ''
  let page: string | undefined
  let api: { citizen: Citizen; token: string } | undefined
  let count = 0

  async function logInByPage(): Promise<string> {
    clock.advance(60 * secondMs)
    const response = await nation.portal.fetch(
      new Request(`${origin}/login/sandbox`, {
        method: 'POST',
        headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
        body: `card=ken&pin=${pin}`,
      }),
    )
    const set = response.headers.getSetCookie().find((one) => one.startsWith('__Host-session='))
    return set?.split(';')[0] ?? assert.fail(`no session: ${response.status}`)
  }

  async function isLive(init: { cookie: string } | { authorization: string }): Promise<boolean> {
    const path = 'cookie' in init ? '/session' : '/api/v1/requests'
    return (await nation.portal.fetch(new Request(origin + path, { headers: init }))).status === 200
  }

  async function checkHanako(): Promise<void> {
    const now = await hanako.look(foreign.request)
    if (now.items === undefined) return
    assert.equal(now.items[0]?.state, 'answered', 'somebody changed what is Hanako’s')
  }

  return {
    nation,
    ownRequest: own.request,
    foreignRequest: foreign.request,
    foreignExchange: foreign.items[0]?.exchange ?? '',
    async cookie() {
      if (page === undefined || !(await isLive({ cookie: page }))) page = await logInByPage()
      return page
    },
    async token() {
      if (api === undefined || !(await isLive({ authorization: `Bearer ${api.token}` }))) {
        clock.advance(60 * secondMs)
        let token = ''
        const watched = { ...nation, portal: { ...nation.portal, fetch: watch((seen) => (token = seen)) } }
        api = { citizen: await openCitizen(watched, 'ken'), token: '' }
        api = { ...api, token }
      }
      return api.token
    },
    send(request) {
      clock.advance(5 * secondMs)
      return nation.portal.fetch(request)
    },
    async check(response, { isPage }) {
      const text = await response.text()
      const told = `${response.status} ${text.slice(0, 300)}`
      assert.ok(response.status < 500, told)
      assert.doesNotMatch(text, /\n\s+at .*:\d+:\d+|node_modules|SELECT .* FROM|AppError|TypeError/, 'a stack')
      if (isPage) for (const name of headers) assert.ok(response.headers.has(name), `${name} is missing: ${told}`)
      for (const secret of secrets) assert.ok(!text.includes(secret), `another’s data: ${told}`)
      const location = response.headers.get('location')
      if (location !== null) assert.match(location, /^\/(?![/\\])[!-~]*$/, 'leads to another site')
      assert.doesNotMatch(location ?? '', /why=(internal|unavailable)/, 'a form that we failed at')
      assert.doesNotMatch(text, /<script>alert|<img src=x|<svg\/onload/, 'markup that somebody sent')
      count += 1
      if (count % 100 === 0) await checkHanako()
      return text
    },
    async [Symbol.asyncDispose]() {
      await nation[Symbol.asyncDispose]()
    },
  }

  function watch(see: (token: string) => void) {
    return async (request: Request) => {
      const response = await nation.portal.fetch(request)
      if (new URL(request.url).pathname === '/api/v1/sessions' && response.status === 201)
        see(parseApiAnswer('SessionToken', await response.clone().json()).token)
      return response
    }
  }
}
