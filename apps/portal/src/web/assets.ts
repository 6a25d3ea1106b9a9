import { readFile } from 'node:fs/promises'
import { concat } from '@madoguchi/kit'
import { type Asset, loadAssets, makeAsset } from '@madoguchi/ui'

const scripts = ['idle', 'waiting'] as const

/** The look of the house and our own browser modules, each under a name that carries its hash. */
export async function loadPortalAssets(): Promise<readonly Asset[]> {
  const own = scripts.map(async (name) => {
    const bytes = new Uint8Array(await readFile(new URL(`../browser/${name}.js`, import.meta.url)))
    return makeAsset({ name: `${name}.js`, contentType: 'text/javascript; charset=utf-8', bytes })
  })
  return [...(await loadAssets()).map(await addOwnStyle()), ...(await Promise.all(own))]
}

/** Our few rules stand at the end of the house's sheet: a page still loads one. */
async function addOwnStyle(): Promise<(asset: Asset) => Asset> {
  const css = await readFile(new URL('../style/portal.css', import.meta.url))
  return (asset) => (asset.name === 'style.css' ? makeAsset({ ...asset, bytes: concat(asset.bytes, css) }) : asset)
}
