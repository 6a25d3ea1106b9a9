import { readFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { concat, utf8 } from '@madoguchi/kit'
import { type Asset, loadAssets, makeAsset } from '@madoguchi/ui'

const scripts = ['idle', 'waiting'] as const

/** The look of the house and our own browser modules, types stripped, each under a name that carries its hash. */
export async function loadPortalAssets(): Promise<readonly Asset[]> {
  const own = scripts.map(async (name) => {
    const source = await readFile(new URL(`../browser/${name}.ts`, import.meta.url), 'utf8')
    const bytes = utf8.encode(stripTypeScriptTypes(source))
    return makeAsset({ name: `${name}.js`, contentType: 'text/javascript; charset=utf-8', bytes })
  })
  return [...(await loadAssets()).map(await addOwnStyle()), ...(await Promise.all(own))]
}

/** Our few rules stand at the end of the house's sheet: a page still loads one. */
async function addOwnStyle(): Promise<(asset: Asset) => Asset> {
  const css = await readFile(new URL('../style/portal.css', import.meta.url))
  return (asset) => (asset.name === 'style.css' ? makeAsset({ ...asset, bytes: concat(asset.bytes, css) }) : asset)
}
