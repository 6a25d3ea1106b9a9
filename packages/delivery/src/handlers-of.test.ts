import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MessageTo, PartyKind } from '@madoguchi/messages'
import { messages, partyKinds } from '@madoguchi/messages'
import type { HandlersOf } from './handler.ts'
import type { DeliveryTables } from './tables.ts'

async function takeAll(_work: unknown, given: readonly unknown[]) {
  return given.map(() => undefined)
}

const named = {
  core: {
    'assign-code': takeAll,
    whom: takeAll,
    'hide-record': takeAll,
    provide: takeAll,
    answer: takeAll,
    'retire-answers': takeAll,
    withdraw: takeAll,
    'say-record': takeAll,
    'list-records': takeAll,
    'request-check': takeAll,
    'end-mandate': takeAll,
    file: takeAll,
    'case-event': takeAll,
  },
  registry: { 'acquire-code': takeAll, 'present-card': takeAll },
  portal: {
    'mandate-granted': takeAll,
    'acquisition-refused': takeAll,
    closed: takeAll,
    'answers-retired': takeAll,
    delayed: takeAll,
    records: takeAll,
    offers: takeAll,
    'filing-noted': takeAll,
    'case-told': takeAll,
  },
  agency: {
    'code-assigned': takeAll,
    'acquisition-refused': takeAll,
    permit: takeAll,
    'ask-record': takeAll,
    closed: takeAll,
    delayed: takeAll,
    'check-requested': takeAll,
    filed: takeAll,
  },
} satisfies { readonly [Kind in PartyKind]: HandlersOf<DeliveryTables, Kind> }

test('whoever forgets a handler at a party, or gives it one that nobody may send it, is told by the type check', () => {
  const { 'end-mandate': _, ...short } = named.core
  // @ts-expect-error: `end-mandate` may be sent to the core, and nobody would handle it.
  short satisfies HandlersOf<DeliveryTables, 'core'>
  // @ts-expect-error: nobody sends a registry `closed`.
  const more: MessageTo<'registry'> = 'closed'
  // @ts-expect-error: an ask comes inside a permit, never by itself.
  const inside: MessageTo<'agency'> = 'ask'
  assert.deepEqual([Object.hasOwn(short, 'end-mandate'), more, inside], [false, 'closed', 'ask'])
})

test('what the types say of who gets which message is what the definitions say', () => {
  for (const kind of partyKinds) {
    const sent = Object.values(messages).filter(
      ({ to, isEnclosed }) => isEnclosed !== true && (to as readonly PartyKind[]).includes(kind),
    )
    assert.deepEqual(Object.keys(named[kind]).toSorted(), sent.map(({ name }) => name).toSorted(), kind)
  }
})
