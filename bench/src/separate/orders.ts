/** What the bench has its asking agency do. `people` are the agency's own references. */
export type AskerOrder =
  | { readonly do: 'closed-loop'; readonly people: readonly string[]; readonly count: number }
  | {
      readonly do: 'open-loop'
      readonly people: readonly string[]
      readonly count: number
      readonly perSecond: number
    }

export type AskerReply =
  | { readonly is: 'ready' }
  | { readonly is: 'closed-loop'; readonly seconds: number }
  /** Milliseconds from each question's moment to its committed answer. */
  | { readonly is: 'open-loop'; readonly waitsMs: readonly number[] }
  | { readonly is: 'failed'; readonly sentence: string }

export type Loop = (order: AskerOrder) => Promise<AskerReply>
