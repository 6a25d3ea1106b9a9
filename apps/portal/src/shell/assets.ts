import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { readCardClient } from '@madoguchi/card-client'
import type { Bytes } from '@madoguchi/kit'
import { concat, utf8 } from '@madoguchi/kit'
import { type Asset, loadAssets, makeAsset } from '@madoguchi/ui'
import { makeCardWords } from './card-words.ts'
import type { Places } from './places.ts'
import { languages } from './words.ts'

const type = 'text/javascript; charset=utf-8'

/** Those that no journey owns; what one imports stands before it. */
const scripts = ['idle', 'ask-portal', 'card-part', 'print'].map(
  (name) => new URL(`./browser/${name}.js`, import.meta.url),
)

/**
 * The look of the house, our own browser modules and the words of the card, each under a name that carries its hash.
 * `places`: where those words may lead. Modules are served as they stand, but for the names of what they import, which get their hashes, too.
 */
export async function loadPortalAssets(ofJourneys: readonly URL[], places: Places): Promise<readonly Asset[]> {
  const client = makeAsset({ name: 'card-client.js', contentType: type, bytes: await readCardClient() })
  const modules = [client]
  const paths = new Map([['@madoguchi/card-client', client.path]])
  for (const place of [...scripts, ...ofJourneys]) {
    const name = basename(place.pathname)
    const bytes = nameImports(await readFile(place, 'utf8'), paths)
    const asset = makeAsset({ name, contentType: type, bytes })
    modules.push(asset)
    paths.set(name, asset.path)
  }
  const words = languages.map((language) =>
    makeAsset({
      name: `card-words.${language}.json`,
      contentType: 'application/json',
      bytes: utf8.encode(JSON.stringify(makeCardWords({ language, places }))),
    }),
  )
  return [...(await loadAssets()).map(await addOwnStyle()), ...modules, ...words]
}

function nameImports(text: string, paths: ReadonlyMap<string, string>): Bytes {
  const named = text.replace(/^(import\b[^']*)'([^']+)'$/gm, (_line, start: string, name: string) => {
    const path = paths.get(name) ?? paths.get(basename(name))
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
