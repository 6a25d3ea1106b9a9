import type { Work } from '@madoguchi/delivery'
import type { FilingForm } from '@madoguchi/filing'
import { appendCaseEvent } from '../append-case-event.ts'
import type { FindHandling } from '../cases/handled-procedures.ts'
import { createCase } from '../cases/keep-cases.ts'
import { takeFollowUp } from '../cases/take-follow-up.ts'
import type { AgencyTables } from '../tables.ts'
import type { FormSignature } from './judge-form.ts'
import type { WaitingFiling } from './kept-filings.ts'
import { endFiling, noteOpenedPart } from './kept-filings.ts'
import type { OpenedFiling, OpenedNot } from './open-filing.ts'
import { openedNotWords } from './words.ja.ts'

type Ending = { readonly core: string; readonly by: string; readonly filing: WaitingFiling }
type Taking = Ending & { readonly findHandling: FindHandling }

/**
 * 到達: the filing is whole, opened and recorded, and its first event says so to the citizen. Throws ClaimLost.
 */
export async function takeFiling(
  work: Work<AgencyTables>,
  { core, by, filing, findHandling }: Taking,
  { form, parts, signature }: Omit<OpenedFiling, 'pdf'> & { signature: FormSignature },
): Promise<void> {
  const { tx, at } = work
  await endFiling(tx, filing, {
    ...{ state: 'taken', taken_at: at, form: JSON.stringify(form), signature },
    ...{ procedure: form.procedure.id, procedure_version: form.procedure.version },
  })
  for (const [index, part] of parts.entries()) await noteOpenedPart(tx, filing.filing, { index, ...part })
  const receipt = {
    ...{ filedAt: filing.filedAt.toISOString(), takenAt: at.toISOString(), signature },
    parts: parts.map(({ name, sizeBytes, sha256 }) => ({ name, sizeBytes, sha256 })),
  }
  await appendCaseEvent(work, { core, after: -1, event: { filing: filing.filing, by, what: 'taken', receipt } })
  await takeToDesk(work, { core, by, filing, findHandling }, form)
}

/** What is about a case of ours goes there; anything else becomes a case, so that nobody's paper lies where no officer looks. */
async function takeToDesk(
  work: Work<AgencyTables>,
  { core, by, filing, findHandling }: Taking,
  form: FilingForm,
): Promise<void> {
  const { about, what, procedure } = form
  const isLater = what !== 'application' && about !== undefined
  if (isLater && (await takeFollowUp(work, { core, filing: filing.filing, about, what, by }))) return
  const times = { filedAt: filing.filedAt, takenAt: work.at }
  const { id } = procedure
  await createCase(work.tx, { filing: filing.filing, procedure: id, handling: findHandling(id), ...times })
}

/** It cannot be opened, and the citizen hears why and that it can be sent again. Throws ClaimLost. */
export async function refuseFiling(
  work: Work<AgencyTables>,
  { core, by, filing }: Ending,
  why: OpenedNot,
): Promise<void> {
  await endFiling(work.tx, filing, { state: 'opened-not', taken_at: work.at, why })
  const event = { filing: filing.filing, by, what: 'opened-not' as const, text: openedNotWords[why] }
  await appendCaseEvent(work, { core, after: -1, event })
}
