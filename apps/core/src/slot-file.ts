import type { FileHandle } from 'node:fs/promises'
import { open, readFile, rename } from 'node:fs/promises'

const slotSizeBytes = 1024
const slots = [0, 1] as const
export type Slot = (typeof slots)[number]

/**
 * The texts of a file of two slots, of which one is always whole: whoever writes writes the older one, in place, and a
 * write that breaks off spoils nothing that was there. Undefined when there is no file.
 */
export async function readSlots(path: string): Promise<{ readonly slot: Slot; readonly text: string }[] | undefined> {
  let bytes: Buffer
  try {
    bytes = await readFile(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  return slots.flatMap((slot) => {
    const text = bytes.toString('utf8', slot * slotSizeBytes, (slot + 1) * slotSizeBytes).replaceAll('\0', '')
    return text === '' ? [] : [{ slot, text }]
  })
}

/** The first slot of a new file, whole and synced before the file has its name. */
export async function createSlots(path: string, text: string): Promise<void> {
  const file = await open(`${path}.unfinished`, 'w', 0o600)
  try {
    await file.writeFile(pad(text))
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.unfinished`, path)
}

/** In place, on the disk before it returns: one write and one sync, no name changes. */
export async function writeSlot(file: FileHandle, slot: Slot, text: string): Promise<void> {
  await file.write(pad(text), 0, slotSizeBytes, slot * slotSizeBytes)
  await file.datasync()
}

function pad(text: string): Buffer {
  const bytes = Buffer.alloc(slotSizeBytes)
  if (Buffer.byteLength(text) > slotSizeBytes) throw new RangeError('the text is longer than a slot')
  bytes.write(text)
  return bytes
}
