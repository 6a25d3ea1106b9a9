import assert from 'node:assert/strict'
import type { Bytes } from '@madoguchi/kit'
import { base64url, sha256 } from '@madoguchi/kit'

/** A file that never changes: its path carries the hash of its bytes, so a browser may keep it for ever. */
export type Asset = {
  /** What templates call it: `style.css`. */
  readonly name: string
  /** Where it is served: `/assets/style.4f3k….css`. */
  readonly path: string
  readonly contentType: string
  readonly bytes: Bytes
  /** 16 characters of base64url, from SHA-256. */
  readonly hash: string
}

/** An asset of one's own, beside those of `loadAssets`: a small browser module, a picture. */
export function makeAsset({ name, contentType, bytes }: Pick<Asset, 'name' | 'contentType' | 'bytes'>): Asset {
  assert(/^[a-z0-9-]+(\.[a-z0-9]+)+$/.test(name), 'a plain file name')
  const hash = hashOf(bytes)
  const at = name.lastIndexOf('.')
  return { name, path: `/assets/${name.slice(0, at)}.${hash}${name.slice(at)}`, contentType, bytes, hash }
}

/** Finds the path by the name; a name that is not among the assets is a mistake of ours. */
export function makeAssetPath(assets: readonly Asset[]): (name: string) => string {
  const paths = new Map(assets.map(({ name, path }) => [name, path]))
  assert(paths.size === assets.length, 'every asset has a name of its own')
  return (name) => {
    const path = paths.get(name)
    assert(path !== undefined, `there is an asset named ${name}`)
    return path
  }
}

export function hashOf(...parts: readonly Bytes[]): string {
  return base64url.encode(sha256(...parts)).slice(0, 16)
}
