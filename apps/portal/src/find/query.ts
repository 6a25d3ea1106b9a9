import { type CategoryId, categories, type LifeSituationId, lifeSituations } from '@madoguchi/forms'

/** What somebody looks for. Everything is bounded; what is not understood is left out. */
export type FindQuery = {
  /** Name, reading, postal code or code of a municipality, or an address that begins with its name. */
  readonly where: string
  readonly words: string
  readonly category: CategoryId | undefined
  readonly situation: LifeSituationId | undefined
  /** One procedure only: somebody chose it and has yet to say where they live. */
  readonly procedure: string | undefined
  /** True when a text was longer than we look at. */
  readonly isCut: boolean
}

export const queryLimits = { whereCodePointsMax: 60, wordsCodePointsMax: 60 } as const

export function readQuery(params: URLSearchParams): FindQuery {
  const where = cut(params.get('where'), queryLimits.whereCodePointsMax)
  const words = cut(params.get('words'), queryLimits.wordsCodePointsMax)
  const category = params.get('category') ?? ''
  const situation = params.get('situation') ?? ''
  const procedure = params.get('procedure') ?? ''
  return {
    where: where.text,
    words: words.text,
    category: isCategory(category) ? category : undefined,
    situation: isSituation(situation) ? situation : undefined,
    procedure: /^[a-z][a-z0-9-]{1,60}$/.test(procedure) ? procedure : undefined,
    isCut: where.isCut || words.isCut,
  }
}

/** The address of a search, with what differs. */
export function writeQuery(query: FindQuery, change: Partial<FindQuery> = {}): string {
  const { where, words, category, situation, procedure } = { ...query, ...change }
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries({ where, words, category, situation, procedure }))
    if (value !== undefined && value !== '') params.set(name, value)
  const text = params.toString()
  return text === '' ? '/procedures' : `/procedures?${text}`
}

/** Whether anything was asked for at all. */
export function isEmptyQuery({ where, words, category, situation, procedure }: FindQuery): boolean {
  return where === '' && words === '' && (category ?? situation ?? procedure) === undefined
}

function cut(text: string | null, codePointsMax: number): { text: string; isCut: boolean } {
  // Sixteen times as much as we look at is enough to trim: nobody makes us walk through more.
  const trimmed = (text ?? '').slice(0, 16 * codePointsMax).trim()
  const characters = [...trimmed]
  const isCut = characters.length > codePointsMax
  return { text: (isCut ? characters.slice(0, codePointsMax).join('').trim() : trimmed).toWellFormed(), isCut }
}

function isCategory(id: string): id is CategoryId {
  return Object.hasOwn(categories, id)
}

function isSituation(id: string): id is LifeSituationId {
  return Object.hasOwn(lifeSituations, id)
}
