import assert from 'node:assert/strict'
import { createPublicKey, sign } from 'node:crypto'
import { base64url, concat, hex, utf8 } from '@madoguchi/kit'
import { openDirectory, readDirectory } from '@madoguchi/messages'
import fc from 'fast-check'
import { mutatedBytes, mutatedJson } from '../mutate.ts'
import { refusedByName } from '../refused-by-name.ts'
import { readSeed } from '../sample-sender.ts'
import { makeTarget } from '../target.ts'
import { readVector } from '../vectors.ts'

type Vectors = { readonly at: string; readonly seed: string; readonly accepted: readonly { readonly file: string }[] }
type Input = { readonly changed: string } | { readonly signed: string }

/** A changed directory is refused; one that its own operator signed by mistake is refused or usable, never half of each. */
export const directory = makeTarget<Input>({
  name: 'directory',
  shortRuns: 800,
  msMax: 500,
  stepsMax: 100_000,
  async open() {
    const vectors = await readVector<Vectors>('directories.json')
    const { privateKey } = readSeed(vectors.seed)
    const pinnedKey = createPublicKey(privateKey)
    const now = new Date(vectors.at)
    const files = vectors.accepted.map(({ file }) => utf8.encode(file))
    const known = new Set(files.map((bytes) => hex.encode(bytes)))
    const documents = vectors.accepted.map(({ file }) => JSON.parse(file.slice(87)) as { parties: object[] })
    const [first] = documents
    const parties = Array.from({ length: 2_000 }, (_, i) => ({ ...first?.parties[0], id: `party-${i}` }))
    return {
      large: [
        { signed: JSON.stringify({ ...first, parties }) },
        { signed: '['.repeat(1_000_000) },
        { changed: '0a'.repeat(4_000_000) },
      ],
      inputs: fc.oneof(
        mutatedBytes(files).map((changed) => ({ changed })),
        mutatedJson(documents).map((document) => ({ signed: JSON.stringify(document) ?? '' })),
      ),
      check(input) {
        const bytes = 'changed' in input ? hex.decode(input.changed) : signText(input.signed)
        const read = readDirectory(bytes, pinnedKey, now)
        if ('changed' in input && read.ok) assert.ok(known.has(input.changed), 'a changed directory was believed')
        if (!read.ok) return assert.match(read.code, /^DIRECTORY_[A-Z]+$/)
        const opened = refusedByName(
          () => openDirectory({ bytes, pinnedKey, clock: { now: () => now } }),
          /^DIRECTORY_/,
        )
        if ('value' in opened) for (const { id } of read.value.parties) assert.ok(opened.value.find(id))
      },
    }

    function signText(text: string) {
      const json = utf8.encode(text)
      const signature = new Uint8Array(sign(null, concat(utf8.encode('madoguchi/directory/1\n'), json), privateKey))
      return concat(utf8.encode(`${base64url.encode(signature)}\n`), json)
    }
  },
})
