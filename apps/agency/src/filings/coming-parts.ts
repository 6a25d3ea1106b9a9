import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { copyFile, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Bytes } from '@madoguchi/kit'
import { base64url } from '@madoguchi/kit'
import { ignoreMissing, readFileFrom } from '@madoguchi/kit/files'

/** Which part is coming, and who fetches it: of two copies that both believe they do, neither writes into the other's file. */
export type ComingPlace = { readonly filing: string; readonly index: number; readonly claim: string }

export type ComingPart = AsyncDisposable & {
  readonly sizeBytes: number
  add(bytes: Bytes): Promise<void>
  /** Puts what lies on the disk under its digest, synced, and says true; false where it has another one: then it is gone. */
  finish(digest: Bytes): Promise<boolean>
  /** Forgets what is there. */
  drop(): Promise<void>
}

/** What of a part is there already, also by whoever had the claim before, to be added to. */
export async function resumePart(
  folder: string,
  { filing, index, claim }: ComingPlace,
  pathOf: (digest: Bytes) => string,
): Promise<ComingPart> {
  const own = `${filing}.${claim}.${index}`
  const path = join(folder, own)
  for (const name of await listComing(folder, filing)) {
    if (name === own || !name.endsWith(`.${index}`)) continue
    // A copy, since whoever had the claim may still be writing; or is through with it just now.
    await copyFile(join(folder, name), path).catch(ignoreMissing)
    await rm(join(folder, name), { force: true })
  }
  const file = await open(path, 'a', 0o600)
  let { size: sizeBytes } = await file.stat()
  const drop = () => rm(path, { force: true })
  return {
    get sizeBytes() {
      return sizeBytes
    },
    async add(bytes) {
      await writeAll(file, bytes)
      sizeBytes += bytes.length
    },
    async finish(digest) {
      await file.sync()
      if (!(await hasDigest(path, digest))) {
        await drop()
        return false
      }
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

/** Nothing of a filing is wanted any more, or nothing of what this claim on it fetched. */
export async function forgetComing(
  folder: string,
  { filing, claim }: { readonly filing: string; readonly claim?: string },
): Promise<void> {
  const names = await listComing(folder, claim === undefined ? filing : `${filing}.${claim}`)
  for (const name of names) await rm(join(folder, name), { force: true })
}

async function listComing(folder: string, beginning: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.startsWith(`${beginning}.`))
}

/** By the bytes that stand there, and not by what was meant to. */
export async function hasDigest(path: string, digest: Bytes): Promise<boolean> {
  const hash = createHash('sha256')
  for await (const chunk of readFileFrom(path)) hash.update(chunk)
  return base64url.encode(hash.digest()) === base64url.encode(digest)
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
