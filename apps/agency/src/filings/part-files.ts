import { access, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Bytes } from '@madoguchi/kit'
import { hex } from '@madoguchi/kit'
import { readFileFrom } from '@madoguchi/kit/files'
import type { ComingPart, ComingPlace } from './coming-parts.ts'
import { forgetComing, hasDigest, resumePart } from './coming-parts.ts'

/**
 * Sealed parts on the disk, each under the digest of its bytes: what stands there was whole and synced, and is never
 * written again. What is still coming stands apart, so that a pull goes on where it was.
 */
export type PartFiles = {
  has(digest: Bytes): Promise<boolean>
  read(digest: Bytes): AsyncIterable<Bytes>
  /** True where what stands there had other bytes than its digest by now, and was taken away. */
  dropRotten(digest: Bytes): Promise<boolean>
  resume(place: ComingPlace): Promise<ComingPart>
  /** Of what is not wanted any more nothing stays among what is coming. */
  forget(of: Pick<ComingPlace, 'filing'> & Partial<Pick<ComingPlace, 'claim'>>): Promise<void>
}

/** Makes the folders where they are not there. */
export async function openPartFiles(folder: string): Promise<PartFiles> {
  const coming = join(folder, 'coming')
  const pathOf = (digest: Bytes) => {
    const name = hex.encode(digest)
    return join(folder, 'parts', name.slice(0, 2), name)
  }
  for (const path of [coming, join(folder, 'parts')]) await mkdir(path, { recursive: true, mode: 0o700 })
  return {
    has: (digest) =>
      access(pathOf(digest)).then(
        () => true,
        () => false,
      ),
    read: (digest) => readFileFrom(pathOf(digest)),
    async dropRotten(digest) {
      if (await hasDigest(pathOf(digest), digest)) return false
      await rm(pathOf(digest), { force: true })
      return true
    },
    resume: (place) => resumePart(coming, place, pathOf),
    forget: (of) => forgetComing(coming, of),
  }
}
