import { readFile } from 'node:fs/promises'
import type { Bytes } from '@madoguchi/kit'
import { AppError } from '@madoguchi/kit'
import { decodeDerOrPem } from '@madoguchi/pki'

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
