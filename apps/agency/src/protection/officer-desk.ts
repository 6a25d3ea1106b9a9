import type { Database } from '@madoguchi/db'
import type { FactsReader } from '@madoguchi/facts'
import type { Clock } from '@madoguchi/kit'
import type { PartyView } from '@madoguchi/messages'
import { forgetAddresses, listLetters, noteLetter, readLetter, writeLetter } from '../letters/letters.ts'
import type { AgencyTables } from '../tables.ts'
import { endProtection } from './end-protection.ts'
import { type KeepDeps, keepProtections } from './keep-protections.ts'
import { listProtected } from './list-protected.ts'
import { type ProtectionDeps, protect } from './protect.ts'
import { retireAnswers } from './retire-answers.ts'

/** What an officer does about people who must not be found. Each act takes one order and gives what JSON can hold, wherever it is called from. */
export type OfficerDesk = ReturnType<typeof makeOfficerDesk>['desk']

export function makeOfficerDesk(
  deps: ProtectionDeps &
    KeepDeps & {
      readonly facts: FactsReader
      readonly findSelf: () => PartyView
      readonly db: Database<AgencyTables>
      readonly clock: Clock
    },
) {
  const { db, clock, random } = deps
  const now = () => ({ db, at: clock.now() })
  return {
    desk: {
      protect: (order: unknown) => protect(deps, order),
      endProtection: (order: unknown) => endProtection(deps, order),
      listProtected: (_order?: unknown) => listProtected(db.kysely, clock.now()),
      retireAnswers: (order: unknown) => retireAnswers(deps, order),
      writeLetter: (order: unknown) => writeLetter({ ...now(), random }, order),
      listLetters: (_order?: unknown) => listLetters(db.kysely),
      readLetter: (order: unknown) => readLetter({ db, agency: deps.findSelf() }, order),
      noteLetter: (note: unknown) => noteLetter(now(), note),
    },
    /** Called by a timer in service. */
    async sweep(): Promise<void> {
      await keepProtections(deps)
      await forgetAddresses(now())
    },
  }
}
