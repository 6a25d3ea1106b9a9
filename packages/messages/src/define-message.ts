import type { z } from 'zod'

export const partyKinds = ['core', 'registry', 'portal', 'agency'] as const
export type PartyKind = (typeof partyKinds)[number]

type MessageDefinition<
  Name extends string = string,
  Schema extends z.ZodType = z.ZodType,
  To extends readonly PartyKind[] = readonly PartyKind[],
  Enclosed extends boolean = boolean,
> = {
  readonly name: Name
  /** One sentence that says what the message is for. */
  readonly purpose: string
  readonly from: readonly PartyKind[]
  readonly to: To
  readonly body: Schema
  /** Bytes beside the body, covered by the signature: what is in them. */
  readonly payload?: string
  /** Messages of somebody else that travel inside, verbatim: name → why. */
  readonly encloses?: Readonly<Record<string, string>>
  /** It travels inside others only: whoever gets the outer one opens it, and nobody handles it by itself. */
  readonly isEnclosed?: Enclosed
  /** How long the sender keeps trying by default. */
  readonly lifetimeMs: number
  /** Why a receiver refuses it, beyond what every message may be refused for. */
  readonly refusals: Readonly<Record<string, string>>
}

/** Keeps who gets it in its type: `MessageTo` and a receiver's handlers are made of that. */
export function defineMessage<
  const Name extends string,
  Schema extends z.ZodType,
  const To extends readonly PartyKind[],
  const Enclosed extends boolean = false,
>(definition: MessageDefinition<Name, Schema, To, Enclosed>): MessageDefinition<Name, Schema, To, Enclosed> {
  return definition
}
