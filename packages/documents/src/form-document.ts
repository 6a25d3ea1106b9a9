import assert from 'node:assert/strict'
import { AppError } from '@madoguchi/kit'

/** What a template reads: JSON, nothing else. */
export type FormValue = string | number | boolean | null | readonly FormValue[] | { readonly [key: string]: FormValue }

/** A form that is printed: the template is ours, the data is anybody's. */
export type FormDocument = {
  /** Typst source. It may import `/form-kit.typ`; it reaches no other file. */
  readonly template: string
  /** Laid as text by the template, never read as markup. */
  readonly data: { readonly [key: string]: FormValue }
  /** Goes into the file, so that the same data gives the same bytes. */
  readonly madeAt: Date
  /** Lies in the file beside its pages, to the letter; of a picture nothing is left of it. */
  readonly attached?: AttachedText
}

/** A text that goes along within a PDF. */
export type AttachedText = {
  /** Letters, digits, hyphens and dots. */
  readonly name: string
  readonly mediaType: string
  /** What a reader shows beside the name. */
  readonly description: string
  /** Never empty: the compiler ends the whole program over an empty file. */
  readonly text: string
}

const formLimits = {
  depth: 16,
  entries: 100_000,
  textChars: 4000,
  totalChars: 1_500_000,
  templateChars: 100_000,
  attachedChars: 1_500_000,
} as const

/** Throws DOCUMENT_TOO_LARGE, which says what there is too much of and nothing of the data. */
export function assertFormBounded({ template, data, attached }: FormDocument): void {
  demandBounded('templateChars', template.length)
  assert(attached?.text !== '', 'an empty file is attached to a form')
  demandBounded('attachedChars', attached?.text.length ?? 0)
  let entries = 0
  let totalChars = 0
  function count(text: string): void {
    demandBounded('textChars', text.length)
    totalChars += text.length
    demandBounded('totalChars', totalChars)
  }
  function walk(value: FormValue, depth: number): void {
    demandBounded('depth', depth)
    entries += 1
    demandBounded('entries', entries)
    if (typeof value === 'string') count(value)
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        count(key)
        walk(inner, depth + 1)
      }
    }
  }
  walk(data, 0)
}

function demandBounded(what: keyof typeof formLimits, count: number): void {
  const max = formLimits[what]
  if (count <= max) return
  throw new AppError('DOCUMENT_TOO_LARGE', `A form may have ${max} ${what}, this one has more.`, {
    facts: { what, count, max },
  })
}
