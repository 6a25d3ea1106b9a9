import { createPublicKey } from 'node:crypto'
import type { Bytes } from '@madoguchi/kit'
import { base64url, sha256, utf8 } from '@madoguchi/kit'
import type { DirectoryDocument, SigningKey } from '@madoguchi/messages'
import {
  composeFiling,
  deriveReaderKey,
  makeSigningKeyPem,
  noCaseEvent,
  publicBytesOf,
  readSigningKey,
  sealCaseEvent,
  signBatch,
  signDirectory,
} from '@madoguchi/messages'
import type { CaseEvent } from './case/case-event.ts'
import type { FilingForm } from './form/filing-form.ts'
import { sealedSizeOf } from './part/part-seal.ts'

/** One filing of a small network, with keys that nobody else has. */
export const sampleFiling = 'fil_Uq3k7vJ2hX9mB4tR8sYwAQ'
export const filedAt = '2026-11-30T09:00:00.000Z'
export const takenAt = '2026-11-30T09:00:03.000Z'
export const sampleReader = await deriveReaderKey(sha256(utf8.encode('vault')), sampleFiling)
export const samplePdf = utf8.encode('%PDF-1.7 認定請求書')
const attachment = utf8.encode('\x89PNG 母子手帳')

export const sampleForm: FilingForm = {
  format: 'madoguchi-filing/1',
  filing: sampleFiling,
  what: 'application',
  procedure: { id: 'child-allowance-claim', version: '2026-11-30' },
  agency: 'mihon-shi',
  answers: {
    fields: { claimantName: { value: '髙橋 花子', source: { from: 'card', at: filedAt } } },
    groups: { children: [{ id: 'itm_AAAAAAAAAAAAAAAAAAAAAA', fields: {} }] },
  },
  attachments: [
    { name: '母子手帳.png', mediaType: 'image/png', sizeBytes: attachment.length, sha256: digestOf(attachment) },
  ],
  signedBy: 'card',
  madeAt: filedAt,
}

export const sampleTaken: CaseEvent = {
  format: 'madoguchi-case-event/1',
  filing: sampleFiling,
  number: 0,
  at: takenAt,
  by: 'みほん市 子育て支援課',
  what: 'taken',
  receipt: {
    filedAt,
    takenAt,
    parts: [
      { name: '認定請求書.pdf', sizeBytes: samplePdf.length, sha256: digestOf(samplePdf) },
      { name: '母子手帳.png', sizeBytes: attachment.length, sha256: digestOf(attachment) },
    ],
    signature: 'good',
  },
}

export function digestOf(bytes: Bytes): string {
  return base64url.encode(sha256(bytes))
}

export type SampleNetwork = {
  readonly pinnedKey: ReturnType<typeof createPublicKey>
  readonly directory: Bytes
  /** The signed content of the filing. */
  readonly filing: Bytes
  /** The agency's envelope with an event that is sealed for this filing; its signer and place are its own. */
  sign(
    event: CaseEvent,
    as?: { readonly from?: string; readonly number?: number; readonly filing?: string },
  ): Promise<Bytes>
}

export function openSampleNetwork(changes: Partial<DirectoryDocument> = {}): SampleNetwork {
  const offline = readSigningKey(makeSigningKeyPem()).privateKey
  const keys = new Map(
    ['core', 'portal', 'mihon-shi', 'mihon-ken'].map((id) => [id, readSigningKey(makeSigningKeyPem())]),
  )
  const keyOf = (id: string) => keys.get(id) as SigningKey
  const document: DirectoryDocument = {
    network: 'sample',
    version: 1,
    issuedAt: '2026-11-01T00:00:00.000Z',
    expiresAt: '2026-12-01T00:00:00.000Z',
    parties: [...keys].map(([id, { privateKey }]) => ({
      id,
      kind: id === 'core' || id === 'portal' ? id : 'agency',
      kinds: [],
      keys: [
        {
          publicKey: base64url.encode(publicBytesOf(privateKey)),
          validFrom: '2026-11-01T00:00:00.000Z',
          validUntil: '2027-11-01T00:00:00.000Z',
        },
      ],
      provides: [],
      ...(id === 'mihon-shi' && { about: { name: 'みほん市', kana: 'ミホンシ' } }),
    })),
    ...changes,
  }
  const composed = composeFiling({
    from: 'portal',
    core: 'core',
    agency: 'mihon-shi',
    filing: {
      filing: sampleFiling,
      deskKey: sampleReader.publicKey,
      readerKey: sampleReader.publicKey,
      parts: [samplePdf, attachment].map((part) => ({
        digest: digestOf(part),
        sizeBytes: sealedSizeOf(part.length),
      })),
    },
    sender: { linkCode: '1.AAAA', mandate: 'man_AAAAAAAAAAAAAAAAAAAAAA', sentAt: filedAt },
    notAfter: Date.parse('2026-12-20T00:00:00.000Z'),
  })
  const { content } = composed.filing

  async function sign(
    event: CaseEvent,
    { from = 'mihon-shi', number = 0, filing = sampleFiling } = {},
  ): Promise<Bytes> {
    const place = { filing: sampleFiling, filingDigest: digestOf(content), number: 0 }
    const payload = await sealCaseEvent({ readerKey: sampleReader.publicKey, place, event })
    const body = { filing, number, previous: noCaseEvent }
    const notAfter = Date.parse('2026-12-20T00:00:00.000Z')
    const [signed] = signBatch({
      from,
      key: keyOf(from),
      drafts: [{ name: 'case-event', to: 'core', body, payload, notAfter }],
    })
    if (signed === undefined) throw new Error('nothing was signed')
    return signed.bytes
  }

  return {
    pinnedKey: createPublicKey(offline),
    directory: signDirectory(document, offline),
    filing: content,
    sign,
  }
}
