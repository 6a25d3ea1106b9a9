import assert from 'node:assert/strict'
import { makeCookies } from '@madoguchi/server'
import fc from 'fast-check'
import { hostileText } from '../mutate.ts'
import { makeTarget } from '../target.ts'

/** What a browser, or somebody who wrote one, sends as cookies: ours is read where it stands once, as we could have written it, or there is none. */
export const cookies = makeTarget<string>({
  name: 'cookies',
  shortRuns: 3000,
  msMax: 200,
  stepsMax: 20_000,
  async open() {
    const { readCookie } = makeCookies({ origin: 'https://portal.example', isProduction: true })
    const name = '__Host-session'
    const part = fc.oneof(
      fc.tuple(
        fc.constantFrom(name, `${name} `, `x${name}`, 'session', ''),
        fc.oneof(fc.base64String(), hostileText()),
      ),
      fc.tuple(fc.constant(name), fc.stringMatching(/^[A-Za-z0-9_.~-]{0,50}$/)),
      fc.tuple(hostileText(), hostileText()),
    )
    const pair = fc
      .tuple(part, fc.constantFrom('=', '=', '=', '', '=='))
      .map(([[key, value], sign]) => key + sign + value)
    return {
      large: [`${name}=a;`.repeat(5_000), ';'.repeat(8_192), `${name}=${'a'.repeat(8_000)}`, '='.repeat(8_192)],
      inputs: fc
        .tuple(fc.array(pair, { maxLength: 9 }), fc.constantFrom('; ', ';', ' ;  '))
        .map(([parts, by]) => parts.join(by)),
      check(header) {
        const c = { req: { header: () => header } } as never
        const value = readCookie(c, 'session')
        if (value === undefined) return
        assert.match(value, /^[A-Za-z0-9_.~-]{0,2048}$/)
        const ours = header.split(';').filter((one) => one.trim().startsWith(`${name}=`))
        assert.deepEqual(
          ours.map((one) => one.trim()),
          [`${name}=${value}`],
        )
      },
    }
  },
})
