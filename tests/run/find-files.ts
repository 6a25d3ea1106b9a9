import { readdirSync } from 'node:fs'
import { sep } from 'node:path'

const places = ['packages', 'apps', 'facts', 'nation', 'cli', 'bench', 'tests', 'procedures']

/** Every test file below the root whose path holds one of the patterns (all of them without a pattern), sorted. */
export function findTestFiles(root: string, patterns: readonly string[]): string[] {
  const there = new Set(readdirSync(root))
  return places
    .filter((place) => there.has(place))
    .flatMap((place) =>
      readdirSync(`${root}${place}`, { recursive: true, encoding: 'utf8' }).map((path) => `${place}/${path}`),
    )
    .map((path) => path.split(sep).join('/'))
    .filter((path) => path.endsWith('.test.ts') && !path.includes('node_modules/'))
    .filter((path) => patterns.length === 0 || patterns.some((pattern) => path.includes(pattern)))
    .sort()
}

/** These use things of which a machine has one (a browser's memory, the PC/SC service): never two of them at once. */
const alone = [/^tests\/e2e\//, /opensc/, /pcsc/, /^packages\/ui\/src\/accessibility\.test\.ts$/]

export function runsAlone(path: string): boolean {
  return alone.some((pattern) => pattern.test(path))
}
