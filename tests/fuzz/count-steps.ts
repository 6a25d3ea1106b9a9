import { Session } from 'node:inspector'
import { fileURLToPath } from 'node:url'

type Coverage = {
  readonly url: string
  readonly functions: readonly { readonly ranges: readonly { readonly count: number }[] }[]
}

const root = new URL('../../', import.meta.url).href
const testsUrl = new URL('../', import.meta.url).href

export type StepCounter = Disposable & {
  /** Steps since the last time it was asked, or since it was opened. */
  take(): number
  /** Where the most of them were, for whoever has to mend it: `path: steps`. */
  findBusiest(): string
}

/**
 * Counts what this process does in our own sources, tests aside: how often each block of each function was entered (V8's
 * precise coverage). The same input gives the same number on every machine, however busy it is. What a built-in does
 * inside (a regular expression, a sort, a hash) is one step, whatever it costs; what another thread does is none.
 * Only sources that are loaded after it was opened are counted by blocks: load what is tried afterwards.
 */
export function openStepCounter(): StepCounter {
  const session = new Session()
  session.connect()
  let busiest = ''
  // Within one process the answer comes before `post` returns.
  const post = (method: 'Profiler.enable' | 'Profiler.stopPreciseCoverage') => session.post(method)
  post('Profiler.enable')
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  return {
    take() {
      let scripts: readonly Coverage[] = []
      session.post('Profiler.takePreciseCoverage', (error, { result }) => {
        if (error !== null) throw error
        scripts = result
      })
      let total = 0
      let most = 0
      for (const { url, functions } of scripts) {
        if (!url.startsWith(root) || url.startsWith(testsUrl) || url.includes('/node_modules/')) continue
        let steps = 0
        for (const { ranges } of functions) for (const { count } of ranges) steps += count
        total += steps
        if (steps <= most) continue
        most = steps
        busiest = `${fileURLToPath(url).slice(fileURLToPath(root).length)}: ${steps}`
      }
      return total
    },
    findBusiest: () => busiest,
    [Symbol.dispose]() {
      post('Profiler.stopPreciseCoverage')
      session.disconnect()
    },
  }
}
