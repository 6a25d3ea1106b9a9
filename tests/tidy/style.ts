import { isTestFile } from './import-table.ts'
import type { RepositoryFile, SourceFile } from './repository.ts'

/** A thing that no source may hold, found in code without comments and strings. */
type Ban = { readonly name: string; readonly pattern: RegExp; readonly isAllowed?: (path: string) => boolean }

const bans: readonly Ban[] = [
  {
    name: 'process.env outside of a main.ts',
    pattern: /\bprocess\s*\.\s*env\b/,
    isAllowed: (path) => /(^|[/.])main\.ts$/.test(path),
  },
  {
    // A job has a name in health, metrics and log, and an end; a browser and the watch over a server of our own have none.
    name: 'a timer that repeats, and is no job of packages/party',
    pattern: /\bsetInterval\s*\(/,
    isAllowed: (path) =>
      path === 'packages/party/src/jobs.ts' ||
      path === 'packages/db/src/prepared/open-prepared-server.ts' ||
      /\/browser\//.test(path) ||
      !/^(apps|packages|cli)\//.test(path) ||
      isTestFile(path),
  },
  { name: 'Error.stackTraceLimit, which is everybody’s', pattern: /\bstackTraceLimit\b/ },
  { name: 'enum', pattern: /^\s*(export\s+)?(declare\s+)?(const\s+)?enum\s+\w/m },
  { name: 'parameter property', pattern: /constructor\s*\([^)]*\b(public|private|protected|readonly)\s+\w+\s*[:?=]/ },
  { name: 'default export', pattern: /^\s*export\s+default\b|\bas\s+default\b/m },
  { name: 'export *', pattern: /\bexport\s*\*/ },
  { name: 'any', pattern: /(?:[:<|&,(=]|\bas|\bextends)\s*any\b(?!\s*[:(])/ },
  { name: 'a test that is skipped or alone', pattern: /\b(test|it|describe|t)\s*\.\s*(only|skip|todo)\s*\(/ },
  {
    // `hasOpenssl ? {} : { skip: '…' }` is computed and may stay.
    name: 'a test that is skipped or alone by a constant',
    pattern: /(?<![?:]\s*)\{[^{}]*\b(only|skip|todo):\s*(true\b|'')/,
    isAllowed: (path) => !isTestFile(path),
  },
]

export function findBanned(file: SourceFile): string[] {
  return bans.flatMap(({ name, pattern, isAllowed }) =>
    pattern.test(file.bare) && !isAllowed?.(file.path) ? [`${file.path}: ${name}`] : [],
  )
}

// `catch {}`, `.catch(() => {})`, and `await something.catch(() => undefined)` whose result nobody looks at.
const dropped =
  /\bcatch\s*(\([^)]*\))?\s*\{\s*\}|\.catch\(\s*\(\w*\)\s*=>\s*\{\s*\}\s*\)|^\s*await\b[^=\n]*\.catch\(\s*\(\w*\)\s*=>\s*undefined\s*\)/gm

/** What kit does for all, written once more: undefined for a file that is not there. */
const doubles = /'ENOENT'\)\s*(return undefined|throw error)|!== 'ENOENT'\) throw/

export function findDoubles({ path, code }: SourceFile): string[] {
  const isOurs = /^(apps|packages|facts|procedures|nation|cli)\//.test(path) && !isTestFile(path)
  return isOurs && path !== 'packages/kit/src/files.ts' && doubles.test(code)
    ? [`${path}: @madoguchi/kit/files does this for all`]
    : []
}

/** An error may be let go only with a sentence that says why, in the block or right above it. */
export function findSwallowed({ path, text, bare }: SourceFile): string[] {
  const lines = text.split('\n')
  const saysWhy = (from: number, to: number) => lines.slice(from, to + 1).some((line) => /\/\/|\*/.test(line))
  if (isTestFile(path) || path.startsWith('bench/')) return []
  return [...bare.matchAll(dropped)].flatMap((found) => {
    const first = bare.slice(0, found.index).split('\n').length - 1
    const last = first + found[0].split('\n').length - 1
    return saysWhy(Math.max(first - 1, 0), last)
      ? []
      : [`${path}:${first + 1}: an error is swallowed without a word why`]
  })
}

const forbiddenFolders = /(^|\/)(utils?|helpers?|common|misc|new)\//

export function findOddPaths({ path, text }: RepositoryFile): string[] {
  const isSource = /\.(ts|js|css|sql)$/.test(path)
  return [
    ...(forbiddenFolders.test(path) ? [`${path}: a folder whose name says nothing`] : []),
    ...(isSource && text.split('\n').length - 1 > linesMax ? [`${path}: more than ${linesMax} lines`] : []),
    ...(isSource && !/^[a-z0-9.-]+$/.test(path.split('/').at(-1) ?? '') ? [`${path}: not kebab-case`] : []),
    ...(text !== '' && !text.endsWith('\n') ? [`${path}: does not end with a line end`] : []),
  ]
}

const linesMax = 400

// Written so that this very file does not hold what it looks for.
const machinePath = /(?<![\w.}])\/(work|root)\/[\w.]/
const registryHost =
  /\b(npmjs\.(org|com)|npm\.pkg\.|pypi\.org|crates\.io|proxy\.golang\.|(artifactory|verdaccio|nexus)[.:])/

export function findTraces({ path, text }: RepositoryFile): string[] {
  return [
    ...(machinePath.test(text) ? [`${path}: a path of one machine`] : []),
    ...(registryHost.test(text) ? [`${path}: the host of a package registry`] : []),
  ]
}
