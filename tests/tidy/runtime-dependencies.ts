import { readJson } from './repository.ts'

type LockEntry = { version?: string; license?: string; link?: boolean; dev?: boolean; integrity?: string }

/** A package that somebody who runs Madoguchi gets, here or on another platform. */
export type RuntimeDependency = {
  readonly name: string
  readonly version: string
  readonly licence: string
  readonly folder: string
}

/**
 * From the lockfile: everything that is not for development only. A package's bodies for other platforms, which the
 * lockfile names without a digest, count as the package itself.
 */
export function listRuntimeDependencies(): RuntimeDependency[] {
  const { packages } = readJson<{ packages: Record<string, LockEntry> }>('package-lock.json')
  return Object.entries(packages)
    .filter(
      ([folder, { link, dev, integrity }]) =>
        folder.includes('node_modules/') && !link && !dev && integrity !== undefined,
    )
    .map(([folder, { version = '', license = '' }]) => ({
      name: folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      licence: license,
      folder,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
