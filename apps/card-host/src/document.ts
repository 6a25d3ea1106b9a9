import { type Bytes, concat } from '@madoguchi/kit'

/** The document that is to be signed, as it comes in chunks, and the signed one, as it goes out again. */
export type DocumentDesk = ReturnType<typeof openDocumentDesk>

export function openDocumentDesk() {
  let sizeBytes = 0
  let receivedBytes = 0
  let chunks: Bytes[] = []
  let signed: Bytes | undefined

  const isWhole = () => sizeBytes > 0 && receivedBytes === sizeBytes

  return {
    /** Takes the next chunk; the first after a whole document begins another. Undefined when it does not fit. */
    take(chunk: Bytes, announcedBytes: number): number | undefined {
      if (sizeBytes === 0 || isWhole()) {
        sizeBytes = announcedBytes
        receivedBytes = 0
        chunks = []
        signed = undefined
      }
      const fits = announcedBytes === sizeBytes && chunk.length > 0 && receivedBytes + chunk.length <= sizeBytes
      if (!fits) {
        sizeBytes = 0
        chunks = []
        return undefined
      }
      chunks.push(chunk)
      receivedBytes += chunk.length
      return receivedBytes
    },
    /** The whole document, or undefined while something is missing. */
    read(): Bytes | undefined {
      if (!isWhole()) return undefined
      if (chunks.length > 1) chunks = [concat(...chunks)]
      return chunks[0]
    },
    keepSigned(bytes: Bytes): void {
      signed = bytes
    },
    readSigned: () => signed,
  }
}
