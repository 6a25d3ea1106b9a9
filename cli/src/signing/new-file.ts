import { access, constants, lstat, open, readFile, unlink } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Bytes } from '@madoguchi/kit'
import { AppError, equalBytes } from '@madoguchi/kit'

/**
 * Whether a file can be made here: nothing may be there yet, not the document itself, nor a link to it, nor one that leads nowhere.
 * For telling it before a password is used; `writeNewFile` holds it. Throws AppError FILE_EXISTS and FILE_UNWRITABLE.
 */
export async function demandNewFile(path: string): Promise<void> {
  if (await isThere(path)) throw fileExists(path)
  try {
    await access(dirname(resolve(path)), constants.W_OK)
  } catch (cause) {
    throw fileUnwritable(path, cause)
  }
}

/**
 * Makes a file that was not there, for its owner alone, and reads it back: what is there afterwards is what was given, or nothing. No
 * link is followed, and nothing overwritten. Throws as `demandNewFile` does.
 */
export async function writeNewFile(path: string, bytes: Bytes): Promise<void> {
  const handle = await open(path, 'wx', 0o600).catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === 'EEXIST' ? fileExists(path) : fileUnwritable(path, cause)
  })
  try {
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    if (!equalBytes(new Uint8Array(await readFile(path)), bytes)) throw new Error('it reads otherwise')
  } catch (cause) {
    await unlink(path)
    throw fileUnwritable(path, cause)
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw fileUnwritable(path, error)
  }
}

function fileExists(path: string): AppError {
  return new AppError(
    'FILE_EXISTS',
    `${path} はすでにあります。上書きはしません。--out に、まだない名前を指定してください。(FILE_EXISTS)`,
  )
}

function fileUnwritable(path: string, cause: unknown): AppError {
  return new AppError(
    'FILE_UNWRITABLE',
    `${path} に保存できません。フォルダーがあるか、書きこめるか、空きがあるかを確かめてください。(FILE_UNWRITABLE)`,
    { cause },
  )
}
