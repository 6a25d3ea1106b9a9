import type { Answers, Item, Wording } from '@madoguchi/forms'
import { noAnswers } from '@madoguchi/forms'
import type { Bytes } from '@madoguchi/kit'
import { AppError, idPattern, utf8 } from '@madoguchi/kit'
import { z } from 'zod'
import { draftLimits } from './draft-limits.ts'
import type { Entries } from './entries.ts'
import { renewContent } from './older-content.ts'

/** What is sealed of a draft. */
export type DraftContent = {
  readonly answers: Answers
  /** As it was typed, by place: pages that have something that could not be read yet. */
  readonly typed: Readonly<Record<string, Entries>>
  /** What was taken out, the newest last, for whoever did not mean it. */
  readonly removed?: readonly RemovedItem[] | undefined
  /** How the questions that are answered were worded when they were, by field. */
  readonly labels?: Readonly<Record<string, string>> | undefined
  /** The same of what reads otherwise than it is kept: a choice’s words, a unit. */
  readonly wordings?: Readonly<Record<string, Wording>> | undefined
  /** What an item of a list is called, by group: `犬{n}`. */
  readonly itemTitles?: Readonly<Record<string, string>> | undefined
  /** What another version of the questions had no place for, in words, until its writer says that they have it. */
  readonly leftOut?: readonly ToldLeftOut[] | undefined
  /** What they said so of last, for whoever did not mean it. */
  readonly putAway?: readonly ToldLeftOut[] | undefined
  /** Pages that were sent, whatever was right in them. */
  readonly visited?: readonly string[] | undefined
  /** The page that was saved last. */
  readonly at?: string | undefined
  /** Who wrote each place last, the newest last: a page that a browser brings back is known by it. */
  readonly writers?: readonly LastWriter[] | undefined
}

/** A place, the id of the page that wrote it (`pag_…`, new whenever a page is made), and the digest of what stood then. */
export type LastWriter = { readonly place: string; readonly page: string; readonly shown: string }

/** An item that was taken out of its group: all that stood in it, also what could be half read only. */
export type RemovedItem = {
  readonly group: string
  readonly item: Item
  /** The one before it, which may have been taken out as well; nothing before the first. */
  readonly after?: string | undefined
  readonly typed?: Entries | undefined
  /** An ISO instant. */
  readonly at: string
}

/** A question and what was said, as far as either is known; of an item of a list, which one. */
export type ToldLeftOut = {
  readonly label?: string | undefined
  readonly said?: string | undefined
  readonly item?: ToldItem | undefined
}
/** What it was called, or its number from 1; and the first thing that it says, where it stays itself. */
type ToldItem = {
  readonly title?: string | undefined
  readonly number?: number | undefined
  readonly said?: string | undefined
}

export const noContent: DraftContent = { answers: noAnswers, typed: {} }

const paddedBytes = 1024

const entries = z.record(z.string(), z.array(z.string()))
// Each value's own shape is for packages/forms to say, which knows the field.
const fieldAnswers = z.record(
  z.string(),
  z.object({ value: z.unknown(), source: z.object({ from: z.enum(['typed', 'card', 'answer']), at: z.string() }) }),
)
const item = z.object({ id: z.string().regex(idPattern), fields: fieldAnswers })
const removed = z.object({
  group: z.string(),
  item,
  after: z.string().optional(),
  typed: entries.optional(),
  at: z.string(),
})
const option = z.object({ id: z.string(), label: z.string(), takesWords: z.boolean().optional() })
const wording = z.object({
  kind: z.string(),
  options: z.array(option).optional(),
  yes: z.string().optional(),
  no: z.string().optional(),
  unit: z.string().optional(),
})
const told = z.array(
  z.object({
    label: z.string().optional(),
    said: z.string().optional(),
    item: z
      .object({ title: z.string().optional(), number: z.number().optional(), said: z.string().optional() })
      .optional(),
  }),
)
const shape = z.object({
  answers: z.object({ fields: fieldAnswers, groups: z.record(z.string(), z.array(item)) }),
  typed: z.record(z.string(), entries),
  removed: z.array(removed).optional(),
  labels: z.record(z.string(), z.string()).optional(),
  wordings: z.record(z.string(), wording).optional(),
  itemTitles: z.record(z.string(), z.string()).optional(),
  leftOut: told.optional(),
  putAway: told.optional(),
  visited: z.array(z.string()).optional(),
  at: z.string().optional(),
  writers: z.array(z.object({ place: z.string(), page: z.string(), shown: z.string() })).optional(),
})

/** JSON in UTF-8, filled up to whole kibibytes, so that a dump tells little by the length. Throws DRAFT_TOO_LARGE. */
export function encodeDraftContent(content: DraftContent): Bytes {
  const json = utf8.encode(JSON.stringify(content))
  if (json.length > draftLimits.contentBytesMax) {
    // What was taken out, or put away, makes room for what stands.
    const { removed = [], putAway = [] } = content
    if (putAway.length > 0) return encodeDraftContent({ ...content, putAway: [] })
    if (removed.length > 0) return encodeDraftContent({ ...content, removed: forgetOldest(removed) })
    throw new AppError('DRAFT_TOO_LARGE', 'A draft may not be larger.', { facts: { bytes: json.length } })
  }
  const padded = new Uint8Array(Math.ceil(json.length / paddedBytes) * paddedBytes).fill(0x20)
  padded.set(json)
  return padded
}

/** Without the one that was taken out first; whose place it told stands where it stood. */
export function forgetOldest([oldest, ...removed]: readonly RemovedItem[]): readonly RemovedItem[] {
  return removed.map((one) => (one.after === oldest?.item.id ? { ...one, after: oldest?.after } : one))
}

/**
 * Also one that was kept before items had ids of their own. Throws DRAFT_BROKEN: what we sealed ourselves opens to
 * something else.
 */
export function readDraftContent(bytes: Bytes, draft: string): DraftContent {
  const kept = parseJson(bytes)
  const now = shape.safeParse(kept)
  const read = now.success ? now : shape.safeParse(renewContent(kept, draft))
  if (!read.success) throw new AppError('DRAFT_BROKEN', 'A draft has another shape than we write.')
  return read.data as DraftContent
}

/** A page that was kept by itself. Throws DRAFT_BROKEN, as above. */
export function readEntries(bytes: Bytes): Entries {
  const read = entries.safeParse(parseJson(bytes))
  if (!read.success) throw new AppError('DRAFT_BROKEN', 'A page that was held has another shape than we write.')
  return read.data
}

function parseJson(bytes: Bytes): unknown {
  try {
    return JSON.parse(utf8.decode(bytes))
  } catch (cause) {
    throw new AppError('DRAFT_BROKEN', 'A draft is no JSON.', { cause })
  }
}
