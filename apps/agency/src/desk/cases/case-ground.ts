import type { Delivery } from '@madoguchi/delivery'
import type { FactsView } from '@madoguchi/facts'
import type { Procedure } from '@madoguchi/forms'
import type { DirectoryView, PartyView } from '@madoguchi/messages'
import type { Attachments } from '../../attachments/open-attachments.ts'
import type { FindHandling } from '../../cases/handled-procedures.ts'
import { findCaseAffair, type OpenedCase, readCase } from '../../cases/read-case.ts'
import type { Register } from '../../connector.ts'
import type { InquireDeps } from '../../inquire.ts'
import type { AgencySeal } from '../../notices/seal-document.ts'
import type { DeskRole } from '../../officer-words.ts'
import type { AgencyTables } from '../../tables.ts'
import { type DeskFrame, demandRole, demandThere, type OfficerVisit } from '../frame.ts'
import type { DeskNames } from '../names.ts'

/** What all pages about cases work with. */
export type CaseGround = {
  readonly core: string
  readonly desk: DeskFrame
  readonly names: DeskNames
  readonly delivery: Delivery<AgencyTables>
  readonly register: Register | undefined
  readonly procedures: readonly Procedure[]
  readonly self: string
  readonly facts: FactsView
  readonly directory: DirectoryView
  /** What questions to the network are asked with. */
  readonly asking: InquireDeps
  /** What came with filings; absent where nothing is filed with this agency. */
  readonly attachments: Attachments | undefined
  readonly findHandling: FindHandling
  /** What 通知書 are sealed with; absent where a decision is told without one. */
  readonly seal: AgencySeal | undefined
  findSelf(): PartyView
}

/** How a procedure is called; one that is not here by its id. */
export function nameProcedure({ procedures }: Pick<CaseGround, 'procedures'>, id: string): string {
  return procedures.find((one) => one.id === id)?.title ?? id
}

/** Who speaks to the citizen: 「みほん市 子育て支援課」. */
export function nameSpeaker({ findSelf }: Pick<CaseGround, 'findSelf'>): string {
  const { name, contact } = findSelf()
  return contact === undefined ? name : `${name} ${contact.section}`
}

/** The case of the address, where this officer may see it. Throws PAGE_NOT_FOUND like for what is not there. */
export async function getCase(
  { desk }: Pick<CaseGround, 'desk'>,
  visit: OfficerVisit,
  roles: readonly DeskRole[],
): Promise<OpenedCase> {
  const filing = visit.c.req.param('filing') ?? ''
  const db = desk.ground.db.kysely
  demandRole(visit, (await findCaseAffair(db, filing)) ?? '', roles)
  return demandThere(await readCase(db, filing))
}
