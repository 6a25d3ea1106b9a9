import type { Bytes } from '@madoguchi/kit'
import { AppError, equalBytes } from '@madoguchi/kit'
import type { SignerAttributes } from '@madoguchi/pki'
import type { Kysely } from 'kysely'
import type { PortalTables } from '../shell/tables.ts'
import type { OpenSession } from '../shell/visitor.ts'
import type { Applying } from './applying.ts'
import type { Keeping } from './attachments.ts'
import { openAbout, readSealed, sealAbout, sealKept } from './kept-seal.ts'
import { putForm } from './prepared-rows.ts'

/** The form as it will be sent, and as it came back from the card. */
export type Prepared = {
  readonly filing: string
  readonly madeAt: Date
  readonly form: KeptForm
  readonly signed: (KeptForm & { readonly signer: SignerAttributes }) | undefined
}

/** `sha256`: base64url, of the form itself. */
type KeptForm = { readonly file: string; readonly sizeBytes: number; readonly sha256: string }

type About = {
  readonly madeAt: string
  readonly form: Omit<KeptForm, 'file'>
  readonly signed?: Omit<KeptForm, 'file'> & { readonly signer: SignerAttributes }
}

/** Undefined where there is none, or the draft or its papers have changed since. */
export async function findPrepared(
  { db }: Pick<Keeping, 'db'>,
  { fill, session, madeFrom }: Pick<Applying, 'fill' | 'session' | 'madeFrom'>,
): Promise<Prepared | undefined> {
  const row = await db.kysely
    .selectFrom('prepared_filings')
    .selectAll()
    .where('draft', '=', fill.draft.draft)
    .executeTakeFirst()
  if (row === undefined || !equalBytes(new Uint8Array(row.made_from), madeFrom)) return undefined
  const { filing, form_file: file, signed_file: signedFile } = row
  const about = openAbout(session, { id: filing, closed: new Uint8Array(row.sealed) }) as About
  const { form, signed } = about
  return {
    filing,
    madeAt: new Date(about.madeAt),
    form: { file, ...form },
    signed: signed === undefined || signedFile === null ? undefined : { file: signedFile, ...signed },
  }
}

/** In the place of one of before. */
export async function keepPrepared(
  { tx, random }: { readonly tx: Kysely<PortalTables> } & Pick<Keeping, 'random'>,
  { fill, session, madeFrom }: Pick<Applying, 'fill' | 'session' | 'madeFrom'>,
  { filing, madeAt, form, signed }: Prepared,
): Promise<void> {
  const { file: formFile, ...ofForm } = form
  const { file: signedFile = null, ...ofSigned } = signed ?? {}
  const about = { madeAt: madeAt.toISOString(), form: ofForm, ...(signed === undefined ? {} : { signed: ofSigned }) }
  await putForm(tx, {
    draft: fill.draft.draft,
    account: session.account,
    filing,
    made_from: madeFrom,
    form_file: formFile,
    form_bytes: form.sizeBytes,
    signed_file: signedFile,
    signed_bytes: signed?.sizeBytes ?? 0,
    sealed: sealAbout(session, { id: filing, about, random }),
  })
}

/** Keeps the bytes of a form, sealed to the vault. */
export async function keepForm(
  { files, random }: Pick<Keeping, 'files' | 'random'>,
  session: OpenSession,
  { filing, form }: { filing: string; form: Bytes },
): Promise<string> {
  const { file } = await files.put([sealKept(session, { id: filing, part: 'file', secret: form, random })], 'filing')
  return file
}

export async function readKeptForm(
  { files }: Pick<Keeping, 'files'>,
  session: OpenSession,
  { filing, file }: { filing: string; file: string },
): Promise<Bytes> {
  const closed = await files.find(file)
  if (closed === undefined) throw new AppError('ATTACHMENT_BROKEN', 'The file of a form is not there.')
  return readSealed(session, { id: filing, part: 'file', closed })
}
