import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Asset } from './asset.ts'
import { hashOf } from './asset.ts'

type Slice = { readonly file: string; readonly weight: string; readonly range: string }

const facePattern = /@font-face\s*\{([^}]*)\}/g

/**
 * BIZ UDPGothic in 400 and 700, cut into slices by `unicode-range`: a page fetches only the slices whose characters it shows.
 * All slices together have one hash in their folder's name, which keeps the stylesheet small.
 */
export async function loadFonts(): Promise<{ readonly css: string; readonly assets: readonly Asset[] }> {
  const find = createRequire(import.meta.url).resolve
  const sheets = await Promise.all(
    ['400', '700'].map((weight) => readFile(find(`@fontsource/biz-udpgothic/${weight}.css`), 'utf8')),
  )
  const slices = sheets.flatMap(readSlices)
  const files = await Promise.all(
    slices.map(async ({ file }) => new Uint8Array(await readFile(find(`@fontsource/biz-udpgothic/files/${file}`)))),
  )
  const folder = `f-${hashOf(...files)}`
  const assets = slices.map(({ file }, index): Asset => {
    const bytes = files[index]
    assert(bytes !== undefined)
    const name = shortName(file)
    return { name, path: `/assets/${folder}/${name}`, contentType: 'font/woff2', bytes, hash: hashOf(bytes) }
  })
  return { css: slices.map((slice) => renderFace(slice, folder)).join(''), assets }
}

function readSlices(css: string): readonly Slice[] {
  const slices = [...css.matchAll(facePattern)].map(([, face = '']) => ({
    file: /url\(\.\/files\/([a-z0-9-]+\.woff2)\)/.exec(face)?.[1] ?? '',
    weight: /font-weight:\s*(\d+)/.exec(face)?.[1] ?? '',
    range: /unicode-range:\s*([^;]+);/.exec(face)?.[1] ?? '',
  }))
  assert(slices.length > 0 && slices.every(({ file, weight, range }) => file && weight && range), 'sheets we can read')
  return slices
}

function renderFace({ file, weight, range }: Slice, folder: string): string {
  const source = `url(${folder}/${shortName(file)})format("woff2")`
  return `@font-face{font-family:"BIZ UDPGothic";font-display:swap;font-weight:${weight};src:${source};unicode-range:${range}}\n`
}

function shortName(file: string): string {
  return file.replace('biz-udpgothic-', '').replace('-normal', '')
}
