import assert from 'node:assert/strict'
import fc from 'fast-check'
import { origin } from '../../network/open-nation.ts'
import { hostileText } from '../mutate.ts'
import { openPortalUnderFire } from '../portal-under-fire.ts'
import { makeTarget } from '../target.ts'

type Input = {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly headers: readonly (readonly [string, string])[]
  readonly cookie: 'none' | 'ken' | 'twice' | 'strange'
  readonly isFromUs: boolean
  readonly body: string | null
}

const paths = [
  '/', '/login', '/login/sandbox', '/logout', '/logged-out', '/registration', '/home', '/information', '/requests',
  '/history', '/history/records.csv', '/history/records.json', '/activity', '/activity/activities.csv', '/activity/close-others',
  '/email/confirm', '/settings', '/settings/email', '/settings/recovery-code', '/operator', '/api', '/session', '/session/continue', '/about', '/terms',
  '/privacy', '/accessibility', '/contact', '/health/live', '/health/ready', '/metrics', '/assets/', '/assets/../login',
  '/network/batch', '/favicon.ico', '/robots.txt', '/.well-known/security.txt',
  '/requests/OWN', '/requests/OWN/answers', '/requests/OWN/fragment', '/requests/OWN/withdraw', '/requests/FOREIGN',
  '/requests/FOREIGN/answers', '/requests/FOREIGN/fragment', '/requests/FOREIGN/delete', '/requests/FOREIGN/withdraw',
  '/requests/FOREIGN/answers/EXCHANGE.csv', '/requests/OWN/answers/EXCHANGE.json', '/history/EXCHANGE',
] // biome-ignore format: a list of words
const methods = ['GET', 'GET', 'GET', 'POST', 'POST', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND', 'get']
const fields = [
  'card',
  'token',
  'pin',
  'accept',
  'consent',
  'email',
  'type',
  'back',
  'agency',
  'year',
  'fresh',
  'auto',
  'seen',
  'why',
  'to',
]
const headerNames = [
  'accept', 'accept-encoding', 'accept-language', 'authorization', 'content-type', 'content-encoding', 'forwarded',
  'if-none-match', 'range', 'referer', 'sec-fetch-site', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto',
  'x-http-method-override', 'x-original-url', 'x-request-id', 'origin', 'user-agent',
] // biome-ignore format: a list of words

const piece = fc.oneof(
  hostileText(30).map((text) => encodeURIComponent(text.toWellFormed())),
  fc.constantFrom(
    '..',
    '.',
    '%2e%2e',
    '%2f',
    '%5c',
    '%00',
    '%E0%A4%A',
    '%',
    '%ff',
    ';',
    'a%0d%0ab',
    'OWN',
    'FOREIGN',
    'EXCHANGE',
  ),
)
const path = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...paths) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...paths), piece).map(([a, b]) => `${a}/${b}`) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('/requests', '/history', '/assets', '/requests/OWN/answers', ''), piece, piece)
      .map((parts) => parts.join('/')),
  },
)
const value = fc.oneof(
  hostileText(40),
  fc.constantFrom('yes', 'ken', 'local-tax', '1', '2026', 'household', '/home', '//evil.example', '/\\evil.example'),
)
const form = fc
  .array(fc.tuple(fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...fields) }, hostileText(20)), value), {
    maxLength: 8,
  })
  .map((pairs) =>
    new URLSearchParams(pairs.map(([a, b]): [string, string] => [a.toWellFormed(), b.toWellFormed()])).toString(),
  )
const headerValue = fc.oneof(
  fc.constantFrom(
    'application/json',
    'text/html',
    '*/*',
    'null',
    'same-origin',
    'cross-site',
    'none',
    origin,
    'https://evil.example',
    'bytes=0-1',
    'br;q=0, gzip',
    'gzip',
    '127.0.0.1',
    'text/plain',
  ),
  fc.string({ maxLength: 40 }).map((text) => text.replace(/[^ -~]/g, '')),
)

/** Requests to the pages: whatever comes, a page of ours answers it. */
export const pages = makeTarget<Input>({
  name: 'pages',
  shortRuns: 300,
  msMax: 3_000,
  stepsMax: 100_000,
  async open() {
    const fire = await openPortalUnderFire()
    const real = { OWN: fire.ownRequest, FOREIGN: fire.foreignRequest, EXCHANGE: fire.foreignExchange }
    const place = (text: string) => text.replace(/OWN|FOREIGN|EXCHANGE/g, (word) => real[word as keyof typeof real])
    const full = { method: 'POST', query: '', headers: [], cookie: 'ken', isFromUs: true } as const
    return {
      large: ['/login/sandbox', '/registration', '/information', '/procedures'].flatMap((to) => [
        { ...full, path: to, body: 'type=a&'.repeat(1_999) },
        { ...full, path: to, body: `email=${'a.'.repeat(30_000)}` },
        { ...full, method: 'GET', path: to, query: `q=${'%E3%81%82'.repeat(1_500)}`, body: null },
      ]),
      inputs: fc.record({
        method: fc.constantFrom(...methods),
        path,
        query: fc.oneof(
          fc.constant(''),
          form,
          hostileText(20).map((text) => encodeURI(text.toWellFormed())),
        ),
        headers: fc.array(fc.tuple(fc.constantFrom(...headerNames), headerValue), { maxLength: 4 }),
        cookie: fc.constantFrom('none', 'ken', 'ken', 'ken', 'twice', 'strange'),
        isFromUs: fc.boolean(),
        body: fc.oneof(fc.constant(null), form, form, hostileText(200)),
      }),
      async check(input) {
        const headers = new Headers(input.headers.map(([name, text]): [string, string] => [name, text.trim()]))
        if (input.isFromUs) {
          headers.set('origin', origin)
          headers.delete('sec-fetch-site')
        }
        const cookie = input.cookie === 'none' ? undefined : await cookieFor(input.cookie)
        if (cookie !== undefined) headers.set('cookie', cookie)
        const hasBody = input.body !== null && !['GET', 'HEAD', 'get'].includes(input.method)
        const target = `${origin}${place(input.path)}${input.query === '' ? '' : `?${input.query}`}`
        // What is no URL, a server refuses before it asks us.
        if (!URL.canParse(target)) return
        const response = await fire.send(
          new Request(target, {
            method: input.method,
            headers,
            ...(hasBody ? { body: input.body?.toWellFormed() ?? '' } : {}),
          }),
        )
        const isPage = new URL(target).pathname !== '/network/batch'
        const text = await fire.check(response, { isPage })
        if (
          response.headers.get('content-type')?.includes('text/html') &&
          input.method !== 'HEAD' &&
          response.status !== 304
        )
          assert.match(text, /^<!doctype html>|^<span|^$/i)
      },
      close: () => fire[Symbol.asyncDispose](),
    }

    async function cookieFor(kind: Input['cookie']): Promise<string> {
      const real = await fire.cookie()
      if (kind === 'ken') return real
      return kind === 'twice' ? `${real}; ${real}` : `${real.slice(0, -4)}AAAA; __Host-start=${'x'.repeat(43)}`
    }
  },
})
