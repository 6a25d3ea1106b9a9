import { posix } from 'node:path'
import { isTestFile } from './import-table.ts'
import { importsOf } from './imports.ts'
import type { SourceFile } from './repository.ts'

const root = 'apps/portal/src/'

/**
 * Which journey of the portal may import which others; all may import the shell, which knows none of them, and `app` knows all. A new
 * word here is a decision: say in docs/decisions why.
 */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  shell: [],
  session: ['shell'],
  'log-in': ['shell', 'session'],
  account: ['shell', 'session', 'log-in'],
  information: ['shell', 'session', 'account'],
  history: ['shell', 'session', 'account', 'information'],
  find: ['shell'],
  fill: ['shell', 'find', 'information', 'log-in'],
  signed: ['shell', 'log-in'],
  apply: ['shell', 'session', 'find', 'fill', 'signed'],
  card: ['shell', 'fill', 'information', 'log-in', 'signed'],
  operator: ['shell'],
}

/** Rooms that stand above the journeys, and the one file by which other workspaces see them. */
const above = ['app', 'testing', '']

/** The journey that a path stands in; '' for a file at the top. */
function journeyOf(path: string): string | undefined {
  if (!path.startsWith(root)) return undefined
  return path.slice(root.length).split('/').slice(0, -1)[0] ?? ''
}

/** What a file of the portal imports that its journey may not, a sentence each. Its tests use the whole portal. */
export function judgeJourney(file: SourceFile): string[] {
  const journey = journeyOf(file.path)
  if (journey === undefined || above.includes(journey) || isTestFile(file.path)) return []
  const allowed = mayImport[journey]
  if (allowed === undefined) return [`${file.path}: ${journey} has no row in tests/tidy/journeys.ts`]
  return importsOf(file).flatMap((specifier) => {
    if (!specifier.startsWith('.')) return []
    const target = journeyOf(posix.join(posix.dirname(file.path), specifier))
    return target === undefined || target === journey || allowed.includes(target)
      ? []
      : [`${file.path} imports ${specifier}: ${journey} may not import ${target === '' ? 'the top' : target}`]
  })
}

/** Rows and words of the table above that no import needs. */
export function findIdleRows(files: readonly SourceFile[]): string[] {
  const used = new Set(
    files
      .filter(({ path }) => !isTestFile(path))
      .flatMap((file) =>
        importsOf(file).map((specifier) => {
          const target = journeyOf(posix.join(posix.dirname(file.path), specifier))
          return `${journeyOf(file.path)} → ${target}`
        }),
      ),
  )
  return Object.entries(mayImport).flatMap(([journey, others]) =>
    others.flatMap((other) => (used.has(`${journey} → ${other}`) ? [] : [`${journey} does not import ${other}`])),
  )
}
