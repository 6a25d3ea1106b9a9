import { constants, write } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { ignoreMissing, writeWhole } from '@madoguchi/kit/files'

const slotSizeBytes = 1024
const slots = [0, 1] as const
export type Slot = (typeof slots)[number]

/**
 * The texts of a file of two slots, of which one is always whole: whoever writes writes the older one, in place, and a
 * write that breaks off spoils nothing that was there. Undefined when there is no file.
 */
export async function readSlots(path: string): Promise<{ readonly slot: Slot; readonly text: string }[] | undefined> {
  const bytes = await readFile(path).catch(ignoreMissing)
  return bytes === undefined ? undefined : slotsOf(bytes)
}

function slotsOf(bytes: Buffer): { readonly slot: Slot; readonly text: string }[] {
  return slots.flatMap((slot) => {
    const text = bytes.toString('utf8', slot * slotSizeBytes, (slot + 1) * slotSizeBytes).replaceAll('\0', '')
    return text === '' ? [] : [{ slot, text }]
  })
}

/** The first slot of a new file, whole and synced before the file has its name. */
export async function createSlots(path: string, text: string): Promise<void> {
  await writeWhole({ path, data: pad(text) })
}

export type SlotFile = AsyncDisposable & {
  /** In place, on the disk before it returns; no name changes. One writer at a time. */
  write(slot: Slot, text: string): Promise<void>
}

/**
 * Opens a file of slots for writing. Where `isSyncedByWrite`, the system is told at the opening that a write is over when
 * it is on the disk, so that one request does what else takes two. On macOS that word promises less than a sync.
 */
export async function openSlots(path: string, isSyncedByWrite = process.platform === 'linux'): Promise<SlotFile> {
  const file = await open(path, isSyncedByWrite ? constants.O_RDWR | constants.O_DSYNC : constants.O_RDWR)
  return {
    async write(slot, text) {
      await writeAt(file.fd, pad(text), slot * slotSizeBytes)
      if (!isSyncedByWrite) await file.datasync()
    },
    [Symbol.asyncDispose]: () => file.close(),
  }
}

/** Costs less than the write of a file handle does. */
function writeAt(descriptor: number, bytes: Uint8Array, position: number): Promise<void> {
  return new Promise((resolve, reject) => {
    write(descriptor, bytes, 0, bytes.length, position, (error, count) => {
      if (error !== null) reject(error)
      else if (count < bytes.length) reject(new Error('the system took a part of a slot only'))
      else resolve()
    })
  })
}

function pad(text: string): Buffer {
  const bytes = Buffer.alloc(slotSizeBytes)
  if (Buffer.byteLength(text) > slotSizeBytes) throw new RangeError('the text is longer than a slot')
  bytes.write(text)
  return bytes
}
