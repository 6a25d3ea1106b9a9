import { createPublicKey } from 'node:crypto'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { EditionDocument, FactsDocument, FactsHolder } from '@madoguchi/facts'
import { openFacts, readFacts, signFacts } from '@madoguchi/facts'
import { readSandboxFacts } from '@madoguchi/facts/sandbox'
import type { Clock } from '@madoguchi/kit'
import { japaneseDay, minuteMs, utf8 } from '@madoguchi/kit'
import { findText, writeWhole } from '@madoguchi/kit/files'
import type { DataFolder } from './data-folder.ts'
import { openOfflineKey, sandboxNetwork } from './make-directory.ts'

/**
 * The sandbox's facts, signed by the offline key that signs its directory. Where this release has others than the file of before, a
 * version that counts from today is signed behind those that were. A file that is lost or cannot be read begins anew with a
 * number above all that the programs went by before; one that cannot be read stays beside it as `facts.signed.unreadable`.
 */
export async function openNationFacts({ folder, clock }: { folder: DataFolder; clock: Clock }): Promise<FactsHolder> {
  const { privateKey } = await openOfflineKey(folder)
  const pinnedKey = createPublicKey(privateKey)
  const path = join(folder.root, 'facts.signed')
  const kept = await findText(path)
  const read = kept === undefined ? undefined : readFacts(utf8.encode(kept), pinnedKey)
  const editions = read?.ok ? read.value.editions : []
  if (read?.ok === false) await rename(path, `${path}.unreadable`)
  const first = (await hasLived(folder)) ? Math.floor(clock.now().getTime() / minuteMs) : 1
  const next = listEditions(editions, { first, at: clock.now() })
  if (kept !== undefined && next === editions)
    return openFacts({ bytes: utf8.encode(kept), pinnedKey, clock, network: sandboxNetwork })
  const document: FactsDocument = {
    network: sandboxNetwork,
    issuedAt: clock.now().toISOString(),
    editions: [...next],
  }
  const bytes = signFacts(document, privateKey)
  await writeWhole({ path, data: bytes, mode: 0o644 })
  return openFacts({ bytes, pinnedKey, clock, network: sandboxNetwork })
}

/** Was there a demo in this folder, whose databases remember what they went by? */
async function hasLived({ root }: DataFolder): Promise<boolean> {
  const left = await Promise.all(['directory.signed', 'seeded.json'].map((name) => findText(join(root, name))))
  return left.some((text) => text !== undefined)
}

/** Those before, and another where this release says something else; the same list where it does not. */
function listEditions(
  before: readonly EditionDocument[],
  { first, at }: { first: number; at: Date },
): readonly EditionDocument[] {
  const data = readSandboxFacts()
  const last = before.at(-1)
  if (last !== undefined && JSON.stringify(last.data) === JSON.stringify(data)) return before
  const today = japaneseDay(at)
  const countsFrom = last !== undefined && last.countsFrom > today ? last.countsFrom : today
  return [...before, { version: last === undefined ? first : last.version + 1, countsFrom, withdrawn: [], data }]
}
