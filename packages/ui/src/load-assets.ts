import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Asset } from './asset.ts'
import { makeAsset } from './asset.ts'
import { loadFonts } from './load-fonts.ts'

const sheets = [
  'base',
  'layout',
  'frame',
  'button',
  'field',
  'form',
  'message',
  'content',
  'steps',
  'chart',
  'media',
] as const

/** The stylesheet (`style.css`), the icon (`icon.svg`) and the slices of BIZ UDPGothic that pages ask for as they need them. */
export async function loadAssets(): Promise<readonly Asset[]> {
  const find = createRequire(import.meta.url).resolve
  const tokens = await readFile(find('@digital-go-jp/design-tokens/dist/tokens.css'), 'utf8')
  const own = (await Promise.all(sheets.map((sheet) => readOwn(`style/${sheet}.css`)))).join('\n')
  const fonts = await loadFonts()
  const css = compactCss(`${pickTokens(tokens, own)}\n${own}`) + fonts.css
  return [
    makeAsset({ name: 'style.css', contentType: 'text/css; charset=utf-8', bytes: encode(css) }),
    makeAsset({ name: 'icon.svg', contentType: 'image/svg+xml', bytes: encode(await readOwn('style/icon.svg')) }),
    ...fonts.assets,
  ]
}

/** Of the two hundred tokens, those that the sheet uses, and those that these are made of. */
export function pickTokens(tokens: string, css: string): string {
  const lines = new Map(
    [...tokens.matchAll(/(--[a-z0-9-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]),
  )
  const wanted = new Map<string, string>()
  const todo = namesIn(css)
  for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
    const value = lines.get(name)
    if (value === undefined || wanted.has(name)) continue
    wanted.set(name, value)
    todo.push(...namesIn(value))
  }
  return `:root{${[...wanted].map(([name, value]) => `${name}:${value}`).join(';')}}`
}

function namesIn(css: string): string[] {
  return [...css.matchAll(/var\((--[a-z0-9-]+)/g)].map(([, name = '']) => name)
}

/** Without comments and indentation. */
function compactCss(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s*\n\s*/g, '\n')
    .trim()
    .concat('\n')
}

function readOwn(path: string): Promise<string> {
  return readFile(new URL(path, import.meta.url), 'utf8')
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
