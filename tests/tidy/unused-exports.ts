import { posix } from 'node:path'
import { numberWords } from './erase.ts'
import { isTestFile } from './import-table.ts'
import type { SourceFile, Workspace } from './repository.ts'

/** One name that a file gives on or takes: `from` is a file, or undefined for its own. */
type Link = { readonly name: string; readonly from?: string; readonly origin: string }
type Read = { readonly own: readonly string[]; readonly passed: readonly Link[]; readonly taken: readonly Link[] }

/** What stands in the vectors for whoever writes a client or a card, is held by them and by a fuzz target, and needed by none of our programs. */
const forOthers: Readonly<Record<string, readonly string[]>> = {
  'packages/card/src/auth-certificate.ts': ['readAuthCertificate'],
  'packages/card/src/command.ts': ['readCommand'],
}

/** Tables of codes are read by the house's tests, off the page. */
const readOtherwise = /(^|\/)errors\.ts$/

/**
 * Values that a file exports and no other file imports, by whatever index; and those that only tests import and the file itself does not
 * use, which is code that nothing runs. Support for tests and the bench count as users; types do not count at all.
 */
export function findUnusedExports(sources: readonly SourceFile[], workspaces: readonly Workspace[]): string[] {
  const { ownOf, usersOf } = listUsers(sources, workspaces, 'values')
  return sources
    .filter(({ path }) => isProgram(path) && !readOtherwise.test(path))
    .flatMap(({ path, code }) =>
      ownOf(path).flatMap((name) => {
        if (forOthers[path]?.includes(name)) return []
        const by = usersOf(path, name)
        if (by.length === 0) return [`${path}: nobody imports ${name}`]
        const isRun = by.some((user) => !/\.test\.ts$|^tests\//.test(user))
        const isUsedInside = [...code.matchAll(new RegExp(`(?<![\\w$.])${name}(?![\\w$])`, 'g'))].length > 1
        return isRun || isUsedInside ? [] : [`${path}: only tests use ${name}`]
      }),
    )
}

/** Types that a file exports and no other file imports, by whatever index. What others add to (`declare module`) is theirs, too. */
export function findUnusedTypes(sources: readonly SourceFile[], workspaces: readonly Workspace[]): string[] {
  const { ownOf, usersOf } = listUsers(sources, workspaces, 'types')
  const addedTo = new Set(
    sources.flatMap(({ code }) => [...code.matchAll(/^ +interface (\w+)/gm)].map(([, name]) => name)),
  )
  return sources
    .filter(({ path }) => isProgram(path))
    .flatMap(({ path }) =>
      ownOf(path)
        .filter((name) => usersOf(path, name).length === 0 && !addedTo.has(name))
        .map((name) => `${path}: nobody imports the type ${name}`),
    )
}

function isProgram(path: string): boolean {
  return !isTestFile(path) && !path.startsWith('bench/') && !path.endsWith('.d.ts')
}

/** What each file exports itself, and who imports it. */
function listUsers(sources: readonly SourceFile[], workspaces: readonly Workspace[], what: 'values' | 'types') {
  const doors = new Map(workspaces.flatMap(({ doors: of }) => [...of]))
  const files = new Map(sources.map((file) => [file.path, readLinks(file, doors, what)]))
  const users = new Map<string, Set<string>>()
  const use = (user: string, path: string, name: string): void => {
    const read = files.get(path)
    if (read === undefined) return
    if (name === '*') {
      for (const each of [...read.own, ...read.passed.map((link) => link.name)]) use(user, path, each)
      return
    }
    const key = `${path} ${name}`
    const known = users.get(key) ?? new Set()
    if (known.has(user)) return
    users.set(key, known.add(user))
    const link = read.passed.find((one) => one.name === name)
    if (link?.from !== undefined) use(user, link.from, link.origin)
  }
  for (const [path, { taken }] of files)
    for (const { from, origin } of taken) if (from !== undefined) use(path, from, origin)
  return {
    ownOf: (path: string) => files.get(path)?.own ?? [],
    usersOf: (path: string, name: string) => [...(users.get(`${path} ${name}`) ?? [])],
  }
}

const declared = /^export\s+(?:async\s+)?(?:function\*?|const|let|class|abstract\s+class)\s+([\w$]+)/gm
const declaredTypes = /^export\s+(?:type|interface)\s+([\w$]+)/gm
const unpacked = /^export\s+const\s+\{([^}]*)\}/gm
const listed = /\b(import|export)(\s+type)?\s+(?:[\w$]+\s*,\s*)?\{([^}]*)\}(?:\s*from\s*'(\d+)')?/g
const whole = /\bimport\s+\*\s+as\s+[\w$]+\s+from\s*'(\d+)'|\bimport\(\s*'(\d+)'\s*\)/g

function readLinks({ path, text }: SourceFile, doors: ReadonlyMap<string, string>, what: 'values' | 'types'): Read {
  const { numbered, words } = numberWords(text)
  const fileOf = (number: string | undefined) => {
    const specifier = words[Number(number)] ?? ''
    return specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : doors.get(specifier)
  }
  const own = [...numbered.matchAll(what === 'types' ? declaredTypes : declared)].map(([, name = '']) => name)
  for (const [, names = ''] of what === 'types' ? [] : numbered.matchAll(unpacked))
    own.push(...names.split(',').map((name) => name.split(':').at(-1)?.trim() ?? ''))
  const passed: Link[] = []
  const taken: Link[] = []
  for (const [, verb, type, names = '', number] of numbered.matchAll(listed)) {
    if (type !== undefined && what === 'values') continue
    const from = number === undefined ? undefined : fileOf(number)
    for (const written of names.split(',').map((name) => name.trim())) {
      if (written === '' || (what === 'values' && written.startsWith('type '))) continue
      const each = written.replace(/^type /, '')
      const [origin = '', name = origin] = each.split(/\s+as\s+/)
      if (verb === 'import') taken.push({ name, origin, ...(from === undefined ? {} : { from }) })
      else if (number === undefined) {
        if (what === 'values') own.push(name)
      } else passed.push({ name, origin, ...(from === undefined ? {} : { from }) })
    }
  }
  for (const [, first, second] of numbered.matchAll(whole)) {
    const from = fileOf(first ?? second)
    if (from !== undefined) taken.push({ name: '*', origin: '*', from })
  }
  return { own: own.filter((name) => name !== ''), passed, taken }
}
