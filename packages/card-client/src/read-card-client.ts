import { readFile } from 'node:fs/promises'

/** The library as a site serves it: one module, as it stands in the repository. */
const cardClientFile: URL = new URL('browser/card-client.js', import.meta.url)

export async function readCardClient(): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(cardClientFile))
}
