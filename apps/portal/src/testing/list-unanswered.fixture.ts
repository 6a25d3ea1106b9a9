import type { PageHandler } from '../shell/pages-app.ts'
import type { TestPortal } from './test-portal.fixture.ts'

/** Those of these addresses (`GET /card`, one a line) that no journey has a page for. */
export function listUnanswered({ portal }: Pick<TestPortal, 'portal'>, known: string): string[] {
  const routed = new Set<string>()
  const take = (method: string) => (path: string, _handler: PageHandler) => void routed.add(`${method} ${path}`)
  const [get, post] = [take('GET'), take('POST')]
  const beside = (path: string) => get(path, () => new Response())
  const routes = { get, open: get, peek: get, beside, post, call: post }
  for (const { pages } of portal.journeys) pages?.(routes)
  return listMissing(known, routed)
}

/** Those of these calls (`GET /history getHistory`, one a line, the path without `/api/v1`) that no journey has. */
export function listUnansweredCalls({ portal }: Pick<TestPortal, 'portal'>, known: string): string[] {
  const calls = portal.journeys.flatMap(({ calls: own = [] }) => own.map(({ said }) => said))
  return listMissing(known, new Set(calls.map(({ method, path, id }) => `${method} ${path} ${id}`)))
}

function listMissing(known: string, there: ReadonlySet<string>): string[] {
  return known
    .trim()
    .split('\n')
    .filter((line) => line !== '' && !there.has(line))
}
