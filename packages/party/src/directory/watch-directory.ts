import type { KeyObject } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import type { Clock, Log } from '@madoguchi/kit'
import { AppError, secondMs } from '@madoguchi/kit'
import type { DirectoryView } from '@madoguchi/messages'
import { openDirectory } from '@madoguchi/messages'
import type { Job } from '../jobs.ts'
import { directorySentences } from './directory-sentences.ts'

export type WatchedDirectory = {
  readonly view: DirectoryView
  /** The code of the file that was refused last, until a good one comes. */
  refusal(): string | undefined
  /** Looks at the file, every two seconds. */
  readonly job: Job
}

const lookEveryMs = 2 * secondMs

/**
 * Opens the directory file and takes it again whenever it changes. A file that is refused changes nothing: what is held
 * stays, and the log and `refusal` say so. Throws AppError DIRECTORY_… or DIRECTORY_UNREADABLE when the first is no good.
 */
export async function watchDirectory(options: {
  file: string
  pinnedKey: KeyObject
  clock: Clock
  log: Log
}): Promise<WatchedDirectory> {
  const { file, pinnedKey, clock, log } = options
  let seen = await stamp(file)
  const holder = openFirst({ bytes: await readBytes(file), pinnedKey, clock })
  let refusal: string | undefined

  async function look(): Promise<void> {
    try {
      const now = await stamp(file)
      if (now === seen) return
      const before = holder.version
      const taken = holder.replace(await readBytes(file))
      seen = now
      refusal = taken.ok ? undefined : taken.code
      if (!taken.ok) log.error('DIRECTORY_REFUSED', { code: taken.code, held: before })
      else if (taken.value !== before) log.info('DIRECTORY_REPLACED', { before, version: taken.value })
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'INTERNAL'
      if (refusal !== code) log.error('DIRECTORY_REFUSED', { code, held: holder.version })
      refusal = code
    }
  }

  return { view: holder, refusal: () => refusal, job: { name: 'directory', everyMs: lookEveryMs, run: look } }
}

/** A node that cannot begin says what to do, too. */
function openFirst(options: Parameters<typeof openDirectory>[0]): ReturnType<typeof openDirectory> {
  try {
    return openDirectory(options)
  } catch (cause) {
    if (!(cause instanceof AppError) || !(cause.code in directorySentences)) throw cause
    const sentence = directorySentences[cause.code as keyof typeof directorySentences]
    throw new AppError(cause.code, `${sentence} (MADOGUCHI_DIRECTORY_FILE, ${cause.code})`, {
      facts: cause.facts,
      cause,
    })
  }
}

async function stamp(file: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(file)
    return `${mtimeMs} ${size} ${ino}`
  } catch (cause) {
    throw unreadable(file, cause)
  }
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(file))
  } catch (cause) {
    throw unreadable(file, cause)
  }
}

function unreadable(file: string, cause: unknown): AppError {
  return new AppError(
    'DIRECTORY_UNREADABLE',
    `The directory file ${file} cannot be read: put there what "directory sign" wrote, or name it in MADOGUCHI_DIRECTORY_FILE.`,
    { cause },
  )
}
