import type { FactsView } from '@madoguchi/facts'
import type { Log, Verdict } from '@madoguchi/kit'
import { no } from '@madoguchi/kit'
import type { DirectoryView } from '@madoguchi/messages'
import { loadProcedures } from '@madoguchi/procedures'
import type { Attachments } from '../attachments/open-attachments.ts'
import type { FindHandling } from '../cases/handled-procedures.ts'
import type { ChecksDesk } from '../checks/checks-desk.ts'
import type { Connector } from '../connector.ts'
import type { InquireDeps } from '../inquire.ts'
import type { AgencySeal } from '../notices/seal-document.ts'
import type { ProtectionDeps } from '../protection/protect.ts'
import type { HoldingDeps } from '../release-held.ts'
import { addAttachmentPages } from './attachments/attachment-pages.ts'
import { addCases } from './cases/add-cases.ts'
import type { CaseGround } from './cases/case-ground.ts'
import { addChecksPages } from './checks-pages.ts'
import { addExportPages } from './exports/export-pages.ts'
import type { DeskGround } from './ground.ts'
import { addHeldPages } from './held/held-pages.ts'
import type { Invitation, InvitationCode } from './invitations.ts'
import { inviteOfficer } from './invitations.ts'
import { addLettersPages } from './letters/letters-pages.ts'
import { makeDeskNames } from './names.ts'
import type { DeskAddress } from './open-desk.ts'
import { openDesk } from './open-desk.ts'
import { addPeoplePages } from './protection/people-pages.ts'
import { addProtectionPages } from './protection/protection-pages.ts'
import { addQueuePage } from './queue-page.ts'

/** The officers' website of an agency, and what its command line does about it. */
export type DeskSite = {
  fetch(request: Request, env?: unknown): Promise<Response>
  /** Invites an officer: `{ name, roles, affairs }`. DESK_NOT_SET_UP where this agency has no desk. */
  invite(order: unknown): Promise<Verdict<Invitation, InvitationCode>>
  /** Whether anybody could log in. */
  hasOfficers(): Promise<boolean>
}

type Given = {
  readonly ground: DeskGround & { readonly log: Log }
  readonly self: string
  readonly directory: DirectoryView
  readonly facts: FactsView
  readonly connector: Connector
  readonly checks: ChecksDesk
  readonly holding: HoldingDeps
  readonly protecting: ProtectionDeps
  readonly asking: InquireDeps
  readonly attachments: Attachments | undefined
  readonly findHandling: FindHandling
  readonly seal: AgencySeal | undefined
}

export async function startDesk(given: Given, settings: DeskAddress | undefined): Promise<DeskSite> {
  const { ground, directory, facts, connector, checks, holding, protecting, asking, attachments } = given
  const names = makeDeskNames({ facts, directory })
  const { register } = connector
  const findSelf = () => directory.describeParty(given.self)
  const site =
    settings &&
    (await openDesk(ground, settings, {
      ...{ self: findSelf(), names },
      addPages(desk) {
        addQueuePage(desk, names, checks)
        addHeldPages(desk, names, { holding, register })
        addChecksPages(desk, names, checks)
        addProtectionPages(desk, { protecting, register })
        addPeoplePages(desk, register)
        addLettersPages(desk, findSelf)
        const cases: CaseGround = {
          ...{ desk, names, directory, facts, register, asking, attachments, findSelf, procedures: loadProcedures() },
          ...{
            findHandling: given.findHandling,
            seal: given.seal,
            self: given.self,
            core: protecting.core,
            delivery: protecting.delivery,
          },
        }
        addCases(cases)
        addAttachmentPages(cases)
        addExportPages(cases)
      },
    }))
  return {
    fetch: async (request, env) => site?.fetch(request, env) ?? new Response(null, { status: 404 }),
    invite: async (order) =>
      settings === undefined
        ? no('DESK_NOT_SET_UP')
        : inviteOfficer(ground, { origin: settings.origin, isAffair: names.isAffair }, order),
    async hasOfficers() {
      const found = await ground.db.kysely
        .selectFrom('passkeys')
        .innerJoin('officers', 'officers.officer', 'passkeys.officer')
        .select('credential')
        .where('retired_at', 'is', null)
        .where('removed_at', 'is', null)
        .limit(1)
        .execute()
      return found.length > 0
    },
  }
}
