import { posix, win32 } from 'node:path'
import { nativeHostName } from '@madoguchi/card/protocol'
import { nameAuthority } from '../authority.ts'
import {
  type Browser,
  browsers,
  getManifestPlace,
  getProgramFolder,
  type Home,
  type Platform,
  type Scope,
} from './browser-places.ts'
import { renderNativeManifest, renderStarter } from './native-manifest.ts'

export type InstallOptions = {
  readonly platform: Platform
  readonly scope: Scope
  readonly browsers: readonly Browser[]
  readonly home: Home
  /** Absolute paths of Node 24 and of this program's entry. */
  readonly node: string
  readonly main: string
  /** A browser that was started with `--user-data-dir` looks there, and nowhere else. */
  readonly userDataFolder?: string
  /** The time-stamp authority that is asked when a document is signed; without one, none is. */
  readonly timeStampUrl?: string
}

export type Step =
  | { readonly kind: 'file'; readonly path: string; readonly text: string; readonly isProgram: boolean }
  | { readonly kind: 'registry'; readonly key: string; readonly value: string }

/** All that an installation consists of: a starter, and for each browser what makes it find the starter. */
export function planInstall(options: InstallOptions): Step[] {
  const { platform, scope, home, node, main, userDataFolder, timeStampUrl } = options
  const { join } = platform === 'win32' ? win32 : posix
  const folder =
    userDataFolder === undefined
      ? getProgramFolder(platform, scope, home)
      : join(userDataFolder, 'NativeMessagingHosts')
  const starter = join(folder, platform === 'win32' ? 'card-host.bat' : 'card-host')
  const args = timeStampUrl === undefined ? [] : nameAuthority(timeStampUrl)
  const started = renderStarter(platform, { node, main, args })
  const program: Step = { kind: 'file', path: starter, text: started, isProgram: true }
  const text = renderNativeManifest(starter)
  const beside: Step = { kind: 'file', path: join(folder, `${nativeHostName}.json`), text, isProgram: false }
  if (userDataFolder !== undefined) return [program, beside]
  const places = listPlaces(options)
  const files = places.flatMap((place): Step[] =>
    place.kind === 'file' ? [{ kind: 'file', path: place.path, text, isProgram: false }] : [],
  )
  const keys = places.flatMap((place): Step[] =>
    place.kind === 'registry' ? [{ kind: 'registry', key: place.key, value: beside.path }] : [],
  )
  return keys.length > 0 ? [program, beside, ...keys] : [program, ...files]
}

/** Brave and Chromium share a system-wide folder: each place stands once. */
function listPlaces(options: InstallOptions) {
  const wanted = browsers.filter((browser) => options.browsers.includes(browser))
  const places = wanted.map((browser) => getManifestPlace({ ...options, browser }))
  return [...new Map(places.map((place) => [place.kind === 'file' ? place.path : place.key, place])).values()]
}
