import type { Answers, FieldAnswers } from '@madoguchi/forms'
import { noAnswers } from '@madoguchi/forms'
import type { Bytes } from '@madoguchi/kit'
import { AppError, utf8 } from '@madoguchi/kit'
import { z } from 'zod'
import { draftLimits } from './draft-limits.ts'

/** What a page posted, by the names of its entries. */
export type Entries = Readonly<Record<string, readonly string[]>>

/** What is sealed of a draft. */
export type DraftContent = {
  readonly answers: Answers
  /** As it was typed, by place: pages that have something that could not be read yet. */
  readonly typed: Readonly<Record<string, Entries>>
  /** The item that was taken out last, for whoever did not mean it. */
  readonly removed?: { readonly group: string; readonly index: number; readonly item: FieldAnswers } | undefined
  /** How the questions that are answered were worded when they were, by field. */
  readonly labels?: Readonly<Record<string, string>> | undefined
  /** What another version of the questions had no place for, as it can be told. */
  readonly leftOut?: readonly ToldLeftOut[] | undefined
  /** The page that was saved last. */
  readonly at?: string | undefined
}

/** A question and what was said, as far as either is known. */
export type ToldLeftOut = { readonly label?: string | undefined; readonly said?: string | undefined }

export const noContent: DraftContent = { answers: noAnswers, typed: {} }

const paddedBytes = 1024

const entries = z.record(z.string(), z.array(z.string()))
// Each value's own shape is for packages/forms to say, which knows the field.
const fieldAnswers = z.record(
  z.string(),
  z.object({ value: z.unknown(), source: z.object({ from: z.enum(['typed', 'card', 'answer']), at: z.string() }) }),
)
const shape = z.object({
  answers: z.object({ fields: fieldAnswers, groups: z.record(z.string(), z.array(fieldAnswers)) }),
  typed: z.record(z.string(), entries),
  removed: z.object({ group: z.string(), index: z.number().int().min(0), item: fieldAnswers }).optional(),
  labels: z.record(z.string(), z.string()).optional(),
  leftOut: z.array(z.object({ label: z.string().optional(), said: z.string().optional() })).optional(),
  at: z.string().optional(),
})

/** JSON in UTF-8, filled up to whole kibibytes, so that a dump tells little by the length. Throws DRAFT_TOO_LARGE. */
export function encodeDraftContent(content: DraftContent): Bytes {
  const json = utf8.encode(JSON.stringify(content))
  if (json.length > draftLimits.contentBytesMax) {
    throw new AppError('DRAFT_TOO_LARGE', 'A draft may not be larger.', { facts: { bytes: json.length } })
  }
  const padded = new Uint8Array(Math.ceil(json.length / paddedBytes) * paddedBytes).fill(0x20)
  padded.set(json)
  return padded
}

/** Throws DRAFT_BROKEN: what we sealed ourselves opens to something else. */
export function readDraftContent(bytes: Bytes): DraftContent {
  const read = shape.safeParse(parseJson(bytes))
  if (!read.success) throw new AppError('DRAFT_BROKEN', 'A draft has another shape than we write.')
  return read.data as DraftContent
}

function parseJson(bytes: Bytes): unknown {
  try {
    return JSON.parse(utf8.decode(bytes))
  } catch (cause) {
    throw new AppError('DRAFT_BROKEN', 'A draft is no JSON.', { cause })
  }
}
