import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Bytes, Random } from '@madoguchi/kit'
import { AppError, hex } from '@madoguchi/kit'
import { ignoreMissing, readFileFrom } from '@madoguchi/kit/files'

/** A file in the folder: it is called as the SHA-256 of its bytes, in hexadecimal. */
export type KeptFile = { readonly file: string; readonly sizeBytes: number }

/**
 * Sealed bytes that stand for as long as a row names them. A file is whole and on the disk before anything knows its name, and never
 * changes: the same bytes are the same file.
 */
export type KeptFiles = {
  /** Throws FILES_NO_ROOM where the disk is too full for that. */
  put(source: AsyncIterable<Bytes> | Iterable<Bytes>, what: Kept): Promise<KeptFile>
  /** Undefined where there is none. */
  find(file: string): Promise<Bytes | undefined>
  /** From a place on; undefined where there is none, and for a place beyond its end. */
  findFrom(file: string, offset: number): Promise<AsyncIterable<Bytes> | undefined>
  /** Names of files that were written before a moment, many at a time. */
  listBefore(before: Date): AsyncIterable<readonly string[]>
  remove(file: string): Promise<void>
}

/** A new paper, or what a filing needs that is on its way: a form, a signed one, a sealed part. */
type Kept = 'paper' | 'filing'

const draftEnding = '.unfinished'

type Given = {
  readonly folder: string
  /** The share of the disk from which on each is not taken: whoever has all papers together still sends. */
  readonly fullAt: Readonly<Record<Kept, number>>
  readonly random: Random
}

export function openKeptFiles({ folder, fullAt, random }: Given): KeptFiles {
  // Some thousand a folder, where all of them are millions.
  const folderOf = (file: string) => join(folder, file.slice(0, 2))
  const pathOf = (file: string) => join(folderOf(file), file)

  async function demandRoom(what: Kept): Promise<void> {
    const { blocks, bavail } = await statfs(folder)
    if (blocks === 0 || 1 - bavail / blocks < fullAt[what]) return
    throw new AppError('FILES_NO_ROOM', `The disk for filings is too full for another ${what}.`)
  }

  return {
    async put(source, what) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await demandRoom(what)
      const draft = join(folder, `${hex.encode(random.bytes(16))}${draftEnding}`)
      try {
        const { file, sizeBytes } = await writeDraft(draft, source)
        await mkdir(folderOf(file), { recursive: true, mode: 0o700 })
        await rename(draft, pathOf(file))
        await syncFolder(folderOf(file))
        await syncFolder(folder)
        return { file, sizeBytes }
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      }
    },
    find: (file) => readFile(pathOf(file)).then((read) => new Uint8Array(read), ignoreMissing),
    async findFrom(file, offset) {
      const found = await stat(pathOf(file)).catch(ignoreMissing)
      return found === undefined || offset > found.size ? undefined : readFileFrom(pathOf(file), offset)
    },
    async *listBefore(before) {
      for (const inner of (await readdir(folder).catch(ignoreMissing)) ?? []) {
        if (inner.endsWith(draftEnding)) await removeOld(join(folder, inner), before)
        else yield await listOld(join(folder, inner), before)
      }
    },
    remove: (file) => rm(pathOf(file), { force: true }),
  }
}

async function writeDraft(path: string, source: AsyncIterable<Bytes> | Iterable<Bytes>): Promise<KeptFile> {
  const hash = createHash('sha256')
  const draft = await open(path, 'wx', 0o600)
  let sizeBytes = 0
  try {
    for await (const bytes of source) {
      hash.update(bytes)
      sizeBytes += bytes.length
      await draft.writeFile(bytes)
    }
    await draft.sync()
  } finally {
    await draft.close()
  }
  return { file: hash.digest('hex'), sizeBytes }
}

/** A name in a folder is on the disk once the folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function listOld(folder: string, before: Date): Promise<readonly string[]> {
  const names = await readdir(folder)
  const isOld = await Promise.all(
    names.map(async (name) => ((await stat(join(folder, name)).catch(ignoreMissing))?.mtime ?? before) < before),
  )
  return names.filter((_, i) => isOld[i])
}

/** What a program that was ended left half. */
async function removeOld(path: string, before: Date): Promise<void> {
  const found = await stat(path).catch(ignoreMissing)
  if (found !== undefined && found.mtime < before) await rm(path, { force: true })
}
