import { hourMs } from '@madoguchi/kit'
import type { Journey } from '../shell/journey.ts'
import { addHistory } from './history.page.ts'
import { historyOperations } from './history-calls.ts'
import { noteRefusedHistory } from './note-refusal.ts'
import { makeRecords } from './records.ts'
import { historySchemas } from './schemas.ts'

/** 情報提供等記録: who exchanged what about somebody. */
export const history = {
  name: 'history',
  tables: ['record_requests'],
  pages: addHistory,
  calls: historyOperations,
  schemas: historySchemas,
  handlers: ({ config, waiters }) => ({ records: makeRecords({ core: config.core, waiters }) }),
  jobs: {
    forgetHistories: ({ db, deps }) =>
      db.kysely
        .deleteFrom('record_requests')
        .where('created_at', '<', new Date(deps.clock.now().getTime() - hourMs))
        .execute(),
  },
  refused: noteRefusedHistory,
} satisfies Journey
