import type { Work } from '@madoguchi/delivery'
import type { FilingForm } from '@madoguchi/filing'
import { base64url } from '@madoguchi/kit'
import { openCase } from '../cases/keep-cases.ts'
import { takeFollowUp } from '../cases/take-follow-up.ts'
import type { AgencyTables } from '../tables.ts'
import { appendCaseEvent } from './append-case-event.ts'
import type { FormSignature } from './judge-form.ts'
import type { OpenedFiling, OpenedNot } from './open-filing.ts'
import type { WaitingFiling } from './waiting-filings.ts'
import { openedNotWords } from './words.ja.ts'

type Ending = { readonly core: string; readonly by: string; readonly filing: WaitingFiling }

/**
 * 到達: the filing is whole, opened and recorded, and its first event says so to the citizen. Nothing where another copy was first.
 */
export async function takeFiling(
  work: Work<AgencyTables>,
  { core, by, filing }: Ending,
  { form, parts, signature }: Omit<OpenedFiling, 'pdf'> & { signature: FormSignature },
): Promise<void> {
  const { tx, at } = work
  const ended = await tx
    .updateTable('filings')
    .set({
      ...{ state: 'taken', taken_at: at, form: JSON.stringify(form), signature },
      ...{ procedure: form.procedure.id, procedure_version: form.procedure.version },
    })
    .where('filing_id', '=', filing.filing)
    .where('state', '=', 'coming')
    .executeTakeFirst()
  if (ended.numUpdatedRows === 0n) return
  for (const [index, { name, mediaType, sizeBytes, sha256 }] of parts.entries())
    await tx
      .updateTable('filing_parts')
      .set({
        ...{ name, media_type: mediaType, plain_size_bytes: sizeBytes },
        plain_sha256: base64url.decode(sha256),
      })
      .where('filing_id', '=', filing.filing)
      .where('index', '=', index)
      .execute()
  const receipt = {
    ...{ filedAt: filing.filedAt.toISOString(), takenAt: at.toISOString(), signature },
    parts: parts.map(({ name, sizeBytes, sha256 }) => ({ name, sizeBytes, sha256 })),
  }
  await appendCaseEvent(work, { core, after: -1, event: { filing: filing.filing, by, what: 'taken', receipt } })
  await takeToDesk(work, { core, by, filing }, form)
}

/** What is about a case of ours goes there; anything else becomes a case, so that nobody's paper lies where no officer looks. */
async function takeToDesk(work: Work<AgencyTables>, { core, by, filing }: Ending, form: FilingForm): Promise<void> {
  const { about, what, procedure } = form
  const isLater = what !== 'application' && about !== undefined
  if (isLater && (await takeFollowUp(work, { core, filing: filing.filing, about, what, by }))) return
  const times = { filedAt: filing.filedAt, takenAt: work.at }
  await openCase(work.tx, { filing: filing.filing, procedure: procedure.id, ...times })
}

/** It cannot be opened, and the citizen hears why and that it can be sent again. Nothing where another copy was first. */
export async function refuseFiling(
  work: Work<AgencyTables>,
  { core, by, filing }: Ending,
  why: OpenedNot,
): Promise<void> {
  const ended = await work.tx
    .updateTable('filings')
    .set({ state: 'opened-not', taken_at: work.at, why })
    .where('filing_id', '=', filing.filing)
    .where('state', '=', 'coming')
    .executeTakeFirst()
  if (ended.numUpdatedRows === 0n) return
  const event = { filing: filing.filing, by, what: 'opened-not' as const, text: openedNotWords[why] }
  await appendCaseEvent(work, { core, after: -1, event })
}
