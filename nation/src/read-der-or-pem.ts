import { readFile } from 'node:fs/promises'
import type { Bytes } from '@madoguchi/kit'
import { AppError } from '@madoguchi/kit'

/**
 * Reads a file that holds one DER object, as it is or as PEM under `label` (words before and after are passed over).
 * Throws AppError FILE_UNUSABLE with a sentence when it cannot be read, or holds more than one.
 */
export async function readDerOrPem(file: string, label: string): Promise<Bytes> {
  let bytes: Bytes
  try {
    bytes = new Uint8Array(await readFile(file))
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    const why = code === 'ENOENT' ? 'there is no such file' : (code ?? 'it failed')
    throw new AppError('FILE_UNUSABLE', `${file} cannot be read: ${why}.`, { cause, facts: { file } })
  }
  const read = decodeDerOrPem(bytes, label)
  if (read instanceof Uint8Array) return read
  throw new AppError('FILE_UNUSABLE', `${file} holds ${read.blocks} blocks "${label}"; one is wanted.`, {
    facts: { file },
  })
}

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
