import { filingLimits, findMediaType, type MediaType, mediaTypeHeadBytes, toAttachmentName } from '@madoguchi/filing'
import type { Bytes } from '@madoguchi/kit'
import { AppError, base64url, makeId, no, ok, sha256, type Verdict } from '@madoguchi/kit'
import type { FormFile } from '@madoguchi/server'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Ground } from '../shell/ground.ts'
import type { PortalTables } from '../shell/tables.ts'
import type { OpenSession } from '../shell/visitor.ts'
import { hasRoom, withRoom } from './kept-bytes.ts'
import type { KeptFiles } from './kept-files.ts'
import { openAbout, readSealed, sealAbout, sealKept } from './kept-seal.ts'

/** A paper that goes with a draft. */
export type KeptAttachment = {
  readonly attachment: string
  readonly file: string
  readonly name: string
  readonly mediaType: MediaType
  readonly sizeBytes: number
  /** Of the file as it was chosen, base64url. */
  readonly sha256: string
}

/** What attachments are kept with. */
export type Keeping = Pick<Ground, 'db' | 'clock' | 'random'> & { readonly files: KeptFiles }

/** Why a file is not taken. `account`: it has no room (`withRoom`). */
export type AttachCode = 'empty' | 'type' | 'part-size' | 'count' | 'sum' | 'account'

type About = Pick<KeptAttachment, 'name' | 'mediaType' | 'sha256'>

export async function listAttachments(
  { db }: Pick<Keeping, 'db'>,
  session: OpenSession,
  draft: string,
): Promise<readonly KeptAttachment[]> {
  const rows = await db.kysely
    .selectFrom('attachments')
    .select(['attachment', 'file', 'size_bytes', 'sealed'])
    .where('draft', '=', draft)
    .where('account', '=', session.account)
    .orderBy('number')
    .execute()
  return rows.map(({ attachment, file, size_bytes: sizeBytes, sealed }) => {
    const about = openAbout(session, { id: attachment, closed: new Uint8Array(sealed) }) as About
    return { attachment, file, sizeBytes, ...about }
  })
}

/** The bytes of one as they were chosen. */
export async function readAttachment(
  { files }: Pick<Keeping, 'files'>,
  session: OpenSession,
  { attachment, file }: Pick<KeptAttachment, 'attachment' | 'file'>,
): Promise<Bytes> {
  const closed = await files.find(file)
  if (closed === undefined) throw new AppError('ATTACHMENT_BROKEN', 'The file of an attachment is not there.')
  return readSealed(session, { id: attachment, part: 'file', closed })
}

/** Looks at a file before anything is kept of it. */
function checkFile(
  { bytes }: Pick<FormFile, 'bytes'>,
  standing: { readonly count: number; readonly sumBytes: number },
): Verdict<MediaType, AttachCode> {
  const { attachmentsMax, partSizeBytesMax, filingSizeBytesMax } = filingLimits
  if (bytes.length === 0) return no('empty')
  if (bytes.length > partSizeBytesMax) return no('part-size')
  const mediaType = findMediaType(bytes.subarray(0, mediaTypeHeadBytes))
  if (mediaType === undefined) return no('type')
  if (standing.count >= attachmentsMax) return no('count')
  return standing.sumBytes + bytes.length > filingSizeBytesMax ? no('sum') : ok(mediaType)
}

/** Keeps a file for a draft, sealed to the vault; in the place of `replaces`, where that is one of the draft's. */
async function keepAttachment(
  keeping: Keeping,
  session: OpenSession,
  { draft, given, replaces }: NewPaper,
): Promise<Verdict<KeptAttachment, AttachCode>> {
  const { files, random, db } = keeping
  const all = await listAttachments(keeping, session, draft)
  const place = all.findIndex(({ attachment }) => attachment === replaces)
  if (replaces !== undefined && place < 0) throw new AppError('ATTACHMENT_UNKNOWN', 'The draft has no such paper.')
  const others = all.filter(({ attachment }) => attachment !== replaces)
  const sumBytes = others.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  const checked = checkFile(given, { count: others.length, sumBytes })
  if (!checked.ok) return checked
  const { bytes } = given
  const { account } = session
  if (!(await hasRoom(db.kysely, { account, sizeBytes: bytes.length }))) return no('account')
  const number = place < 0 ? all.length + 1 : place + 1
  const about: About = {
    name: toAttachmentName(given.name, { mediaType: checked.value, number }),
    mediaType: checked.value,
    sha256: base64url.encode(sha256(bytes)),
  }
  // A replaced one keeps its id, and its key: the same key closes a few files at most.
  const attachment = replaces ?? makeId('att', random)
  const { file } = await files.put(
    [sealKept(session, { id: attachment, part: 'file', secret: bytes, random })],
    'paper',
  )
  const kept = { attachment, file, sizeBytes: bytes.length, ...about }
  const sealed = sealAbout(session, { id: attachment, about, random })
  let isWritten = false
  const isRoom = await withRoom(db, { account, sizeBytes: bytes.length }, async (tx) => {
    isWritten = await putAttachment(tx, { draft, account, kept, sealed, isNew: replaces === undefined })
  })
  if (isWritten) return ok(kept)
  // Nobody knows its name, and nothing counts it.
  await files.remove(file)
  return no(isRoom ? 'count' : 'account')
}

/** False where the draft has as many as it may. */
async function putAttachment(
  tx: Kysely<PortalTables>,
  {
    kept: { attachment, file, sizeBytes },
    draft,
    account,
    sealed,
    isNew,
  }: {
    readonly kept: KeptAttachment
    readonly draft: string
    readonly account: string
    readonly sealed: Uint8Array
    readonly isNew: boolean
  },
): Promise<boolean> {
  const { rows } = await sql`
    insert into attachments (attachment, draft, account, file, size_bytes, sealed)
    select ${attachment}, ${draft}, ${account}, ${file}, ${sizeBytes}, ${sealed}
    where ${!isNew}::boolean or (select count(*) from attachments where draft = ${draft}) < ${filingLimits.attachmentsMax}
    on conflict (attachment) do update set file = excluded.file, size_bytes = excluded.size_bytes, sealed = excluded.sealed
    returning attachment`.execute(tx)
  return rows.length === 1
}

/** One that is gone already, in an old window or by a second press: what was wanted is done. */
async function removeAttachment(
  { db }: Pick<Keeping, 'db'>,
  session: OpenSession,
  { draft, attachment }: { draft: string; attachment: string },
): Promise<void> {
  await db.kysely
    .deleteFrom('attachments')
    .where('draft', '=', draft)
    .where('account', '=', session.account)
    .where('attachment', '=', attachment)
    .execute()
}

/** What the page of papers does with them. */
export type PaperTools = {
  keep(session: OpenSession, paper: NewPaper): Promise<Verdict<KeptAttachment, AttachCode>>
  remove(session: OpenSession, paper: { draft: string; attachment: string }): Promise<void>
}

type NewPaper = { readonly draft: string; readonly given: FormFile; readonly replaces?: string | undefined }

export function makePapers(keeping: Keeping): PaperTools {
  return {
    keep: (session, paper) => keepAttachment(keeping, session, paper),
    remove: (session, paper) => removeAttachment(keeping, session, paper),
  }
}
