import assert from 'node:assert/strict'
import fc from 'fast-check'
import { origin } from '../../network/open-nation.ts'
import { hostileText, mutatedJson } from '../mutate.ts'
import { openPortalUnderFire } from '../portal-under-fire.ts'
import { makeTarget } from '../target.ts'

type Input = {
  readonly method: 'GET' | 'POST' | 'DELETE' | 'PUT' | 'HEAD'
  readonly path: string
  readonly isKen: boolean
  readonly body: string
}

const calls = [
  ['POST', '/login/challenges', {}],
  ['POST', '/sessions', { login: 'A'.repeat(43), certificate: 'MIIB', signature: 'AAAA', wrappingKey: 'A'.repeat(43) }],
  ['POST', '/registration', { consent: true, email: 'ken@example.jp' }],
  ['POST', '/requests', { types: ['local-tax'] }],
  ['POST', '/requests/FOREIGN/withdrawal', {}],
  ['GET', '/requests', {}],
  ['GET', '/requests/FOREIGN', {}],
  ['GET', '/requests/FOREIGN/answers.csv', {}],
  ['GET', '/requests/OWN/answers.xml', {}],
  ['GET', '/history', {}],
  ['GET', '/history?fresh=1', {}],
  ['GET', '/information-types', {}],
  ['DELETE', '/requests/FOREIGN', {}],
  ['DELETE', '/sessions/current', {}],
] as const

const call = fc.constantFrom(...calls).chain(([method, path, body]) =>
  fc.record({
    method: fc.oneof(
      { weight: 8, arbitrary: fc.constant(method) },
      fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD'),
    ),
    path: fc.oneof(
      { weight: 5, arbitrary: fc.constant<string>(path) },
      hostileText(30).map((text) => `${path}/${encodeURIComponent(text.toWellFormed())}`),
      hostileText(30).map((text) => `/requests/${encodeURIComponent(text.toWellFormed())}`),
      hostileText(30).map((text) => `/requests/OWN/answers.${encodeURIComponent(text.toWellFormed())}`),
      fc.constantFrom('/requests/%00', '/requests/%ff', '/requests/%E0%A4%A/answers.pdf', '/__proto__', '/..%2f..%2f'),
    ),
    isKen: fc.boolean(),
    body: fc.oneof(
      { weight: 6, arbitrary: mutatedJson([body]).map((changed) => JSON.stringify(changed) ?? '') },
      hostileText(80),
      fc.constantFrom(
        '['.repeat(30_000),
        `{"types":${'['.repeat(9000)}${']'.repeat(9000)}}`,
        '{"consent":true,"consent":false}',
      ),
    ),
  }),
)

/** Calls of the API: whatever comes is answered in JSON, with a code of ours. */
export const api = makeTarget<Input>({
  name: 'api',
  shortRuns: 300,
  msMax: 3_000,
  stepsMax: 100_000,
  async open() {
    const fire = await openPortalUnderFire()
    const place = (text: string) => text.replace('OWN', fire.ownRequest).replace('FOREIGN', fire.foreignRequest)
    const full = { method: 'POST', isKen: true } as const
    return {
      large: ['/sessions', '/requests', '/registration'].flatMap((to) => [
        { ...full, path: to, body: '['.repeat(65_000) },
        { ...full, path: to, body: JSON.stringify({ types: Array.from({ length: 6_000 }, (_, i) => `t${i}`) }) },
        {
          ...full,
          path: to,
          body: JSON.stringify({ consent: true, email: 'a@'.repeat(30_000), login: 'A'.repeat(9_000) }),
        },
      ]),
      inputs: call,
      async check({ method, path, isKen, body }) {
        const hasBody = method !== 'GET' && method !== 'HEAD'
        const headers = {
          'content-type': 'application/json',
          ...(isKen ? { authorization: `Bearer ${await fire.token()}` } : {}),
        }
        const target = `${origin}/api/v1${place(path)}`
        if (!URL.canParse(target)) return
        const response = await fire.send(
          new Request(target, { method, headers, ...(hasBody ? { body: body.toWellFormed() } : {}) }),
        )
        const text = await fire.check(response, { isPage: true })
        const isData = response.headers.get('content-type')?.startsWith('application/json') === true
        if (isData && text !== '') {
          const said = JSON.parse(text) as { code?: unknown }
          if (response.status >= 400) assert.match(String(said.code), /^[A-Z][A-Z_]+$/)
        }
        assert.equal(({} as { isAdmin?: boolean }).isAdmin, undefined)
      },
      close: () => fire[Symbol.asyncDispose](),
    }
  },
})
