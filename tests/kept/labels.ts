import { globSync, readFileSync } from 'node:fs'

const root = new URL('../../', import.meta.url)
/** `madoguchi/1/…` or `madoguchi/…/2…` in quotes: what a key, a hash or a signature is told apart by. */
const pattern = /(['"`])(madoguchi\/(?:1\/|[a-z-]+\/[0-9])[^'"`]*)\1/g

/** A label as it stands in a source, escapes and all. */
export type Label = { readonly path: string; readonly literal: string }

/** Every label in the sources of packages and programs; tests and fixtures are left out. */
export function findLabels(): Label[] {
  return globSync('{packages/*,apps/*,facts}/src/**/*.ts', { cwd: root })
    .filter((path) => !/\.(test|fixture)\.ts$/.test(path))
    .sort()
    .flatMap((path) => {
      const code = readFileSync(new URL(path, root), 'utf8').replace(/^\s*(\*|\/\/|\/\*).*$/gm, '')
      return [...new Set([...code.matchAll(pattern)].map(([, , literal = '']) => literal))].map((literal) => ({
        path,
        literal,
      }))
    })
}

/** The labels that vectors name. */
export function listKeptLabels(): string[] {
  return globSync('protocol/vectors/kept/*.json', { cwd: root }).flatMap((path) => {
    const vector: unknown = JSON.parse(readFileSync(new URL(path, root), 'utf8'))
    return vector !== null && typeof vector === 'object' && 'labels' in vector ? (vector.labels as string[]) : []
  })
}

/** Whether a label of a vector is one that the source may make. */
export function fits({ literal }: Label, kept: string): boolean {
  const text = literal.replaceAll('\\n', '\n').replace(/[.*+?^()|[\]\\]/g, '\\$&')
  return new RegExp(`^${text.replace(/\$\{[^}]*\}/g, '[^\\n]*')}$`).test(kept)
}

/** The label with one sign changed: the first behind `madoguchi/`, and the last that is written out. */
export function changeOneSign({ literal }: Label): string[] {
  const parts = literal.split(/(\$\{[^}]*\})/)
  const at = parts.findLastIndex((part, index) => index % 2 === 0 && /[a-z0-9]/.test(part))
  const last = parts
    .map((part, index) => (index === at ? part.replace(/[a-z0-9](?=[^a-z0-9]*(\\n)?$)/, '_') : part))
    .join('')
  return [literal.replace(/^madoguchi\/./, 'madoguchi/_'), last]
}
