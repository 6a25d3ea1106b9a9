import { constants } from 'node:fs'
import { access, readFile } from 'node:fs/promises'
import { win32 } from 'node:path'
import { extensionId, nativeHostName } from '@madoguchi/card/protocol'
import {
  type Browser,
  browsers,
  getManifestPlace,
  getProgramFolder,
  type Home,
  type Platform,
} from './browser-places.ts'

/** The browsers on this computer that would find a host that can be started and that lets our extension in. */
export async function findInstalled(platform: Platform, home: Home): Promise<Browser[]> {
  const checked = await Promise.all(
    browsers.map(async (browser) => {
      const places = (['user', 'system'] as const).map((scope) => {
        const place = getManifestPlace({ platform, browser, scope, home })
        // The registry names this file; whether it does is not looked up here.
        const beside = win32.join(getProgramFolder(platform, scope, home), `${nativeHostName}.json`)
        return place.kind === 'file' ? place.path : beside
      })
      const works = await Promise.all(places.map(isUsable))
      return works.includes(true) ? [browser] : []
    }),
  )
  return checked.flat()
}

async function isUsable(path: string): Promise<boolean> {
  try {
    const manifest: unknown = JSON.parse(await readFile(path, 'utf8'))
    if (typeof manifest !== 'object' || manifest === null) return false
    const { path: starter, allowed_origins: origins } = manifest as { path?: unknown; allowed_origins?: unknown }
    if (typeof starter !== 'string' || !Array.isArray(origins)) return false
    await access(starter, constants.X_OK)
    return origins.includes(`chrome-extension://${extensionId}/`)
  } catch {
    // Not there, not readable or no JSON: a browser would not start it either.
    return false
  }
}
