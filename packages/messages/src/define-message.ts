import type { z } from 'zod'

export const partyKinds = ['core', 'registry', 'portal', 'agency'] as const
export type PartyKind = (typeof partyKinds)[number]

export type MessageDefinition<Name extends string = string, Schema extends z.ZodType = z.ZodType> = {
  readonly name: Name
  /** One sentence that says what the message is for. */
  readonly purpose: string
  readonly from: readonly PartyKind[]
  readonly to: readonly PartyKind[]
  readonly body: Schema
  /** Bytes beside the body, covered by the signature: what is in them. */
  readonly payload?: string
  /** Messages of somebody else that travel inside, verbatim: name → why. */
  readonly encloses?: Readonly<Record<string, string>>
  /** How long the sender keeps trying by default. */
  readonly lifetimeMs: number
  /** Why a receiver refuses it, beyond what every message may be refused for. */
  readonly refusals: Readonly<Record<string, string>>
}

export function defineMessage<const Name extends string, Schema extends z.ZodType>(
  definition: MessageDefinition<Name, Schema>,
): MessageDefinition<Name, Schema> {
  return definition
}
