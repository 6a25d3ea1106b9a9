import assert from 'node:assert/strict'
import type { PartAsk, PartSource } from '@madoguchi/delivery'
import type { FilingForm } from '@madoguchi/filing'
import { caseEvent, encodeFormData, sealPart } from '@madoguchi/filing'
import type { Bytes } from '@madoguchi/kit'
import { base64url, concat, dayMs, makeId, sha256, utf8 } from '@madoguchi/kit'
import type { MessageBody, Received } from '@madoguchi/messages'
import { deriveReaderKey, openCaseEvent, signBatch } from '@madoguchi/messages'
import { plainObjects, writePdf } from '@madoguchi/pades/testing'
import type { TestAgencies } from './open-test-agencies.fixture.ts'
import { makeLinkCode } from './open-test-agencies.fixture.ts'

/** A form as it is sent: one page, and the data within it. */
export function makeFormPdf(data: string): Bytes {
  const text = Buffer.from(data, 'utf8').toString('latin1')
  const file = `<</Type/EmbeddedFile/Length ${text.length}>>\nstream\n${text}\nendstream`
  const named = '<</Type/Filespec/F(madoguchi-filing.json)/UF(madoguchi-filing.json)/EF<</F 5 0 R/UF 5 0 R>>>>'
  const catalog = '<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(madoguchi-filing.json) 6 0 R]>>>>>>'
  return writePdf([catalog, ...plainObjects.slice(1), file, named])
}

export type SentFiling = {
  readonly filing: string
  /** Sealed, the form first. */
  readonly parts: readonly Bytes[]
  readonly envelope: Bytes
  readonly filingDigest: string
}
type Changes = {
  readonly filing: string
  readonly about: string
  readonly deskKey: string
  readonly attachments: readonly Bytes[]
  readonly form: Partial<FilingForm>
  /** In place of the form, which then may be anything; `pdf` is what it would have been. */
  readonly changePdf: (pdf: Bytes) => Bytes
  /** In place of the sealed parts, before their digests are named. */
  readonly changeParts: (parts: readonly Bytes[]) => readonly Bytes[]
  /** In place of what the core says. */
  readonly filed: Partial<MessageBody<'filed'>>
  /** Whose agency the portal wrote on it. */
  readonly to: string
}

export type FilingSender = {
  /** As a citizen sends it by the portal and the core hands it on. */
  send(changes?: Partial<Changes>): Promise<SentFiling>
  /** What the portal is asked for. */
  readonly asked: PartAsk[]
  /** How the portal gives parts; a test may spoil it. */
  give: (bytes: Bytes, offset: number) => AsyncIterable<Bytes> | undefined
  /** Hands a filing to the agency as the core does, again if need be. */
  hand(sent: SentFiling, filed?: Partial<MessageBody<'filed'>>): Promise<void>
  /** What the citizen reads of the case, in order. */
  readEvents(sent: SentFiling): Promise<ReturnType<typeof caseEvent.parse>[]>
}

const vault = sha256(utf8.encode('vault'))

/** A portal that has what citizens filed, and the core's word to the agency. */
export function makeFilingSender({ test, peers, shi }: TestAgencies): FilingSender {
  const held = new Map<string, Bytes>()
  const asked: PartAsk[] = []
  const source: PartSource = {
    async open({ party, ...ask }) {
      asked.push(ask)
      const bytes = held.get(`${ask.filing} ${ask.digest}`)
      return party !== 'mihon-shi' || bytes === undefined ? undefined : sender.give(bytes, ask.offset)
    },
  }
  test.network.connect('portal', peers.portal.delivery.receive, source)
  const inDays = (days: number) => test.clock.now().getTime() + days * dayMs

  async function findDeskKey(): Promise<string> {
    const rows = shi.database.selectFrom('filing_keys').select('public_key').orderBy('ends_at', 'desc')
    return (await rows.executeTakeFirstOrThrow()).public_key
  }

  function makeForm(filing: string, attachments: readonly Bytes[], changes: Partial<FilingForm>): FilingForm {
    return {
      format: 'madoguchi-filing/1',
      filing,
      what: 'application',
      procedure: { id: 'child-allowance-claim', version: '2026-11-30' },
      agency: 'mihon-shi',
      answers: { fields: {}, groups: {} },
      attachments: attachments.map((bytes, i) => ({
        name: `写し${i + 1}.png`,
        mediaType: 'image/png',
        sizeBytes: bytes.length,
        sha256: base64url.encode(sha256(bytes)),
      })),
      signedBy: 'session',
      madeAt: test.clock.now().toISOString(),
      ...changes,
    }
  }

  async function hand(sent: SentFiling, filed: Partial<MessageBody<'filed'>> = {}): Promise<void> {
    const body = {
      ...{ filing: sent.filing, filerCode: makeLinkCode(), portal: 'portal', filingDigest: sent.filingDigest },
      ...{ filedAt: test.clock.now().toISOString(), ...filed },
    }
    await peers.core.delivery.transact(async (work) => {
      work.post({ name: 'filed', to: 'mihon-shi', body, enclosures: [sent.envelope], notAfter: inDays(7) })
    })
    await test.settle()
  }

  const sender: FilingSender = {
    asked,
    give: (bytes, offset) => (offset > bytes.length ? undefined : cutUp(bytes, offset)),
    hand,
    async send(changes = {}) {
      const { filing = makeId('fil'), attachments = [utf8.encode('\x89PNG 母子手帳')], about } = changes
      const form = makeForm(filing, attachments, { ...(about === undefined ? {} : { about }), ...changes.form })
      const whole = makeFormPdf(encodeFormData(form))
      const pdf = changes.changePdf?.(whole) ?? whole
      const deskKey = changes.deskKey ?? (await findDeskKey())
      const sealed = await Promise.all(
        [pdf, ...attachments].map((bytes, index) => gather(sealPart(cutUp(bytes, 0), { filing, index, deskKey }))),
      )
      const parts = changes.changeParts?.(sealed) ?? sealed
      const named = parts.map((bytes) => ({ digest: base64url.encode(sha256(bytes)), sizeBytes: bytes.length }))
      for (const [i, { digest }] of named.entries()) held.set(`${filing} ${digest}`, parts[i] as Bytes)
      const { publicKey: readerKey } = await deriveReaderKey(vault, filing)
      const body = { filing, ...(about === undefined ? {} : { about }), deskKey, readerKey, parts: named }
      const drafts = [{ name: 'filing', to: changes.to ?? 'mihon-shi', body, notAfter: inDays(7) } as const]
      const [signed] = signBatch({ from: 'portal', key: test.keyOf('portal'), drafts })
      assert(signed)
      const sent = { filing, parts, envelope: signed.bytes, filingDigest: base64url.encode(signed.digest) }
      await hand(sent, changes.filed)
      return sent
    },
    async readEvents({ filing, filingDigest }) {
      await test.settle()
      const told = peers.core.take('case-event').filter(({ body }) => body.filing === filing)
      return Promise.all(told.map((message) => openEvent(message, filingDigest)))
    },
  }
  return sender
}

async function openEvent({ body, payload }: Received<'case-event'>, filingDigest: string) {
  const place = { filing: body.filing, filingDigest, number: body.number }
  const opened = await openCaseEvent({ sealed: payload, key: await deriveReaderKey(vault, body.filing), place })
  assert(opened.ok)
  return caseEvent.parse(opened.value)
}

export async function gather(stream: AsyncIterable<Bytes>): Promise<Bytes> {
  const chunks: Bytes[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return concat(...chunks)
}

export async function* cutUp(bytes: Bytes, offset: number): AsyncGenerator<Bytes> {
  for (let at = offset; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000)
}
