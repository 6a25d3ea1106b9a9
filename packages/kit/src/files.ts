import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readFile, rename, rm } from 'node:fs/promises'

/** For `.catch`: undefined where the file is not there; whatever else is in the way is thrown on. */
export function ignoreMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
}

/** The text of a file, or undefined where there is none. */
export function findText(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(ignoreMissing)
}

/**
 * The bytes of a file from a place on, while they are read. It is opened by whoever takes the first of them and closed by whoever stops: one
 * that nobody reads costs nothing, and a file that is missing throws there, where somebody waits for it.
 */
export async function* readFileFrom(path: string, offset = 0): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  yield* createReadStream(path, { start: offset, highWaterMark: 256 * 1024 })
}

type Whole = {
  readonly path: string
  readonly data: string | Uint8Array
  /** Whatever the umask says. 0600 unless others may read it. */
  readonly mode?: number
}

/** Writes a file so that a crash leaves the old one or the new one, and never half of it; a failure leaves no draft behind. */
export async function writeWhole({ path, data, mode = 0o600 }: Whole): Promise<void> {
  const draft = `${path}.${randomBytes(4).toString('hex')}.unfinished`
  const file = await open(draft, 'wx', mode)
  try {
    try {
      await file.chmod(mode)
      await file.writeFile(data)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}
