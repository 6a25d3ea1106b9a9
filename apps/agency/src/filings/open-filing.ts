import { createHash } from 'node:crypto'
import type { FilingForm } from '@madoguchi/filing'
import { filingLimits, openPart, readFormData } from '@madoguchi/filing'
import type { Bytes, Verdict } from '@madoguchi/kit'
import { AppError, base64url, concat, no, ok } from '@madoguchi/kit'
import type { ReaderKey } from '@madoguchi/messages'
import type { PartFiles } from './part-files.ts'

/** Why a filing could not be opened, which nothing that is tried again would change. */
export type OpenedNot =
  | 'PART_MISSING'
  | 'PART_CHANGED'
  | 'PART_BROKEN'
  | 'KEY_UNKNOWN'
  | 'FORM_UNREADABLE'
  | 'FORM_OF_ANOTHER'
  | 'ATTACHMENT_OF_ANOTHER'

type OpenedPart = {
  readonly name: string
  readonly mediaType: string
  readonly sizeBytes: number
  readonly sha256: string
}
export type OpenedFiling = { readonly pdf: Bytes; readonly form: FilingForm; readonly parts: readonly OpenedPart[] }

type Sealed = {
  readonly filing: string
  readonly about: string | null
  readonly self: string
  /** By their index. */
  readonly digests: readonly Bytes[]
}

/** What the form's part is called for people. */
const formName = '申請書.pdf'

/**
 * Opens every part of a filing and compares it with the table that its form, and so its signature, has. Attachments stream:
 * memory does not grow with them.
 */
export async function openFiling(
  { filing, about, self, digests }: Sealed,
  { files, deskKey }: { files: PartFiles; deskKey: ReaderKey },
): Promise<Verdict<OpenedFiling, OpenedNot>> {
  const openAt = (index: number) =>
    openPart(files.read(digests[index] ?? new Uint8Array(0)), { deskKey, filing, index })
  const pdf = await orBroken(gather(openAt(0)), 0)
  if (!pdf.ok) return pdf
  const read = readFormData(pdf.value)
  if (!read.ok) return no('FORM_UNREADABLE', { reason: read.code })
  const form = read.value
  const isThis = form.filing === filing && (form.about ?? null) === about && form.agency === self
  if (!isThis) return no('FORM_OF_ANOTHER')
  if (form.attachments.length !== digests.length - 1) return no('ATTACHMENT_OF_ANOTHER')
  for (const [i, { sizeBytes, sha256 }] of form.attachments.entries()) {
    const found = await orBroken(measure(openAt(i + 1)), i + 1)
    if (!found.ok) return found
    if (found.value.sizeBytes !== sizeBytes || found.value.sha256 !== sha256)
      return no('ATTACHMENT_OF_ANOTHER', { index: i + 1 })
  }
  const own = { name: formName, mediaType: 'application/pdf', sizeBytes: pdf.value.length, sha256: hashOf(pdf.value) }
  return ok({ pdf: pdf.value, form, parts: [own, ...form.attachments] })
}

async function gather(stream: AsyncIterable<Bytes>): Promise<Bytes> {
  const chunks: Bytes[] = []
  let sizeBytes = 0
  for await (const chunk of stream) {
    sizeBytes += chunk.length
    if (sizeBytes > filingLimits.partSizeBytesMax)
      throw new AppError('PART_BROKEN', 'A form is larger than a part may be.')
    chunks.push(chunk)
  }
  return concat(...chunks)
}

async function measure(stream: AsyncIterable<Bytes>): Promise<{ sizeBytes: number; sha256: string }> {
  const hash = createHash('sha256')
  let sizeBytes = 0
  for await (const chunk of stream) {
    hash.update(chunk)
    sizeBytes += chunk.length
  }
  return { sizeBytes, sha256: base64url.encode(hash.digest()) }
}

function hashOf(bytes: Bytes): string {
  return base64url.encode(createHash('sha256').update(bytes).digest())
}

async function orBroken<T>(work: Promise<T>, index: number): Promise<Verdict<T, 'PART_BROKEN'>> {
  try {
    return ok(await work)
  } catch (error) {
    if (error instanceof AppError && error.code === 'PART_BROKEN') return no('PART_BROKEN', { index })
    throw error
  }
}
