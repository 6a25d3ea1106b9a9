import { type Bytes, hex } from '@madoguchi/kit'
import type { CardFile } from './card-file.ts'
import { makeOperatingSystem } from './operating-system.ts'

/** A card lying in a reader. One command at a time: a second waits for the first. */
export type VirtualCard = {
  /** Answer to reset. */
  readonly atr: Bytes
  /** Sends a command; the answer ends in its two status bytes. Powers the card up if it was off. */
  transmit(command: Bytes): Promise<Bytes>
  /** Warm reset. As on the measured cards a verified PIN outlives it. */
  reset(): Promise<void>
  /** Forgets verified PINs; counters and PINs stay in the card file. */
  powerOff(): Promise<void>
}

type OpenVirtualCardOptions = {
  readonly file: CardFile
  /**
   * Keeps what changed (a retry counter, a PIN). Awaited before the card answers, so a caller that stores it here
   * never sees an answer whose try was not counted. If it fails, `transmit` rejects with that error and the try counts.
   */
  readonly onChange?: (file: CardFile) => void | Promise<void>
}

/** Puts power on a card made of a card file (see `parseCardFile`). It never throws for what a command contains. */
export function openVirtualCard({ file, onChange }: OpenVirtualCardOptions): VirtualCard {
  let now = structuredClone(file)
  const system = makeOperatingSystem({
    read: () => now,
    async write(next) {
      now = next
      await onChange?.(structuredClone(next))
    },
  })
  let last: Promise<unknown> = Promise.resolve()
  function queue<T>(run: () => T | Promise<T>): Promise<T> {
    const next = last.then(run)
    // The next command does not care how this one ended; whoever sent this one is told.
    last = next.catch(() => undefined)
    return next
  }
  return {
    atr: hex.decode(now.atr),
    transmit(command) {
      const copy = command.slice()
      return queue(async () => {
        try {
          return await system.answer(copy)
        } finally {
          copy.fill(0)
        }
      })
    },
    reset: () => queue(() => system.reset()),
    powerOff: () => queue(() => system.powerOff()),
  }
}
