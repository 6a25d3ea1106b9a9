import assert from 'node:assert/strict'
import { generateKeyPairSync, sign } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Bytes } from '@madoguchi/kit'
import { base64url, makeId, sha256, utf8 } from '@madoguchi/kit'
import { hashLeaf } from '@madoguchi/ledger'
import type { SigningKey } from '@madoguchi/messages'
import {
  encodeBatch,
  encodeContent,
  encodeEnvelope,
  encodeSignedRoot,
  makeVerifier,
  readBatch,
  readEnvelope,
  readReceipt,
  readSigningKey,
} from '@madoguchi/messages'
import type { Nation, PartyName } from '@madoguchi/nation'
import { getPartyPlan } from '@madoguchi/nation'
import pg from 'pg'
import { findOwnerUrl } from './open-nation.ts'

type Saying = {
  readonly name: string
  /** Text goes as it is; anything else as JSON. */
  readonly body: unknown
  readonly payload?: Bytes
  readonly enclosures?: readonly Bytes[]
  readonly to?: string
  readonly notAfter?: number
}

/** Somebody who has a party's own good key and signs whatever they like with it. */
export type HostileParty = {
  /** Gives the code of the receiver's signed receipt: undefined for accepted. */
  say(to: PartyName, saying: Saying): Promise<string | undefined>
  /** Asks the city for tax under somebody's link code; gives the core's code. */
  askAbout(linkCode: string): Promise<string | undefined>
  sealAsk(question: { to: string; exchange: string }): Bytes
  /** What a body says of an enclosure. */
  digestOf(envelope: Bytes): string
  linkCodeOf(agency: 'mihon-shi' | 'mihon-kenpo'): Promise<string>
  /** From now on: what the core grants the portal, as its operator hears it on the way; its database has none of it. */
  overhear(): readonly { readonly linkCode: string; readonly mandate: string }[]
  /** Rows of every table of the core and of the agencies but for the notes of what came. */
  countAll(): Promise<unknown>
  readonly readerKey: string
}

export async function openHostileParty(nation: Nation, name: PartyName): Promise<HostileParty> {
  const from = getPartyPlan(name).party.id
  const key = await readKey(nation, name)
  const readerKey = String(generateKeyPairSync('x25519').publicKey.export({ format: 'jwk' }).x)
  const later = () => Date.now() + 3_600_000

  function seal(saying: Saying & { to: string }): { bytes: Bytes; digest: Bytes } {
    const { body, payload = new Uint8Array(0), enclosures = [], to, notAfter = later() } = saying
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const content = encodeContent({
      name: saying.name,
      id: makeId('msg'),
      from,
      to,
      notAfter,
      body: utf8.encode(text),
      payload,
    })
    const signature = new Uint8Array(sign(null, encodeSignedRoot(1, hashLeaf(content)), key.privateKey))
    const proof = { keyId: key.keyId, signature, size: 1, index: 0, path: [], enclosures }
    return { bytes: encodeEnvelope({ content, ...proof }), digest: sha256(content) }
  }

  async function say(to: PartyName, saying: Saying): Promise<string | undefined> {
    const receiver = getPartyPlan(to).party.id
    const { bytes } = seal({ to: receiver, ...saying })
    const answered = await nation.network.transport.send(receiver, encodeBatch([bytes]))
    const receipt = readReceipt(answered, (id, keyId) => nation.directory.findKey(id, keyId, new Date())?.publicKey)
    assert.ok(receipt.ok && receipt.value.from === receiver)
    assert.equal(receipt.value.lines.length, 1, 'every message gets its line')
    return receipt.value.lines[0]?.code
  }

  return {
    say,
    readerKey,
    sealAsk: ({ to, exchange }) => seal(question(to, exchange, readerKey, later())).bytes,
    digestOf(bytes) {
      const envelope = readEnvelope(bytes)
      return envelope.ok ? base64url.encode(sha256(envelope.value.content)) : assert.fail(envelope.code)
    },
    async askAbout(linkCode) {
      const exchange = makeId('exc')
      const notAfter = later()
      const ask = seal(question('mihon-shi', exchange, readerKey, notAfter))
      const body = { exchange, linkCode, askDigest: base64url.encode(ask.digest) }
      return say('core', { name: 'whom', body, enclosures: [ask.bytes], notAfter })
    },
    async linkCodeOf(agency) {
      const { link_code } = await nation
        .agencyOf(agency)
        .database.selectFrom('people')
        .select('link_code')
        .where('link_code', 'is not', null)
        .executeTakeFirstOrThrow()
      return link_code ?? assert.fail()
    },
    overhear() {
      const heard: { linkCode: string; mandate: string }[] = []
      const verifier = makeVerifier(nation.directory)
      nation.network.connect(getPartyPlan('portal').party.id, (batch) => {
        const envelopes = readBatch(batch)
        for (const bytes of envelopes.ok ? envelopes.value : []) {
          const message = verifier.verify(bytes, new Date())
          if (message.ok && message.value.name === 'mandate-granted') heard.push(message.value.body)
        }
        return nation.portal.receive(batch)
      })
      return heard
    },
    async countAll() {
      const names = ['core', 'registry', 'mihon-shi', 'mihon-kenpo'] as const
      return Promise.all(names.map(async (party) => countRows(await findOwnerUrl(nation, party))))
    },
  }
}

function question(to: string, exchange: string, readerKey: string, notAfter: number) {
  const body = { exchange, affair: 'health-insurance-benefit', type: 'local-tax', readerKey }
  return { name: 'ask', to, body, notAfter }
}

async function readKey(nation: Nation, name: PartyName): Promise<SigningKey> {
  const path = join(nation.folder.root, 'secrets', `${getPartyPlan(name).database}-signing.pem`)
  return readSigningKey(await readFile(path, 'utf8'))
}

async function query<T extends pg.QueryResultRow>(connectionString: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return (await client.query<T>(text)).rows
  } finally {
    await client.end()
  }
}

async function countRows(url: string): Promise<Record<string, number>> {
  const tables = await query<{ name: string }>(
    url,
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_name not in ('inbox', 'outbox', 'receipt_forms')",
  )
  const counts: Record<string, number> = {}
  for (const { name } of tables) {
    const [row] = await query<{ n: number }>(url, `select count(*)::int as n from ${pg.escapeIdentifier(name)}`)
    counts[name] = row?.n ?? -1
  }
  return counts
}
