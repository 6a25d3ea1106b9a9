import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { access, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Bytes } from '@madoguchi/kit'
import { base64url, hex } from '@madoguchi/kit'

/**
 * Sealed parts on the disk, each under the digest of its bytes: what stands there is whole and synced, and is never
 * written again. What is still coming stands apart, so that a pull goes on where it was.
 */
export type PartFiles = {
  has(digest: Bytes): Promise<boolean>
  read(digest: Bytes): AsyncIterable<Bytes>
  /** What of a part is there already, to be added to. Whoever holds it must have the filing to themselves. */
  resume(name: string): Promise<ComingPart>
  /** Of what is not wanted any more nothing stays there. */
  forget(name: string): Promise<void>
}

type ComingPart = AsyncDisposable & {
  readonly sizeBytes: number
  add(bytes: Bytes): Promise<void>
  /** Puts it under its digest, synced, and says true; false where it has another one: then it is gone. */
  finish(digest: Bytes): Promise<boolean>
  /** Forgets what is there. */
  drop(): Promise<void>
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
    read: (digest) => createReadStream(pathOf(digest), { highWaterMark: 256 * 1024 }),
    forget: (name) => rm(join(coming, name), { force: true }),
    resume: (name) => resumePart(join(coming, name), pathOf),
  }
}

async function resumePart(path: string, pathOf: (digest: Bytes) => string): Promise<ComingPart> {
  const hash = createHash('sha256')
  const file = await open(path, 'a', 0o600)
  let sizeBytes = (await file.stat()).size
  if (sizeBytes > 0) for await (const chunk of createReadStream(path)) hash.update(chunk)
  const drop = () => rm(path, { force: true })
  return {
    get sizeBytes() {
      return sizeBytes
    },
    async add(bytes) {
      await writeAll(file, bytes)
      hash.update(bytes)
      sizeBytes += bytes.length
    },
    async finish(digest) {
      if (base64url.encode(hash.digest()) !== base64url.encode(digest)) {
        await drop()
        return false
      }
      await file.sync()
      const target = pathOf(digest)
      await mkdir(dirname(target), { recursive: true, mode: 0o700 })
      await rename(path, target)
      await syncFolder(dirname(target))
      return true
    },
    drop,
    [Symbol.asyncDispose]: () => file.close(),
  }
}

async function writeAll(file: FileHandle, bytes: Bytes): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten
}

/** A name is on the disk once its folder is. */
async function syncFolder(path: string): Promise<void> {
  for (const folder of [path, dirname(path)]) {
    const handle = await open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  }
}
