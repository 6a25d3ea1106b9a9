import { filingLimits, sealPart } from '@madoguchi/filing'
import type { Bytes } from '@madoguchi/kit'
import { AppError, dayMs } from '@madoguchi/kit'
import { composeFiling, deriveReaderKey } from '@madoguchi/messages'
import { writeActivity } from '../session/activity.ts'
import { lockSession } from '../session/session-rows.ts'
import type { Ground } from '../shell/ground.ts'
import type { Network } from '../shell/network.ts'
import type { Applying } from './applying.ts'
import { type Keeping, readAttachment } from './attachments.ts'
import type { FilingAbout } from './filing-about.ts'
import { findLive, insertFiling } from './filings.ts'
import { keepAnswers, sealSentAnswers } from './kept-answers.ts'
import type { KeptFile } from './kept-files.ts'
import { sealAbout } from './kept-seal.ts'
import { type Prepared, readKeptForm } from './prepared.ts'

/** So long the core may be away. */
export const lifetimeMs = 30 * dayMs

type Sender = {
  readonly delivery: Network['delivery']
  readonly core: string
  /** This portal's party id. */
  readonly self: string
  readonly log: Ground['log']
}

/**
 * 送信: seals each part to the desk's key, then writes the filing, its parts and the message to the core in one transaction. Pressed
 * twice, or in two windows, there is one filing, and both lead to it; what the slower one sealed goes with the next sweep. The draft
 * stays as it is. Throws DESK_KEY_ENDING, FILING_UNSIGNED, SESSION_NONE where the session ended meanwhile.
 */
export async function sendFiling(
  keeping: Keeping,
  { delivery, core, self, log }: Sender,
  { applying, prepared }: { applying: Applying; prepared: Prepared },
): Promise<string> {
  const { session, desk, fill, answering } = applying
  const { key } = desk
  const { filing } = prepared
  if (key === undefined) throw new AppError('DESK_KEY_ENDING', 'No key of the agency lasts for another week.')
  const about = describeFiling(applying, prepared)
  const parts = await sealParts(keeping, { applying, prepared, key })
  const { publicKey: readerKey } = await deriveReaderKey(session.vaultKey, filing)
  const listed = parts.map(({ file, sizeBytes }) => ({ digest: encodeDigest(file), sizeBytes }))
  const sealed = sealAbout(session, { id: filing, about, random: keeping.random })
  const draft = fill.draft.draft
  // What was answered can be corrected later.
  const hasAnswers = answering === undefined || answering.what === 'correction'
  const answers = hasAnswers ? sealSentAnswers(session, { filing, fill, random: keeping.random }) : undefined
  return delivery.transact(async (work) => {
    const { tx, at, post } = work
    // Whoever logs out waits until this is written, or was first.
    if (!(await lockSession(tx, session.hash)))
      throw new AppError('SESSION_NONE', 'The session ended while it was sent.')
    const { linkCode, mandate } = session
    const { file, filing: composed } = composeFiling({
      ...{ from: self, core, agency: desk.agency, random: keeping.random },
      filing: { filing, ...(answering && { about: answering.about }), deskKey: key, readerKey, parts: listed },
      sender: { linkCode, mandate, sentAt: at.toISOString() },
      notAfter: at.getTime() + lifetimeMs,
    })
    const isFirst = await insertFiling(work, {
      ...{ filing, agency: desk.agency, account: session.account, vault: session.vault, draft, sealed, parts },
      ...{ filingDigest: composed.digest, content: composed.content, about: answering?.about },
    })
    if (!isFirst) return (await findLive(tx, { account: session.account, draft })) ?? filing
    if (answers !== undefined) await keepAnswers(tx, { filing, sealed: answers })
    post(file)
    writeActivity(work, session, { event: 'filed', at })
    log.info('FILING_SENT', { filing, parts: parts.length })
    return filing
  })
}

type Sealing = { readonly applying: Applying; readonly prepared: Prepared; readonly key: string }

/** One after the other: a part at a time stands in memory. */
async function sealParts(keeping: Keeping, { applying, prepared, key }: Sealing): Promise<readonly KeptFile[]> {
  const { session, attachments, signedBy } = applying
  const { filing, form, signed } = prepared
  const sent = signedBy === 'card' ? signed : form
  if (sent === undefined) throw new AppError('FILING_UNSIGNED', 'The form was not signed.')
  const sumBytes = attachments.reduce((sum, { sizeBytes }) => sum + sizeBytes, sent.sizeBytes)
  if (sumBytes > filingLimits.filingSizeBytesMax) throw new AppError('FILING_CHANGED', 'More than a filing may have.')
  const seal = async (bytes: Bytes, index: number) =>
    keeping.files.put(sealPart(giveOnce(bytes), { deskKey: key, filing, index }), 'filing')
  const parts = [await seal(await readKeptForm(keeping, session, { filing, file: sent.file }), 0)]
  for (const [i, attachment] of attachments.entries())
    parts.push(await seal(await readAttachment(keeping, session, attachment), i + 1))
  return parts
}

async function* giveOnce(bytes: Bytes): AsyncGenerator<Bytes> {
  yield bytes
}

/** A file is called by its digest in hexadecimal; a message has it in base64url. */
function encodeDigest(file: string): string {
  return Buffer.from(file, 'hex').toString('base64url')
}

function describeFiling(applying: Applying, prepared: Prepared): FilingAbout {
  const { fill, offer, desk, attachments, signedBy, answering } = applying
  const { id, version, title } = fill.procedure
  const { sizeBytes, sha256 } = (signedBy === 'card' ? prepared.signed : undefined) ?? prepared.form
  return {
    procedure: { id, version, title },
    municipality: { code: fill.draft.municipality, name: fill.municipalityName },
    addressee: offer.offer.addressee,
    intake: desk.intake,
    signedBy,
    ...(answering && { reply: { about: answering.about, what: answering.what } }),
    parts: [
      { name: `${applying.title}.pdf`, mediaType: 'application/pdf', sizeBytes, sha256 },
      ...attachments.map(({ name, mediaType, sizeBytes: size, sha256: digest }) => ({
        ...{ name, mediaType },
        sizeBytes: size,
        sha256: digest,
      })),
    ],
  }
}
