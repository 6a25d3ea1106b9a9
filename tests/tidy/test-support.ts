import { graphWithTests } from './cycles.ts'
import { isTestFile, subpathTable } from './import-table.ts'
import type { SourceFile, Workspace } from './repository.ts'

/** Where something begins that runs without a test: a program, what builds it, what a browser loads. */
const begins = /(^|[/.])main\.ts$|\/(build|bin|browser)\//

/**
 * What only tests load and is no `.fixture.ts`; and what is one and is loaded by something that runs. `tests/` and `bench/` are rooms
 * for it altogether, and their files keep plain names. An export that nobody but they may import is no way in.
 */
export function judgeTestSupport(sources: readonly SourceFile[], workspaces: readonly Workspace[]): string[] {
  const graph = graphWithTests(sources, workspaces)
  const isForTests = (path: string) => isTestFile(path) || path.startsWith('bench/')
  const imported = new Set([...graph.values()].flatMap((targets) => [...targets]))
  const doors = new Set(
    workspaces.flatMap(({ doors: of }) => [...of].flatMap(([name, path]) => (isWayIn(name) ? path : []))),
  )
  const own = [...graph.keys()].filter((path) => !isForTests(path))
  const reached = new Set(own.filter((path) => begins.test(path) || doors.has(path) || !imported.has(path)))
  // A set that grows while it is walked is walked to its end.
  for (const path of reached) for (const target of graph.get(path) ?? []) if (!isForTests(target)) reached.add(target)
  const borrowed = [...reached].flatMap((path) =>
    [...(graph.get(path) ?? [])].filter(isForTests).map((target) => `${path} imports ${target}, which is for tests`),
  )
  const unmarked = own.filter((path) => !reached.has(path))
  return [...unmarked.map((path) => `${path}: only tests load it, and it is no .fixture.ts`), ...borrowed]
}

function isWayIn(door: string): boolean {
  const readers = subpathTable[door]
  return readers === undefined || readers.some((reader) => reader !== 'bench')
}
