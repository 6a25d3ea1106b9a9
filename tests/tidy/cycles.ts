import { posix } from 'node:path'
import { isTestFile } from './import-table.ts'
import { importsOf } from './imports.ts'
import type { SourceFile, Workspace } from './repository.ts'

/** From each file, or each room, to those that it imports: types count, too. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>

/**
 * Which file imports which, across workspaces by what these export. Files that are tests stand aside: nobody imports them,
 * and they look at their folder from above.
 */
export function graphOf(sources: readonly SourceFile[], workspaces: readonly Workspace[]): Graph {
  return new Map([...graphWithTests(sources, workspaces)].filter(([path]) => !/\.test\.ts$/.test(path)))
}

/** The same with what tests import. */
export function graphWithTests(sources: readonly SourceFile[], workspaces: readonly Workspace[]): Graph {
  const paths = new Set(sources.map(({ path }) => path))
  const doors = new Map(workspaces.flatMap(({ doors: of }) => [...of]))
  const targetOf = (from: string, specifier: string) =>
    specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier) : doors.get(specifier)
  return new Map(
    sources.map((file) => {
      const targets = importsOf(file).flatMap((specifier) => targetOf(file.path, specifier) ?? [])
      return [file.path, new Set(targets.filter((target) => paths.has(target) && target !== file.path))] as const
    }),
  )
}

/**
 * Every cycle of files; and in each folder every cycle of its rooms, where a file and a folder are a room each. A folder
 * `testing/` looks at its room from above, as tests do, and makes no knot of rooms.
 */
export function findCycles(files: Graph): string[] {
  const folders = new Set([...files.keys()].flatMap(foldersAbove))
  return [
    ...knotsOf(files).map((knot) => `files that import each other: ${knot.join(' ')}`),
    ...[...folders].flatMap((folder) =>
      knotsOf(roomsOf(files, folder)).map((knot) => `rooms of ${folder} that import each other: ${knot.join(' ')}`),
    ),
  ]
}

function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1)
  return ['', ...parts.map((_, i) => `${parts.slice(0, i + 1).join('/')}/`)]
}

function roomsOf(files: Graph, folder: string): Graph {
  const rooms = new Map<string, Set<string>>()
  const roomOf = (path: string) => (path.startsWith(folder) ? path.slice(folder.length).split('/', 1)[0] : undefined)
  for (const [path, targets] of files) {
    const from = roomOf(path)
    if (from === undefined || isForTests(path)) continue
    const to = rooms.get(from) ?? new Set()
    rooms.set(from, to)
    for (const target of targets) {
      const room = roomOf(target)
      if (room !== undefined && room !== from) to.add(room)
    }
  }
  return rooms
}

function isForTests(path: string): boolean {
  return isTestFile(path) && path.includes('/testing/')
}

/** The strongly connected parts of more than one (Tarjan 1972), each sorted. */
function knotsOf(graph: Graph): string[][] {
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const stack: string[] = []
  const knots: string[][] = []
  const visit = (one: string): number => {
    const own = order.size
    order.set(one, own)
    lowest.set(one, own)
    stack.push(one)
    for (const next of graph.get(one) ?? []) {
      const reached = order.has(next) ? (stack.includes(next) ? order.get(next) : undefined) : visit(next)
      if (reached !== undefined) lowest.set(one, Math.min(lowest.get(one) ?? own, reached))
    }
    const low = lowest.get(one) ?? own
    if (low === own) {
      const knot = stack.splice(stack.indexOf(one))
      if (knot.length > 1) knots.push(knot.sort())
    }
    return low
  }
  for (const one of graph.keys()) if (!order.has(one)) visit(one)
  return knots
}
