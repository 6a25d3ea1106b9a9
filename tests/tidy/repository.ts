import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { eraseComments, eraseWords } from './erase.ts'

/** A text file of the repository: `code` is without comments, `bare` also without what strings say. */
export type RepositoryFile = { readonly path: string; readonly text: string }
export type SourceFile = RepositoryFile & { readonly code: string; readonly bare: string }

export type Workspace = {
  /** Short: `kit`, `core`, `cli`. */
  readonly name: string
  readonly folder: string
  readonly packageName: string
  readonly version: string
  readonly exports: readonly string[]
  /** The file behind each export. */
  readonly doors: ReadonlyMap<string, string>
  readonly dependencies: Readonly<Record<string, string>>
}

type PackageJson = {
  name: string
  version: string
  exports?: Record<string, string | Record<string, string>>
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  devDependencies?: Record<string, string>
}

const root = new URL('../../', import.meta.url)
const notOurs = /^(node_modules|\.git|\.madoguchi|\.screenshots|dist)$/
const isBinary = /\.(png|jpe?g|pdf|woff2?|ttf|otf|ico|der|gz)$/

/** Every text file as it lies here, committed or not yet, so that a mistake is found before it is history. */
export function readRepository(): RepositoryFile[] {
  return walk('').map((path) => ({ path, text: readText(path) }))
}

export function readText(path: string): string {
  return readFileSync(new URL(path, root), 'utf8')
}

export const rootPath = fileURLToPath(root)

export function sourcesOf(files: readonly RepositoryFile[]): SourceFile[] {
  return files
    .filter(({ path }) => /\.(ts|js|mjs)$/.test(path))
    .map((file) => ({ ...file, code: eraseComments(file.text), bare: eraseWords(file.text) }))
}

export function readWorkspaces(): Workspace[] {
  const folders = ['packages', 'apps'].flatMap((parent) => list(parent).map((name) => `${parent}/${name}`))
  return [...folders, 'facts', 'procedures', 'nation', 'cli', 'bench'].map((folder) => {
    const { name, version, exports = {}, ...json } = readJson<PackageJson>(`${folder}/package.json`)
    const subpaths = Object.keys(exports).map((key) => name + key.slice(1))
    const doors = new Map(
      Object.entries(exports).map(([key, to]) => {
        const file = typeof to === 'string' ? to : (to.default ?? '')
        return [name + key.slice(1), posix.join(folder, file)]
      }),
    )
    const dependencies = { ...json.dependencies, ...json.optionalDependencies, ...json.devDependencies }
    return {
      name: folder.split('/').at(-1) ?? '',
      folder,
      packageName: name,
      version,
      exports: subpaths,
      doors,
      dependencies,
    }
  })
}

export function readJson<T>(path: string): T {
  return JSON.parse(readText(path)) as T
}

function list(folder: string): string[] {
  return readdirSync(new URL(`${folder}/`, root), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
}

function walk(folder: string): string[] {
  return readdirSync(new URL(folder, root), { withFileTypes: true }).flatMap((entry) => {
    if (notOurs.test(entry.name) || isBinary.test(entry.name) || entry.name.endsWith('.log')) return []
    const path = `${folder}${entry.name}`
    if (entry.isDirectory()) return walk(`${path}/`)
    return entry.isFile() ? [path] : []
  })
}
