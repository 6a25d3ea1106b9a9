import { readFile } from 'node:fs/promises'
import type { Asset } from '@madoguchi/ui'
import { loadAssets, makeAsset } from '@madoguchi/ui'

/** The look of the house, and the scripts of the desk. */
export async function loadDeskAssets(): Promise<readonly Asset[]> {
  const scripts = await Promise.all(
    ['passkey.js', 'keys.js'].map(async (name) => {
      const bytes = await readFile(new URL(`./browser/${name}`, import.meta.url))
      return makeAsset({ name, contentType: 'text/javascript; charset=utf-8', bytes })
    }),
  )
  return [...(await loadAssets()), ...scripts]
}
