import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import type { Bytes, Clock } from '@madoguchi/kit'
import type { EditionDocument, FactsData } from './edition/edition-schema.ts'
import type { FactsHolder } from './hold/open-facts.ts'
import { openFacts } from './hold/open-facts.ts'
import { signFacts } from './hold/signed-facts.ts'
import { readSandboxFacts } from './sandbox.ts'

export type TestFacts = {
  /** Signed by a key of its own. Versions count from 1, each of the sandbox's facts but for what it changes. */
  sign(...changes: readonly Partial<EditionDocument>[]): Bytes
  open(bytes: Bytes): FactsHolder
}

/** Facts of several versions, for tests of whoever judges by them. */
export function makeTestFacts(clock: Clock): TestFacts {
  const { privateKey } = generateKeyPairSync('ed25519')
  const network = 'test-net'
  return {
    sign(...changes) {
      const editions = changes.map((change, i) => ({
        ...{ version: i + 1, countsFrom: '2026-01-01', withdrawn: [], data: readSandboxFacts() },
        ...change,
      }))
      return signFacts({ network, issuedAt: clock.now().toISOString(), editions }, privateKey)
    },
    open: (bytes) => openFacts({ bytes, pinnedKey: createPublicKey(privateKey), clock, network }),
  }
}

/** The sandbox's facts without one item of the permission table. */
export function leaveOut(item: string): FactsData {
  const data = readSandboxFacts()
  return { ...data, permissions: data.permissions.filter((one) => one.item !== item) }
}
