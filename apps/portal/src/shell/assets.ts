import { readFile } from 'node:fs/promises'
import { readCardClient } from '@madoguchi/card-client'
import type { Bytes } from '@madoguchi/kit'
import { concat, utf8 } from '@madoguchi/kit'
import { type Asset, loadAssets, makeAsset } from '@madoguchi/ui'
import { makeCardWords } from './card-words.ts'

const type = 'text/javascript; charset=utf-8'

/** Our browser modules; what one imports stands before it. */
const scripts = [
  'idle',
  'waiting',
  'card-part',
  'card-log-in',
  'card-doctor',
  'card-attributes',
  'card-sign',
  'fill',
  'fill-card',
  'old-card',
  'confirm-card',
  'confirm-email',
  'print',
] as const

/**
 * The look of the house, our own browser modules and the words of the card, each under a name that carries its hash.
 * Modules are served as they stand, but for the names of what they import, which get their hashes, too.
 */
export async function loadPortalAssets(): Promise<readonly Asset[]> {
  const client = makeAsset({ name: 'card-client.js', contentType: type, bytes: await readCardClient() })
  const modules = [client]
  const paths = new Map([['@madoguchi/card-client', client.path]])
  for (const name of scripts) {
    const text = await readFile(new URL(`../browser/${name}.js`, import.meta.url), 'utf8')
    const bytes = nameImports(text, paths)
    const asset = makeAsset({ name: `${name}.js`, contentType: type, bytes })
    modules.push(asset)
    paths.set(`./${name}.js`, asset.path)
  }
  const words = makeAsset({
    name: 'card-words.json',
    contentType: 'application/json',
    bytes: utf8.encode(JSON.stringify(makeCardWords())),
  })
  return [...(await loadAssets()).map(await addOwnStyle()), ...modules, words]
}

function nameImports(text: string, paths: ReadonlyMap<string, string>): Bytes {
  const named = text.replace(/^(import\b[^']*)'([^']+)'$/gm, (_line, start: string, name: string) => {
    const path = paths.get(name)
    if (path === undefined) throw new TypeError(`a browser module imports ${name}, which is not served before it`)
    return `${start}'${path}'`
  })
  return utf8.encode(named)
}

/** Our few rules stand at the end of the house's sheet: a page still loads one. */
async function addOwnStyle(): Promise<(asset: Asset) => Asset> {
  const css = await readFile(new URL('./portal.css', import.meta.url))
  return (asset) => (asset.name === 'style.css' ? makeAsset({ ...asset, bytes: concat(asset.bytes, css) }) : asset)
}
