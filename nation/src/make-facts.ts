import { createPublicKey } from 'node:crypto'
import { join } from 'node:path'
import type { EditionDocument, FactsDocument, FactsHolder } from '@madoguchi/facts'
import { openFacts, readFacts, signFacts } from '@madoguchi/facts'
import { readSandboxFacts } from '@madoguchi/facts/sandbox'
import type { Clock } from '@madoguchi/kit'
import { japaneseDay, utf8 } from '@madoguchi/kit'
import { findText, writeWhole } from '@madoguchi/kit/files'
import type { DataFolder } from './data-folder.ts'
import { openOfflineKey, sandboxNetwork } from './make-directory.ts'

/**
 * The sandbox's facts, signed by the offline key that signs its directory. Where this release has others than the file of before, a
 * version that counts from today is signed behind those that were.
 */
export async function openNationFacts({ folder, clock }: { folder: DataFolder; clock: Clock }): Promise<FactsHolder> {
  const { privateKey } = await openOfflineKey(folder)
  const pinnedKey = createPublicKey(privateKey)
  const path = join(folder.root, 'facts.signed')
  const kept = await findText(path)
  const read = kept === undefined ? undefined : readFacts(utf8.encode(kept), pinnedKey)
  const editions = read?.ok ? read.value.editions : []
  const next = listEditions(editions, clock.now())
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

/** Those before, and another where this release says something else; the same list where it does not. */
function listEditions(before: readonly EditionDocument[], at: Date): readonly EditionDocument[] {
  const data = readSandboxFacts()
  const last = before.at(-1)
  if (last !== undefined && JSON.stringify(last.data) === JSON.stringify(data)) return before
  const today = japaneseDay(at)
  const countsFrom = last !== undefined && last.countsFrom > today ? last.countsFrom : today
  return [...before, { version: (last?.version ?? 0) + 1, countsFrom, withdrawn: [], data }]
}
