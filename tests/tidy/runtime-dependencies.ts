import { readJson } from './repository.ts'

type LockEntry = {
  name?: string
  version?: string
  license?: string
  link?: boolean
  dev?: boolean
  integrity?: string
  inBundle?: boolean
}

/** A package that somebody who runs Madoguchi gets, here or on another platform. */
export type RuntimeDependency = {
  readonly name: string
  readonly version: string
  readonly licence: string
  readonly folder: string
}

/** What npm fetches, by the lockfile: links to our own workspaces and what another package brings inside of it are not. */
function listFetched(): [folder: string, LockEntry][] {
  const { packages } = readJson<{ packages: Record<string, LockEntry> }>('package-lock.json')
  return Object.entries(packages).filter(
    ([folder, { link, inBundle }]) => folder.includes('node_modules/') && !link && !inBundle,
  )
}

/** What would be run without anybody having said what it is: entries that are fetched and have no SHA-512 digest. */
export function listUndigested(): string[] {
  return listFetched()
    .filter(([, { integrity }]) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? ''))
    .map(([folder]) => folder)
}

/** From the lockfile: everything that is not for development only. What stands in for another (`name`) is listed as itself. */
export function listRuntimeDependencies(): RuntimeDependency[] {
  return listFetched()
    .filter(([, { dev, name }]) => !dev && name === undefined)
    .map(([folder, { version = '', license = '' }]) => ({
      name: folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      licence: license,
      folder,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
