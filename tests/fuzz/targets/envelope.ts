import assert from 'node:assert/strict'
import { sign } from 'node:crypto'
import type { Bytes } from '@madoguchi/kit'
import { hex, utf8 } from '@madoguchi/kit'
import { hashLeaf } from '@madoguchi/ledger'
import type { PartyKind } from '@madoguchi/messages'
import {
  encodeContent,
  encodeEnvelope,
  encodeSignedRoot,
  makeVerifier,
  messageErrors,
  messageLimits,
  messages,
  partyKinds,
  readEnvelope,
} from '@madoguchi/messages'
import fc from 'fast-check'
import { hostileText, mutatedBytes, mutatedJson } from '../mutate.ts'
import { openSampleSender } from '../sample-sender.ts'
import { makeTarget } from '../target.ts'
import { readVector } from '../vectors.ts'

type Nonsense = {
  readonly kind: PartyKind
  readonly name: string
  readonly id: string
  readonly to: string
  readonly body: string
  readonly payload: string
  readonly notAfter: number
}
type Input = { readonly changed: string } | { readonly signed: Nonsense }

/** Changed envelopes, and envelopes of a party that signs whatever it likes with its own good key. */
export const envelope = makeTarget<Input>({
  name: 'envelope',
  shortRuns: 1000,
  msMax: 500,
  stepsMax: 20_000,
  async open() {
    const { key, now, openAs, envelopes, refused, vectors } = await openSampleSender()
    const names = Object.keys(messages)
    const bodies = await Promise.all(
      names.map(async (name) => ({
        name,
        bodies: (await readVector<{ body: unknown }[]>(`messages/${name}.json`)).map(({ body }) => body),
      })),
    )
    const nonsense = fc.constantFrom(...bodies).chain((one) =>
      fc.record({
        kind: fc.constantFrom(...partyKinds),
        name: fc.oneof({ weight: 8, arbitrary: fc.constant(one.name) }, hostileText(20)),
        id: fc.oneof({ weight: 8, arbitrary: fc.constant('msg_zT1OtIX9aV9H5WKvbGksEg') }, hostileText(20)),
        to: fc.oneof({ weight: 8, arbitrary: fc.constant('portal') }, hostileText(20)),
        body: fc.oneof(
          { weight: 8, arbitrary: mutatedJson(one.bodies).map((body) => JSON.stringify(body) ?? '') },
          hostileText(),
        ),
        payload: mutatedBytes([new Uint8Array(0), new Uint8Array(200)]),
        notAfter: fc.oneof(fc.constant(now.getTime() + 60_000), fc.maxSafeNat()),
      }),
    )
    const verifiers = Object.fromEntries(partyKinds.map((kind) => [kind, makeVerifier(openAs(kind))]))
    const verify = (kind: PartyKind, bytes: Bytes) => verifiers[kind]?.verify(bytes, now) ?? assert.fail()
    const signedContents = new Set(envelopes.map((bytes) => contentOf(bytes)))
    const [
      {
        name,
        bodies: [body],
      } = assert.fail(),
    ] = bodies
    const full = {
      kind: 'core',
      name,
      id: 'msg_zT1OtIX9aV9H5WKvbGksEg',
      to: 'portal',
      notAfter: now.getTime() + 60_000,
    } as const
    const texts = [
      JSON.stringify(body),
      `${'['.repeat(32_000)}${']'.repeat(32_000)}`,
      JSON.stringify({ a: 'あ"'.repeat(9_000) }),
    ]
    return {
      large: texts.map((text) => ({
        signed: { ...full, body: text, payload: '00'.repeat(messageLimits.payloadSizeBytesMax) },
      })),
      inputs: fc.oneof(
        mutatedBytes([...envelopes, ...refused]).map((changed) => ({ changed })),
        nonsense.map((signed) => ({ signed })),
      ),
      check(input) {
        if ('changed' in input) {
          const bytes = hex.decode(input.changed)
          const verdict = verify(vectors.sender.kind, bytes)
          if (verdict.ok) assert.ok(signedContents.has(contentOf(bytes)), 'a content that nobody signed was taken')
          else assert.ok(verdict.code in messageErrors, verdict.code)
          return
        }
        const { kind, name, body, payload, ...rest } = input.signed
        const content = encodeContent({
          ...rest,
          name,
          from: vectors.sender.id,
          body: utf8.encode(body),
          payload: hex.decode(payload),
        })
        const signature = new Uint8Array(sign(null, encodeSignedRoot(1, hashLeaf(content)), key.privateKey))
        const bytes = encodeEnvelope({
          content,
          keyId: key.keyId,
          signature,
          size: 1,
          index: 0,
          path: [],
          enclosures: [],
        })
        const verdict = verify(kind, bytes)
        if (!verdict.ok) return assert.ok(verdict.code in messageErrors, verdict.code)
        assert.equal(JSON.stringify(verdict.value.body), body, 'what was read is what was signed')
        assert.ok((messages[verdict.value.name].from as readonly string[]).includes(kind))
      },
    }
  },
})

function contentOf(bytes: Bytes): string {
  const read = readEnvelope(bytes)
  return read.ok ? hex.encode(read.value.content) : ''
}
