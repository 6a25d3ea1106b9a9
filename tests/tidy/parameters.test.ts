import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isTestFile } from './import-table.ts'
import { readParameters } from './parameters.ts'
import type { RepositoryFile } from './repository.ts'
import { readRepository, readWorkspaces } from './repository.ts'

const root = 'apps/portal/src/'
const most = 6

/** Generic over the schemas that all journeys declare by `typeof`: a call is tied to these by the compiler. */
const tied: readonly string[] = [
  `${root}app/journey.ts openWhole(api)`,
  `${root}shell/operation.ts run(given)`,
  `${root}shell/operation.ts (given)`,
]

/** How much a parameter of one file of the portal holds. */
function countIn(text: string, others: readonly RepositoryFile[] = [], parameter = 'work(given)') {
  const files = [{ path: `${root}one.ts`, text }, ...others]
  return readParameters(files, [], root).find(({ name }) => name === parameter)?.members
}

/**
 * A parameter of a function holds what its type is made of. A member that is itself made of several things counts as these, also over
 * aliases, interfaces, intersections, Pick, Omit and names in brackets; of alternatives the largest counts. As one count: what has no
 * function in it (a row of data, however long), what has nothing else (a service), a list, a function, and a type of a package. What
 * only the compiler knows (a condition, `typeof`, `ReturnType`, what is mapped) cannot be counted, and is not given to a function; a
 * tuple counts as all that is in it, a record as all its names, and there are no classes.
 */
test('no function of the portal is given more than six things at once', () => {
  const parameters = readParameters(readRepository(), readWorkspaces(), root)
  assert.ok(parameters.length > 1500, `${parameters.length} parameters are read`)
  const large = parameters.filter(({ path, name, members }) => members > most && !tied.includes(`${path} ${name}`))
  assert.deepEqual(
    large.map(({ path, name, members }) => `${path} ${name}: ${members}`),
    [],
  )
})

const things = `
type Clock = { now(): Date }
type Ground = { readonly db: Kysely<Tables>; readonly clock: Clock; random: Random; log: Log }
interface Network { delivery: Delivery; core: string; readonly waiters?: Waiters }
`

test('what is nested, intersected, picked and left out is counted, however it is called', () => {
  const cases: readonly (readonly [string, number])[] = [
    ['Ground', 4],
    ['Ground & Network', 7],
    ['{ ground: Ground; network: Network; self: string }', 8],
    ["Pick<Ground, 'db' | 'clock'> & Network", 5],
    ["Omit<Ground, 'log'>", 3],
    ['Readonly<Partial<Ground>> | undefined', 4],
    ['Ground | Network', 4],
    ["{ ground: Ground }['ground']", 4],
  ]
  for (const [type, members] of cases)
    assert.equal(countIn(`${things}export function work(given: ${type}): void {}`), members, type)
  assert.equal(countIn(`${things}const work = async ({ db, log }: Ground, at = 1) => db`, [], 'async({…})'), 4)
})

test('what the compiler makes of something else is no way round: a tuple and a record are counted, the rest is not given at all', () => {
  for (const [type, members] of [
    ['[Ground, Network, string]', 8],
    ["Record<'a' | 'b', Ground>", 8],
    ['ReturnType<typeof gather>', Number.POSITIVE_INFINITY],
    ['Awaited<ReturnType<typeof gather>>', Number.POSITIVE_INFINITY],
    ['{ all: Parameters<typeof f>[0] }', Number.POSITIVE_INFINITY],
    ["typeof import('./inquiries.ts')", Number.POSITIVE_INFINITY],
    ['{ readonly [Key in keyof Ground]: Ground[Key] }', Number.POSITIVE_INFINITY],
    ['Ground extends object ? Ground : Network', Number.POSITIVE_INFINITY],
  ] as const)
    assert.equal(countIn(`${things}export function work(given: ${type}): void {}`), members, type)
  assert.equal(countIn(`${things}export function work(given: Promise<Ground & Network>): void {}`), 7)
  assert.equal(countIn(`${things}export function work(given = ground): void {}`), Number.POSITIVE_INFINITY)
  assert.equal(countIn(`${things}export function work(given = true): void {}`), 1)
  const programs = readRepository().filter(
    ({ path }) => path.startsWith(root) && !isTestFile(path) && /\.ts$/.test(path),
  )
  assert.deepEqual(
    programs.filter(({ text }) => /^(export )?(abstract )?class \w/m.test(text)).map(({ path }) => path),
    [],
    'the portal has no classes',
  )
})

test('a row of data, a service and a list count as one, and a row with one thing in it does not', () => {
  const row = '{ a: string; b: Date; c?: { d: 1 | 2; e: readonly number[] }; f: boolean; g: string; h: null; i: URL }'
  const service = '{ a(): void; b: () => Promise<void>; c(of: string): string; d(): 1; e(): 2; f(): 3; g(): 4 }'
  for (const type of [row, service, 'readonly Ground[]', 'Map<string, Ground>', '() => Ground'])
    assert.equal(countIn(`${things}function work(given: ${type}) {}`), 1, type)
  const mixed = row.replace('a: string', 'a: Kysely<Tables>')
  assert.equal(countIn(`function work(given: ${mixed}) {}`), 7)
})

test('a type is followed into the file that says it, and counts as one where a package does', () => {
  const other = { path: `${root}ground.ts`, text: things.replaceAll('\ntype ', '\nexport type ') }
  const text = "import type { Ground as All } from './ground.ts'\nfunction work(given: All & { self: string }) {}"
  assert.equal(countIn(text, [other]), 5)
  const foreign = { ...other, path: 'packages/kit/src/ground.ts' }
  const imports = text.replace('./ground.ts', '../../../packages/kit/src/ground.ts').replace(' & { self: string }', '')
  assert.equal(countIn(imports, [foreign]), 1)
})
