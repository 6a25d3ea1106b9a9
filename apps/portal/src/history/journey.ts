import { hourMs } from '@madoguchi/kit'
import { declareErrors } from '../shell/error-words.ts'
import type { Ground } from '../shell/ground.ts'
import type { Journey, OpenJourney } from '../shell/journey.ts'
import type { Counts } from '../shell/limits/counts.ts'
import type { Network } from '../shell/network.ts'
import { historyErrors } from './errors.ts'
import { addHistory } from './history.page.ts'
import { listHistoryCalls } from './history-calls.ts'
import { historyLimits } from './limits.ts'
import { makeLoadHistory } from './load-history.ts'
import { noteRefusedHistory } from './note-refusal.ts'
import { forgetRecords } from './record-requests.ts'
import { makeRecords } from './records.ts'
import { historySchemas } from './schemas.ts'
import { historyWords } from './words.ts'

/** 情報提供等記録: who exchanged what about somebody. */
export const history: Journey = {
  name: 'history',
  errors: declareErrors(historyErrors, (reader) => historyWords(reader).errors),
  limits: historyLimits,
  tables: ['record_requests'],
  schemas: historySchemas,
}

/** `self`: this portal's party id. */
export function openHistory(
  ground: Ground,
  network: Network,
  { limits, self }: { limits: Pick<Counts, 'mayPass'>; self: string },
) {
  const { db, clock } = ground
  const readers = { self, directory: network.directory, facts: network.facts }
  const reading = { loadHistory: makeLoadHistory(ground, network, limits), readers }
  return {
    pages: (routes) => addHistory(routes, ground, reading),
    calls: listHistoryCalls(ground, reading),
    handlers: { records: makeRecords(network) },
    jobs: {
      forgetHistories: () => forgetRecords(db.kysely, { before: new Date(clock.now().getTime() - hourMs) }),
    },
    refused: (message, code) => noteRefusedHistory(ground, network, { message, code }),
  } satisfies OpenJourney
}
