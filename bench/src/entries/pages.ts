import { Hono } from 'hono'
import type { Entry } from '../entry.ts'
import { benchOrigin } from '../origin.ts'

const rounds = 5
const roundMs = 1000

/** The top page, whole, from request to the last byte; beside it a Hono that says hello. */
export const pages: Entry = {
  name: 'pages',
  title: 'renders of the top page, one core, without a socket',
  unit: 'pages/s',
  isHigherBetter: true,
  async run(stage) {
    const nation = await stage.nation()
    const hello = new Hono().get('/', (c) => c.html('<!doctype html><title>hello</title>'))
    const values: number[] = []
    for (let round = 0; round < rounds; round++) values.push(await perSecond((request) => nation.portal.fetch(request)))
    return {
      values,
      limit: { what: 'a bare Hono page/s', value: await perSecond(async (request) => hello.fetch(request)) },
    }
  },
}

async function perSecond(answer: (request: Request) => Promise<Response>): Promise<number> {
  const started = performance.now()
  let count = 0
  while (performance.now() - started < roundMs) {
    const response = await answer(new Request(`${benchOrigin}/`))
    if (!response.ok) throw new Error(`the page answered ${response.status}`)
    await response.arrayBuffer()
    count++
  }
  return count / ((performance.now() - started) / 1000)
}
