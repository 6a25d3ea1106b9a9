import type { Generated } from 'kysely'
import type { OperatorAct } from './actions.ts'

/** The tables of this journey, as Kysely sees them: nobody else writes them. */
declare module '../shell/tables.ts' {
  interface PortalTables {
    notices: {
      notice: string
      text: string
      shown_from: Date
      shown_until: Date
      pauses_log_in: boolean
      made_at: Date
      ended_at: Date | null
    }
    operator_actions: {
      action: Generated<number>
      at: Date
      by_whom: string
      what: OperatorAct
      reference: string | null
      code: string | null
    }
  }
}
