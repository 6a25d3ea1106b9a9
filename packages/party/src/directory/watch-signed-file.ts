import { readFile, stat } from 'node:fs/promises'
import type { Bytes, Log } from '@madoguchi/kit'
import { AppError, secondMs } from '@madoguchi/kit'
import type { Job } from '../jobs.ts'
import type { Holder, SignedFile } from './signed-file.ts'

export type WatchedFile<H extends Holder> = {
  readonly view: H
  /** The code of the file that was refused last, until a good one comes. */
  refusal(): string | undefined
  /** Looks at the file, every two seconds. */
  readonly job: Job
}

type Kind = Omit<SignedFile, 'open' | 'metrics'>

const lookEveryMs = 2 * secondMs

/**
 * Opens a signed file and takes it again whenever it changes. A file that is refused changes nothing: what is held stays, and the
 * log and `refusal` say so. Throws AppError, with a sentence, when the first is no good.
 */
export async function watchSignedFile<H extends Holder>(options: {
  file: string
  kind: Kind
  open(bytes: Bytes): H
  log: Log
}): Promise<WatchedFile<H>> {
  const { file, kind, log } = options
  const { codes } = kind
  let seen = await stamp(file, kind)
  const holder = openFirst(await readBytes(file, kind), options)
  let refusal: string | undefined

  async function look(): Promise<void> {
    try {
      const now = await stamp(file, kind)
      if (now === seen) return
      const before = holder.version
      const taken = holder.replace(await readBytes(file, kind))
      seen = now
      refusal = taken.ok ? undefined : taken.code
      if (!taken.ok) log.error(codes.refused, { code: taken.code, held: before })
      else if (taken.value !== before) log.info(codes.replaced, { before, version: taken.value })
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'INTERNAL'
      if (refusal !== code) log.error(codes.refused, { code, held: holder.version })
      refusal = code
    }
  }

  return { view: holder, refusal: () => refusal, job: { name: kind.name, everyMs: lookEveryMs, run: look } }
}

/** A node that cannot begin says what to do, too. */
function openFirst<H extends Holder>(bytes: Bytes, { kind, open }: { kind: Kind; open(bytes: Bytes): H }): H {
  try {
    return open(bytes)
  } catch (cause) {
    const sentence = cause instanceof AppError ? kind.sentences[cause.code] : undefined
    if (!(cause instanceof AppError) || sentence === undefined) throw cause
    throw new AppError(cause.code, `${sentence}(${kind.setting} ${cause.code})`, { facts: cause.facts, cause })
  }
}

async function stamp(file: string, kind: Kind): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(file)
    return `${mtimeMs} ${size} ${ino}`
  } catch (cause) {
    throw unreadable(file, kind, cause)
  }
}

async function readBytes(file: string, kind: Kind): Promise<Bytes> {
  try {
    return new Uint8Array(await readFile(file))
  } catch (cause) {
    throw unreadable(file, kind, cause)
  }
}

function unreadable(file: string, { codes, unreadable, setting }: Kind, cause: unknown): AppError {
  return new AppError(codes.unreadable, `${file} cannot be read: ${unreadable}, or name it in ${setting}.`, { cause })
}
