import { minuteMs } from '@madoguchi/kit'
import { readDemoCards } from '@madoguchi/nation'
import { callPortal, signLogIn } from '../citizen.ts'
import type { Entry } from '../entry.ts'
import { measureRsaVerify } from '../limits.ts'

const rounds = 5
// Eight log-ins a card and round stay under the portal's own rate limit.
const loginsARound = 80
const atOnce = 8

/**
 * Signed log-ins in, sessions with mandates out: portal, registry and core with a commit each, eight at once. Beside it the
 * processor time of this process for one log-in, which is all parties' without PostgreSQL.
 */
export const logins: Entry = {
  name: 'logins',
  title: 'log-ins at the server: signature, path, CRL, registry, core, mandate, session; eight at once',
  unit: 'logins/s',
  isHigherBetter: true,
  async run(stage) {
    const nation = await stage.nation()
    const cards = (await readDemoCards(nation.folder)).map(({ name }) => name)
    const values: number[] = []
    const cpuMs: number[] = []
    for (let round = 0; round < rounds; round++) {
      stage.advance(6 * minuteMs)
      const signed: unknown[] = []
      for (let i = 0; i < loginsARound; i++) signed.push(await signLogIn(nation, cards[i % cards.length] ?? ''))
      const started = performance.now()
      const before = process.cpuUsage()
      await Promise.all(
        Array.from({ length: atOnce }, async () => {
          for (let body = signed.pop(); body !== undefined; body = signed.pop())
            await callPortal(nation, { method: 'POST', path: '/api/v1/sessions', body })
        }),
      )
      const { user, system } = process.cpuUsage(before)
      cpuMs.push((user + system) / 1000 / loginsARound)
      values.push(loginsARound / ((performance.now() - started) / 1000))
    }
    const more = [{ name: 'login-cpu', unit: 'ms', isHigherBetter: false, values: cpuMs }]
    return { values, more, limit: { what: 'RSA-2048 verifications/s, one core', value: measureRsaVerify() } }
  },
}
