import type { Bytes } from '@madoguchi/kit'
import { concat } from '@madoguchi/kit'

export type Chunk = { readonly bytes: Bytes; readonly isLast: boolean }

/**
 * A stream, however it was cut, in pieces of one size; the last is shorter or full, and empty only where all is empty. No more
 * than one piece, and what came last, is held.
 */
export async function* cutChunks(source: AsyncIterable<Bytes>, sizeBytes: number): AsyncGenerator<Chunk> {
  let held: Bytes[] = []
  let heldBytes = 0
  for await (const came of source) {
    let rest = came
    while (heldBytes + rest.length > sizeBytes) {
      const taken = rest.subarray(0, sizeBytes - heldBytes)
      yield { bytes: concat(...held, taken), isLast: false }
      held = []
      heldBytes = 0
      rest = rest.subarray(taken.length)
    }
    // A copy, since a source may fill its buffer again.
    held.push(rest.slice())
    heldBytes += rest.length
  }
  yield { bytes: concat(...held), isLast: true }
}
