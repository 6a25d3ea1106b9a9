import type { KeyObject } from 'node:crypto'
import type { Bytes, Clock } from '@madoguchi/kit'
import type { FactsHolder } from './open-facts.ts'
import { openFacts } from './open-facts.ts'

/** Why a file of facts is refused, and what to do next. */
export const factsSentences = {
  FACTS_MALFORMED: 'The file holds no facts, or facts that are at odds: put there what "facts sign" wrote, whole.',
  FACTS_SIGNATURE: 'The facts were not signed with the pinned key: compare the key with directory-key.txt.',
  FACTS_OLDER: 'The facts are older than others: take the newest ones.',
  FACTS_REWRITTEN: 'The facts have another content under a version that is known: have them signed as a new version.',
  FACTS_NETWORK: 'The facts are those of another network: name it as the directory does when they are signed.',
} as const

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
