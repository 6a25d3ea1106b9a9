import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import type { Asset } from '@madoguchi/ui'
import type { Context } from 'hono'
import { Hono } from 'hono'

type Served = {
  readonly asset: Asset
  readonly etag: string
  readonly forms: Readonly<Partial<Record<'br' | 'gzip', Uint8Array>>>
}

const compressible = /^(?:text\/|image\/svg|application\/json)/

/** Serves `/assets/…` for ever (the path holds the hash), compressed once at the start. */
export async function openAssetRoutes(assets: readonly Asset[]): Promise<Hono> {
  const served = new Map(await Promise.all(assets.map(async (asset) => [asset.path, await prepare(asset)] as const)))
  return new Hono().get('/assets/*', async (c, next) => {
    const found = served.get(c.req.path)
    return found === undefined ? next() : answer(c, found)
  })
}

async function prepare(asset: Asset): Promise<Served> {
  const etag = `"${asset.hash}"`
  if (!compressible.test(asset.contentType)) return { asset, etag, forms: {} }
  const [br, gz] = await Promise.all([promisify(brotliCompress)(asset.bytes), promisify(gzip)(asset.bytes)])
  return { asset, etag, forms: { br: new Uint8Array(br), gzip: new Uint8Array(gz) } }
}

function answer(c: Context, { asset, etag, forms }: Served): Response {
  c.header('Cache-Control', 'public, max-age=31536000, immutable')
  c.header('ETag', etag)
  c.header('Vary', 'Accept-Encoding')
  if (isSame(c.req.header('if-none-match'), etag)) return c.body(null, 304)
  const encoding = (['br', 'gzip'] as const).find((form) => forms[form] !== undefined && accepts(c, form))
  const bytes = (encoding === undefined ? undefined : forms[encoding]) ?? asset.bytes
  if (encoding !== undefined) c.header('Content-Encoding', encoding)
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
    'Content-Type': asset.contentType,
    'Content-Length': String(bytes.length),
  })
}

/** RFC 9110 section 13.1.2: a list, weak comparison. */
function isSame(header: string | undefined, etag: string): boolean {
  return (header ?? '').split(',').some((part) => part.trim().replace(/^W\//, '') === etag)
}

function accepts(c: Context, coding: string): boolean {
  return (c.req.header('accept-encoding') ?? '').split(',').some((part) => {
    const [name, ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase())
    return name === coding && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))
  })
}
