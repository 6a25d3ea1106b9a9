import type { KeyObject } from 'node:crypto'
import type { Bytes, Clock } from '@madoguchi/kit'
import { factsSentences } from './facts-file.ja.ts'
import type { FactsHolder } from './open-facts.ts'
import { openFacts } from './open-facts.ts'

export const factsFileHelp = {
  MADOGUCHI_FACTS_FILE: 'the signed facts: types, affairs, permission table; read again whenever they change',
} as const

/** The file of facts, as whoever hosts a program opens and watches it. */
export const factsFile = {
  name: 'facts',
  setting: 'MADOGUCHI_FACTS_FILE',
  codes: { refused: 'FACTS_REFUSED', replaced: 'FACTS_REPLACED', unreadable: 'FACTS_UNREADABLE' },
  metrics: {
    version: { name: 'madoguchi_facts_version', help: 'Newest version of the facts held.' },
    refused: { name: 'madoguchi_facts_refused', help: '1 while the newest file of facts is one we refuse.' },
  },
  sentences: factsSentences,
  unreadable: 'put there what "facts sign" wrote',
  open: (given: { bytes: Bytes; pinnedKey: KeyObject; network: string; clock: Clock }): FactsHolder => openFacts(given),
} as const
