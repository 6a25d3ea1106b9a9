import type { InProcessNetwork } from '@madoguchi/delivery'
import type { Datum } from '@madoguchi/facts'
import type { Bytes, Clock } from '@madoguchi/kit'
import { base64url, dayMs, makeId, sha256, utf8 } from '@madoguchi/kit'
import { makeEntry } from '@madoguchi/ledger'
import type { DirectoryView, Draft, Outcome, Received, SigningKey } from '@madoguchi/messages'
import {
  deriveReaderKey,
  digestSealed,
  encodeBatch,
  isReceiptRequest,
  makeVerifier,
  openEnclosure,
  readBatch,
  readReceipt,
  seal,
  sealAnswers,
  signBatch,
  signReceipt,
} from '@madoguchi/messages'

type Role = 'core' | 'registry' | 'city' | 'aoba'

/** What the scripted core says to an inquiry; the default is an answer. */
export type Reply = 'answered' | 'nothing-to-show' | 'no-data' | 'silent'

export type TestPeers = {
  /** Everything that the portal sent, oldest first. */
  readonly seen: readonly Received[]
  /** What comes of the next inquiries. */
  reply: Reply
  /** Codes with which receipts refuse messages of a name. */
  readonly refusals: Map<string, string>
  /** What the core lists of anybody, newest first; one record by default. */
  history: readonly ReturnType<typeof makeRecordView>[]
  /** Its lines of filings, all newer than `history`, for portals that ask for them; none by default. */
  filingLines: readonly object[]
  /** Whom the registry recognises: link code by certificate (base64url); without one it refuses. */
  readonly people: Map<string, string>
  datumFor(linkCode: string): Datum
  /** Gives the code of the portal's receipt, or `undecided`: undefined for accepted. */
  send(from: Role, draft: Draft): Promise<string | undefined>
  /** What a party signed, as it is enclosed. */
  sign(from: Role, draft: Draft): Bytes
  /** Answers one ask as the city does: sealed, signed, enclosed in the core's `closed`. */
  answer(whom: Received<'whom'>, change?: Partial<AnswerChange>): Promise<string | undefined>
}

export type AnswerChange = {
  exchange: string
  datum: Datum
  askDigest: string
  sealed: Bytes
  /** What the city says that it sealed, where that is something else. */
  sealedDigest: string
  closedAt: Date
  outcome: 'answered' | 'nothing-to-show' | 'no-data' | 'refused'
  /** None comes with the answer of an older provider. */
  checkKey: string | undefined
  /** What the core says, where it is something else. */
  closedAs: Outcome
  /** Who answers, where it is another agency of the directory. */
  signedBy: 'city' | 'aoba'
}

/** What the scripted city opens requests for a check with. */
export const cityCheckKey = deriveReaderKey(new Uint8Array(32).fill(9), 'check/2026-11')

/** Core, registry and one city, played by the real messages, keys, seals and receipts of the network. */
export function makePeers(options: {
  network: InProcessNetwork
  directory: DirectoryView
  keys: Readonly<Record<Role, SigningKey>>
  clock: Clock
  datumFor(linkCode: string): Datum
}): TestPeers {
  const { network, directory, keys, clock } = options
  const ids = { core: 'mihon-core', registry: 'mihon-registry', city: 'mihon-shi', aoba: 'aoba-shi' } as const
  const verifier = makeVerifier(directory)
  const seen: Received[] = []
  const later = (ms: number) => clock.now().getTime() + ms

  const peers: TestPeers = {
    seen,
    reply: 'answered',
    history: [makeRecordView(clock)],
    filingLines: [],
    people: new Map(),
    refusals: new Map(),
    datumFor: options.datumFor,
    send,
    sign,
    answer,
  }

  function sign(from: Role, draft: Draft): Bytes {
    const [signed] = signBatch({ from: ids[from], key: keys[from], drafts: [draft] })
    if (signed === undefined) throw new Error('one draft, one message')
    return signed.bytes
  }

  async function send(from: Role, draft: Draft): Promise<string | undefined> {
    const bytes = await network.transport.send('mihon-portal', encodeBatch([sign(from, draft)]))
    const receipt = readReceipt(bytes, (id, keyId) => directory.findKey(id, keyId, clock.now())?.publicKey)
    if (!receipt.ok) throw new Error(receipt.code)
    const [line] = receipt.value.lines
    return line === undefined ? 'undecided' : line.code
  }

  async function answer(whom: Received<'whom'>, change: Partial<AnswerChange> = {}): Promise<string | undefined> {
    const ask = openEnclosure({ message: whom, name: 'ask', verifier, at: clock.now() })
    if (!ask.ok) throw new Error(ask.code)
    const datum = change.datum ?? peers.datumFor(whom.body.linkCode)
    const [fresh] = await sealAnswers({
      from: ids.city,
      key: keys.city,
      answers: [{ ask: ask.value, datum: utf8.encode(JSON.stringify(datum)) }],
    })
    const outcome = change.outcome ?? 'answered'
    const sealed = outcome === 'answered' ? (change.sealed ?? fresh ?? new Uint8Array(0)) : undefined
    const exchange = change.exchange ?? whom.body.exchange
    const checkKey = 'checkKey' in change ? change.checkKey : (await cityCheckKey).publicKey
    const signer = change.signedBy ?? 'city'
    const [envelope] = signBatch({
      from: ids[signer],
      key: keys[signer],
      drafts: [
        {
          name: 'answer',
          to: ids.core,
          body: {
            exchange,
            askDigest: change.askDigest ?? base64url.encode(ask.value.digest),
            outcome,
            ...(sealed === undefined ? {} : { sealedDigest: change.sealedDigest ?? digestSealed(sealed) }),
            hideRecord: false,
            ...(checkKey === undefined ? {} : { checkKey }),
          },
          ...(sealed === undefined ? {} : { payload: sealed }),
          notAfter: later(dayMs),
        },
      ],
    })
    return send('core', {
      name: 'closed',
      to: 'mihon-portal',
      body: { exchange, outcome: change.closedAs ?? outcome, closedAt: (change.closedAt ?? clock.now()).toISOString() },
      enclosures: envelope === undefined ? [] : [envelope.bytes],
      notAfter: later(dayMs),
    })
  }

  async function present({ body }: Received<'present-card'>): Promise<unknown> {
    const linkCode = peers.people.get(body.certificate)
    if (linkCode === undefined) {
      const items = [{ acquisition: body.acquisition, reason: 'HOLDER_UNKNOWN' }]
      return send('registry', {
        name: 'acquisition-refused',
        to: 'mihon-portal',
        body: { items },
        notAfter: later(dayMs),
      })
    }
    const expiresAt = new Date(later(dayMs / 2)).toISOString()
    const granted = { acquisition: body.acquisition, mandate: makeId('man'), linkCode, expiresAt }
    return send('core', { name: 'mandate-granted', to: 'mihon-portal', body: granted, notAfter: later(60_000) })
  }

  async function inquire(whom: Received<'whom'>): Promise<unknown> {
    if (peers.reply === 'silent') return undefined
    return answer(whom, { outcome: peers.reply })
  }

  async function list({ body }: Received<'list-records'>): Promise<void> {
    const from = peers.history.findIndex(({ exchange }) => exchange === body.beforeExchange)
    const rest = peers.history.slice(from + 1)
    const exchanges = rest.slice(0, body.limit)
    const records = body.filings === true && from === -1 ? [...peers.filingLines, ...exchanges] : exchanges
    const payload = await seal({
      readerKey: body.readerKey,
      plaintext: utf8.encode(JSON.stringify({ records, more: exchanges.length < rest.length })),
      context: { exchange: body.request, askDigest: new Uint8Array(0) },
    })
    const { request } = body
    await send('core', { name: 'records', to: 'mihon-portal', body: { request }, payload, notAfter: later(dayMs) })
  }

  async function act(message: Received): Promise<void> {
    if (message.name === 'present-card') await present(message)
    if (message.name === 'whom') await inquire(message)
    if (message.name === 'list-records') await list(message)
  }

  for (const role of ['core', 'registry', 'city'] as const) {
    network.connect(ids[role], async (batch) => {
      const envelopes = readBatch(batch)
      if (!envelopes.ok) throw new Error(envelopes.code)
      const sent = envelopes.value.filter((item) => !isReceiptRequest(item))
      const messages = sent.map((bytes) => {
        const message = verifier.verify(bytes, clock.now())
        if (!message.ok) throw new Error(message.code)
        return message.value
      })
      seen.push(...messages)
      // After the receipt, as over a real network.
      setImmediate(
        () =>
          void (async () => {
            for (const message of messages) if (!peers.refusals.has(message.name)) await act(message)
          })(),
      )
      return signReceipt({
        form: 2,
        from: ids[role],
        key: keys[role],
        lines: messages.map(({ from: sender, id, name }) => {
          const code = peers.refusals.get(name)
          return code === undefined ? { sender, id } : { sender, id, code }
        }),
      })
    })
  }
  return peers
}

/** One exchange between two agencies, with ledger records that recompute. */
export function makeRecordView(clock: Clock, index = 0, previous = '0'.repeat(64), version?: number) {
  const at = clock.now().toISOString()
  const facts = { inquirer: 'mihon-shi', provider: 'mihon-kenpo', affair: 'child-allowance', type: 'medical-insurance' }
  const exchange = `exc_${base64url.encode(sha256(utf8.encode(`record ${index}`))).slice(0, 22)}`
  const salt = sha256(utf8.encode(`salt ${index}`))
  const judged: { facts?: number } = version === undefined ? {} : { facts: version }
  const asked = { kind: 'asked' as const, exchange, at, ...facts, basis: '74', ...judged, askDigest: 'a'.repeat(64) }
  const askedHash = Buffer.from(makeEntry(asked, salt).leafHash).toString('hex')
  const chain = { name: 'open' as const, index, previous }
  const closed = { kind: 'closed' as const, exchange, at, asked: askedHash, outcome: 'answered', chain }
  const ledger = {
    asked: { record: asked, salt: base64url.encode(salt) },
    closed: { record: closed, salt: base64url.encode(salt) },
  }
  return { exchange, ...facts, basis: '74', askedAt: at, closedAt: at, outcome: 'answered', ledger }
}
