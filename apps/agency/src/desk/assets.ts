import { readFile } from 'node:fs/promises'
import type { Asset } from '@madoguchi/ui'
import { loadAssets, makeAsset } from '@madoguchi/ui'

/** The look of the house, and the one script of the desk. */
export async function loadDeskAssets(): Promise<readonly Asset[]> {
  const bytes = await readFile(new URL('./browser/passkey.js', import.meta.url))
  const script = makeAsset({ name: 'passkey.js', contentType: 'text/javascript; charset=utf-8', bytes })
  return [...(await loadAssets()), script]
}
