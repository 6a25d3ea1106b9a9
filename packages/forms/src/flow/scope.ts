import type { Value } from '../answers.ts'
import type { Calculated } from '../definition.ts'

/**
 * What conditions and calculations can see: the answers that are asked for so far. A scope of an item sees its own
 * answers and those before the group. It belongs to one walk and is gone with it.
 */
export type Scope = {
  readonly today: string
  readonly values: Map<string, Value>
  readonly groups: Map<string, Scope[]>
  readonly calculated: ReadonlyMap<string, Calculated>
  /** What was calculated once. The reader has made sure that all it is made of comes before whoever asks. */
  readonly computed: Map<string, Value | undefined>
  readonly parent?: Scope
}

export function openScope(calculated: readonly Calculated[], today: string, parent?: Scope): Scope {
  return {
    today,
    values: new Map(),
    groups: new Map(),
    calculated: new Map(calculated.map((entry) => [entry.id, entry])),
    computed: new Map(),
    ...(parent && { parent }),
  }
}
