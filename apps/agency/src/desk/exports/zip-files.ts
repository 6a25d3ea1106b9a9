import type { Bytes } from '@madoguchi/kit'
import { Zip, ZipPassThrough } from 'fflate'

type FileOfZip = { readonly name: string; readonly bytes: AsyncIterable<Bytes> | Iterable<Bytes> }

/** A ZIP as it is read: a file is asked for when those before it have left, and no more than a chunk of it is held. Nothing is packed smaller. */
export async function* zipFiles(files: AsyncIterable<FileOfZip>, at: Date): AsyncGenerator<Bytes> {
  const made: Bytes[] = []
  const zip = new Zip((error, chunk) => {
    if (error !== null) throw error
    made.push(chunk)
  })
  for await (const { name, bytes } of files) {
    const file = new ZipPassThrough(name)
    file.mtime = at
    zip.add(file)
    for await (const chunk of bytes) {
      file.push(chunk)
      yield* made.splice(0)
    }
    file.push(new Uint8Array(), true)
    yield* made.splice(0)
  }
  zip.end()
  yield* made.splice(0)
}
