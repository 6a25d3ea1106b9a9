import type { FormDocument } from '@madoguchi/documents'
import { attachFiling } from '@madoguchi/filing'
import { noAnswers, prune } from '@madoguchi/forms'
import { base64url, makeId, sha256 } from '@madoguchi/kit'
import { makePaper } from '../fill/fill-print.ts'
import type { Printer } from '../shell/limits/prints.ts'
import type { Applying } from './applying.ts'
import type { Keeping } from './attachments.ts'
import { findPrepared, keepForm, keepPrepared, type Prepared } from './prepared.ts'
import { composeLetter } from './reply-letter.ts'

/**
 * Makes the form as it will be sent, with the list of what goes with it: what is signed covers each paper by its SHA-256. Pressed
 * twice it stays as it is; changed answers or papers make another, with a number of its own.
 */
export async function prepareFiling(
  keeping: Keeping,
  applying: Applying,
  { printer, operator }: { printer: Printer; operator: string },
): Promise<Prepared> {
  const known = await findPrepared(keeping, applying)
  if (known !== undefined) return known
  const { session } = applying
  const filing = makeId('fil', keeping.random)
  const madeAt = keeping.clock.now()
  const form = await printer.renderForm(composeForm(applying, { filing, madeAt, operator }))
  const prepared: Prepared = {
    filing,
    madeAt,
    form: {
      file: await keepForm(keeping, session, { filing, form }),
      sizeBytes: form.length,
      sha256: base64url.encode(sha256(form)),
    },
    signed: undefined,
  }
  await keepPrepared({ tx: keeping.db.kysely, random: keeping.random }, applying, prepared)
  return prepared
}

function composeForm(
  applying: Applying,
  { filing, madeAt, operator }: { filing: string; madeAt: Date; operator: string },
): FormDocument {
  const { fill, offer, desk, attachments, signedBy, answering } = applying
  const { what = 'application', about } = answering ?? {}
  const isLetter = answering !== undefined && (what === 'papers' || what === 'withdrawal')
  const { fields, groups } = isLetter ? noAnswers : prune(fill.filling)
  const { id, version } = fill.procedure
  const paper = isLetter
    ? composeLetter(applying, { ...answering, what }, { madeAt, operator })
    : { ...makePaper(fill, { offer, operator }), madeAt }
  return attachFiling(paper, {
    format: 'madoguchi-filing/1',
    filing,
    ...(about === undefined ? {} : { about }),
    what,
    procedure: { id, version },
    agency: desk.agency,
    answers: { fields, groups: Object.fromEntries(Object.entries(groups).map(([name, items]) => [name, [...items]])) },
    attachments: attachments.map(({ name, mediaType, sizeBytes, sha256: digest }) => ({
      ...{ name, mediaType, sizeBytes },
      sha256: digest,
    })),
    signedBy,
    madeAt: madeAt.toISOString(),
  })
}
