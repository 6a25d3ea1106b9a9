import type { FetchPart } from '@madoguchi/delivery'
import type { Bytes, Verdict } from '@madoguchi/kit'
import { base64url, no, ok } from '@madoguchi/kit'
import type { ComingPlace } from './coming-parts.ts'
import type { PartFiles } from './part-files.ts'

type WantedPart = ComingPlace & {
  readonly portal: string
  readonly digest: Bytes
  readonly sizeBytes: number
}

/**
 * Fetches a part, from where an earlier try broke off, and keeps it once its digest is the one that was signed.
 * `PART_CHANGED`: the portal gave other bytes from the first to the last, fewer, or more. Throws what `fetchPart` throws, and what
 * the disk does; what came before it stays. `goOn` is called between chunks, and ends the pull by throwing.
 */
export async function pullPart(
  wanted: WantedPart,
  { files, fetchPart, goOn }: { files: PartFiles; fetchPart: FetchPart; goOn: () => Promise<void> },
): Promise<Verdict<undefined, 'PART_CHANGED'>> {
  if (await files.has(wanted.digest)) return ok()
  for (;;) {
    await using coming = await files.resume(wanted)
    const offset = coming.sizeBytes
    if (offset <= wanted.sizeBytes) {
      const ask = { from: wanted.portal, filing: wanted.filing, digest: base64url.encode(wanted.digest), offset }
      for await (const chunk of await fetchPart(ask)) {
        await goOn()
        await coming.add(chunk)
        // Whoever sends more than was said could send without an end.
        if (coming.sizeBytes > wanted.sizeBytes) break
      }
    }
    if (coming.sizeBytes === wanted.sizeBytes && (await coming.finish(wanted.digest))) return ok()
    await coming.drop()
    // What was begun before may have been spoilt here: once more, and all of it.
    if (offset === 0) return no('PART_CHANGED', { index: wanted.index })
  }
}
