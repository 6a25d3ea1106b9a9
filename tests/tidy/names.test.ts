import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  findBrokenPromises,
  findConstantFunctions,
  findNamesakes,
  findOddMembers,
  findSwappable,
  listSharedTypes,
} from './names.ts'
import { readRepository } from './repository.ts'

const files = readRepository()

function none(complaints: readonly string[]): void {
  assert.deepEqual(complaints, [])
}

test('the first word of a function is kept', () => {
  none(files.flatMap(findBrokenPromises))
})

test('no two parameters can be swapped unseen, and from five on they have names', () => {
  none(files.flatMap(findSwappable))
})

test('functions are declared as such, or a type says what they are one of', () => {
  none(files.flatMap(findConstantFunctions))
})

test('booleans read as statements, times say that they are, lengths of time have their unit', () => {
  none(files.flatMap(findOddMembers))
})

test('an exported name is the name of one thing', () => {
  none(findNamesakes(files))
})

/**
 * Types that workspaces have under one name: each is the plain word of its own field (a command of a card and of a shell, a field of a
 * layout and of a form), and where two meet in one file the compiler asks for another. The list can only get shorter.
 */
const sharedTypes: readonly string[] = [
  ...['Answer', 'Closing', 'Command', 'Draft', 'Field', 'FileKind'],
  ...['Given', 'Holder', 'Inquiry', 'Language', 'Log', 'Opening', 'Operation'],
  ...['Option', 'PageErrorCode', 'Party', 'Place', 'Portal', 'Purpose', 'Question', 'Scope'],
  ...['Secret', 'Signer', 'Source', 'Span', 'Value', 'Work'],
]

test('a type that two workspaces have is one of them, but for plain words of their fields', () => {
  assert.deepEqual(listSharedTypes(files), sharedTypes)
  const twice = ['apps/core/src/a.ts', 'packages/kit/src/b.ts', 'packages/kit/src/c.test.ts']
  const of = (name: string) => twice.map((path) => ({ path, text: `export type ${name} = 'export type Other ='\n` }))
  assert.deepEqual(listSharedTypes(of('One')), ['One'])
  assert.deepEqual(listSharedTypes(of('One').slice(1)), [])
})

function one(text: string, path = 'packages/kit/src/one.ts') {
  return { path, text }
}

test('a word that is not kept is found, however the function is written', () => {
  const broken = [
    'function findOne(): string {}',
    'export async function checkOne(a: string): Promise<void> {}',
    'function getOne(of: Map<string, string>): string | undefined {}',
    'function parseOne(fields: Fields): One {}',
    'function readOne(file: string): Promise<void> {}',
    'function encodeOne<T extends { a: 1 }>(given: T): Encoded {}',
    'function renderOne(of: One): Response {}',
    'function makeOne(folder: string): Promise<void> {}',
    'function openOne(folder: string): Promise<string> {}',
    'function withOne(text: string): string {}',
    'function isOne(of: One): AppError {}',
  ]
  for (const text of broken) assert.equal(findBrokenPromises(one(text)).length, 1, text)
  const kept = [
    'function findOne(): Promise<One | undefined> {}',
    'function findingOne(): string {}',
    "function checkOne(a: unknown): Verdict<string, 'A'> {}",
    'function getOne({ a }: { a: string | undefined }): string {}',
    'function isOne(of: unknown): of is One {}',
    'function withOne<T>(at: string, use: (one: One) => Promise<T>): Promise<T> {}',
    '// function makeOne(): void {}',
  ]
  for (const text of kept) none(findBrokenPromises(one(text)))
  none(findBrokenPromises(one(broken[0] ?? '', 'packages/kit/src/one.test.ts')))
})

test('what can be swapped, is a constant, or does not say what it is, is found', () => {
  assert.equal(findSwappable(one('export function a(db: Db, from: string, to: string) {}')).length, 1)
  assert.equal(findSwappable(one('export function a(a: A, b: B, c: C, d: D, e: E) {}')).length, 1)
  none(findSwappable(one('export function a(from: string, to: string) {}\nfunction b(a: A, from: Date, to: Date) {}')))
  assert.equal(findConstantFunctions(one('export const one = async (a: A): Promise<B> => b')).length, 1)
  none(findConstantFunctions(one('export const one: Handler = async (a) => b\nconst two = list.map((a) => a)')))
  const odd = ['{ hidden: boolean }', '{ closed?: Date | undefined }', '(timeout: number)', '{ lifetimeMax: number }']
  for (const text of odd) assert.equal(findOddMembers(one(`type A = ${text}`)).length, 1, text)
  none(
    findOddMembers(
      one('type A = { isHidden: boolean; holdsAnswers?: boolean; closedAt: Date; notAfter: Date; aMs: number }'),
    ),
  )
})

test('one name for two things is found, but not between parties', () => {
  const text = 'export function readOne() {}'
  const [here, there] = [one(text), one(text, 'cli/src/other.ts')]
  assert.equal(findNamesakes([here, there]).length, 1)
  none(findNamesakes([one(text, 'apps/core/src/one.ts'), one(text, 'apps/portal/src/one.ts')]))
  none(findNamesakes([here, one('function readOne() {}', 'cli/src/other.ts')]))
})
