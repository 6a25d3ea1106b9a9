import type { LaterChangeCode } from '../errors.ts'

/** What may come after a signature without taking its worth (ISO 32000-2 12.8.2.2, EN 319 142-1): each is named. */
export type AdditionKind =
  /** Another signature that draws nothing. */
  | 'signature'
  /** Another signature that is seen on a page. */
  | 'stamp'
  /** A field that stood there empty for a signature. */
  | 'field signed'
  | 'field filled'
  | 'document time stamp'
  | 'validation data'
  /** When and by which program the file was written. */
  | 'dates'
  /** What nobody sees: that a field is read-only, by which version of PDF the file is read, defaults that draw nothing. */
  | 'settings'
  /** Objects that nothing in the document leads to. */
  | 'unused objects'

type Place = {
  /** The page, counted from one. */
  readonly page?: number
  /** The name of a form field, as a stranger wrote it, without what moves a cursor. */
  readonly field?: string
  /** Whether something is drawn there. */
  readonly isSeen?: boolean
}

export type LaterAddition = Place & { readonly kind: AdditionKind }
export type LaterFault = Place & { readonly code: LaterChangeCode }

/**
 * What came after a signature: nothing; only what may come, each thing named; changes, which take its worth, since what
 * is seen now may be something else than what was signed; or what nobody could read. `additions` are named beside the
 * others too.
 */
export type LaterChange = {
  readonly kind: 'nothing' | 'additions' | 'changes' | 'unknown'
  readonly additions: readonly LaterAddition[]
  readonly faults: readonly LaterFault[]
  /** How long the revision is that was signed; undefined where what was signed is no whole revision. */
  readonly revisionBytes: number | undefined
}

/** What came after a signature of which nobody knows where what it signs ends. */
export const unknownLaterChange: LaterChange = {
  kind: 'unknown',
  additions: [],
  faults: [{ code: 'LATER_UNREADABLE' }],
  revisionBytes: undefined,
}

const unseen: ReadonlySet<AdditionKind> = new Set([
  'signature',
  'document time stamp',
  'validation data',
  'dates',
  'settings',
  'unused objects',
] as const)

/** Whether what the document shows and says is what was signed: nothing came but what nobody sees on its pages. */
export function isContentSame({ kind, additions }: LaterChange): boolean {
  const isQuiet = additions.every((one) => unseen.has(one.kind) || (one.kind === 'field signed' && !one.isSeen))
  return kind === 'nothing' || (kind === 'additions' && isQuiet)
}
