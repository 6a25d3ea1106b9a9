import type { Bytes } from '@madoguchi/kit'

/** One DER object as it is or as PEM; else how many blocks of PEM there are under `label`. */
export function decodeDerOrPem(bytes: Bytes, label: string): Bytes | { readonly blocks: number } {
  const text = Buffer.from(bytes).toString('latin1')
  if (!text.includes('-----BEGIN ')) return bytes
  const blocks = [
    ...text.matchAll(new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]*)-----END ${label}-----`, 'g')),
  ]
  const [block] = blocks
  if (block === undefined || blocks.length > 1) return { blocks: blocks.length }
  return new Uint8Array(Buffer.from(block[1] ?? '', 'base64'))
}
