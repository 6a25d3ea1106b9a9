import { generateKeyPairSync, randomInt, sign } from 'node:crypto'
import type { Bytes } from '@madoguchi/kit'
import { base64url, dayMs, hourMs, makeId, sha256, utf8 } from '@madoguchi/kit'
import { buildTree, hashLeaf } from '@madoguchi/ledger'
import type { SigningKey } from '@madoguchi/messages'
import { encodeContent, encodeEnvelope, encodeSignedRoot } from '@madoguchi/messages'

/** What an inquirer may do wrong so that two providers can tell which questions are one person's. */
export type Flaw = 'nothing' | 'one root' | 'one instant' | 'one id prefix' | 'one order'

type Message = { readonly content: Bytes; readonly tree: string }
type Asking = {
  readonly from: string
  readonly key: SigningKey
  readonly at: Date
  readonly linkCodes: readonly string[]
  readonly providers: readonly string[]
  readonly flaw: Flaw
}

/**
 * Questions about each person to each provider, signed with an inquirer's own key by a program that is none of ours: as they
 * should be, but for the flaw. Gives the envelopes for the core, and the exchanges by person and provider.
 */
export function askCarelessly(asking: Asking): { envelopes: Bytes[]; exchanges: string[][] } {
  const { from, linkCodes, providers, flaw } = asking
  const wholeHour = Math.ceil((asking.at.getTime() + 7 * dayMs) / hourMs) * hourMs
  const made = linkCodes.map((linkCode, person) => {
    const prefix = makeId('exc').slice(0, 12)
    const notAfter = wholeHour - (flaw === 'one instant' ? randomInt(1, hourMs) : 0)
    return providers.map((provider) => {
      const fresh = makeId('exc')
      const exchange = flaw === 'one id prefix' ? prefix + fresh.slice(prefix.length) : fresh
      const readerKey = String(generateKeyPairSync('x25519').publicKey.export({ format: 'jwk' }).x)
      const question = { exchange, affair: 'health-insurance-benefit', type: 'local-tax', readerKey }
      const ask = encode({ name: 'ask', from, to: provider, notAfter, body: question })
      const about = { exchange, linkCode, askDigest: base64url.encode(sha256(ask)) }
      const whom = encode({ name: 'whom', from, to: 'core', notAfter, body: about })
      const tree = { 'one root': `of person ${person}`, 'one order': `for ${provider}` }[flaw as string] ?? exchange
      return { exchange, ask: { content: ask, tree }, whom: { content: whom, tree: exchange } }
    })
  })
  const asks = signTrees(
    made.flat().map(({ ask }) => ask),
    asking.key,
  )
  const envelopes = made.flat().map(({ ask, whom }) => {
    const enclosures = [asks.get(ask) ?? new Uint8Array(0)]
    return signTrees([whom], asking.key, enclosures).get(whom) ?? new Uint8Array(0)
  })
  return { envelopes, exchanges: made.map((questions) => questions.map(({ exchange }) => exchange)) }
}

/** One signature a tree, the leaves as they stand. */
export function signTrees<T extends Message>(
  messages: readonly T[],
  key: SigningKey,
  enclosures: readonly Bytes[] = [],
): Map<T, Bytes> {
  const signed = new Map<T, Bytes>()
  for (const group of Map.groupBy(messages, ({ tree }) => tree).values()) {
    const { size, root, path } = buildTree(group.map(({ content }) => hashLeaf(content)))
    const signature = new Uint8Array(sign(null, encodeSignedRoot(size, root), key.privateKey))
    for (const [index, message] of group.entries()) {
      const proof = { keyId: key.keyId, signature, size, index, path: path(index) }
      signed.set(message, encodeEnvelope({ content: message.content, ...proof, enclosures }))
    }
  }
  return signed
}

function encode(message: { name: string; from: string; to: string; notAfter: number; body: unknown }): Bytes {
  const body = utf8.encode(JSON.stringify(message.body))
  return encodeContent({ ...message, id: makeId('msg'), body, payload: new Uint8Array(0) })
}
