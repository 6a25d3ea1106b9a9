import type { Nation } from '@madoguchi/nation'
import type { Entry } from '../entry.ts'
import { measureCommitMs } from '../limits.ts'
import { benchOrigin } from '../origin.ts'
import { percentileOf } from '../percentile.ts'

const children = 120
const rounds = 5
const stepsARound = 20
const start = '/procedures/482013/child-allowance-claim/fill'

/** 児童手当 with as many children as it takes, page by page, without a socket; the rows are what 95 % of each step take. */
export const fill: Entry = {
  name: 'fill',
  title: `a step of a form with ${children} items: the slowest kind of step, 95 % (ms)`,
  unit: 'ms',
  isHigherBetter: false,
  async run(stage) {
    const nation = await stage.nation()
    const draft = await openDraft(nation)
    const pages: string[] = []
    for (let n = 0; n < children; n++) {
      const page = await draft.follow('children/new')
      await draft.post(page, { ...makeChild(n), _new: 'yes' })
      pages.push(page)
    }
    const pageOf = (n: number) => pages[n] ?? 'children'
    const steps: Readonly<Record<string, (n: number) => Promise<unknown>>> = {
      list: () => draft.get('children'),
      item: (n) => draft.get(pageOf(n)),
      keep: (n) => draft.post(pageOf(n), makeChild(n, String(n))),
      save: (n) => draft.post(pageOf(n), { ...makeChild(n, '自'), _go: 'save' }),
      check: () => draft.get('check'),
    }
    const values = new Map(Object.keys(steps).map((name) => [name, [] as number[]]))
    const cpu: number[] = []
    for (let round = 0; round < rounds; round++) {
      stage.advance(20 * 60_000)
      const costs: number[] = []
      for (const [name, step] of Object.entries(steps)) {
        const times: number[] = []
        const before = process.cpuUsage()
        for (let i = 0; i < stepsARound; i++) {
          const from = performance.now()
          await step((round * stepsARound + i * 7) % children)
          times.push(performance.now() - from)
        }
        const { user, system } = process.cpuUsage(before)
        costs.push((user + system) / 1000 / stepsARound)
        values.get(name)?.push(percentileOf(times, 0.95))
      }
      cpu.push(Math.max(...costs))
    }
    const slowest = Array.from({ length: rounds }, (_, round) =>
      Math.max(...[...values.values()].map((each) => each[round] ?? 0)),
    )
    return {
      values: slowest,
      more: [
        ...[...values].map(([name, each]) => ({ name: `fill-${name}`, values: each })),
        { name: 'fill-cpu', values: cpu },
      ],
      limit: { what: 'one commit, ms', value: await measureCommitMs(nation.databaseOf('core').runUrl) },
    }
  },
}

type OpenDraft = {
  get(page: string): Promise<void>
  /** To which page another leads. */
  follow(page: string): Promise<string>
  post(page: string, entries: Entries): Promise<void>
}
type Entries = Readonly<Record<string, string>>

/** A draft in a browser that nobody logged in with. */
async function openDraft(nation: Nation): Promise<OpenDraft> {
  let cookie = ''
  async function send(path: string, entries?: Entries): Promise<Response> {
    const body = entries === undefined ? {} : { method: 'POST', body: new URLSearchParams(entries) }
    const headers = { cookie, origin: benchOrigin, 'sec-fetch-site': 'same-origin' }
    const response = await nation.portal.fetch(new Request(benchOrigin + path, { ...body, headers }))
    if (response.status >= 400) throw new Error(`${path}: ${response.status}`)
    await response.arrayBuffer()
    return response
  }
  const begun = await send(start, {})
  cookie = begun.headers
    .getSetCookie()
    .map((one) => one.split(';')[0] ?? '')
    .join('; ')
  const path = begun.headers.get('location') ?? ''
  return {
    async get(page) {
      const { status } = await send(`${path}/${page}`)
      if (status !== 200) throw new Error(`${page}: ${status}`)
    },
    async follow(page) {
      const { headers } = await send(`${path}/${page}`)
      const to = headers.get('location') ?? ''
      if (!to.startsWith(`${path}/`)) throw new Error(`${page} leads to ${to}`)
      return to.slice(path.length + 1)
    },
    async post(page, entries) {
      await send(`${path}/${page}`, entries)
    },
  }
}

function makeChild(n: number, more = ''): Entries {
  return {
    childName: `見本 ${n + 1}${more}子`,
    childKana: 'ミホン コ',
    'childBirthDate.era': 'reiwa',
    'childBirthDate.year': '6',
    'childBirthDate.month': '5',
    'childBirthDate.day': '1',
    childRelationship: 'child',
    childLivesTogether: 'yes',
    childIsCaredFor: 'yes',
    childLivelihood: 'same',
  }
}
