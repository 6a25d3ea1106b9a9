import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { AppError, dayMs, hex, hourMs, makeId, minuteMs, sha256, utf8 } from '@madoguchi/kit'
import { waitUntil } from '@madoguchi/kit/testing'
import { deriveReaderKey } from '@madoguchi/messages'
import type { Signer } from '@madoguchi/pades/testing'
import { makeSigner, signPdf } from '@madoguchi/pades/testing'
import { createCrl } from '@madoguchi/pki/issue'
import type { TestAgencies } from '../open-test-agencies.fixture.ts'
import { openTestAgencies } from '../open-test-agencies.fixture.ts'
import type { FilingSender, SentFiling } from '../sent-filings.fixture.ts'
import { cutUp, gather, makeFilingSender } from '../sent-filings.fixture.ts'

describe('what is filed with an agency', () => {
  let server: EmbeddedServer
  let folder: string
  let agencies: TestAgencies
  let sender: FilingSender
  let signer: Signer
  let revokedAt: Date | undefined

  before(async () => {
    server = await openTestServer()
    folder = await mkdtemp(join(tmpdir(), 'madoguchi-filings-'))
    signer = await makeSigner()
    agencies = await openTestAgencies(server, {
      filings: { folder, trust: { anchors: [signer.anchor], loadCrl: async () => makeList() } },
      handlings: { 'dog-registration': { affair: 'nursery-care', standardDays: 3 } },
    })
    await desk().keepKeys()
  })
  beforeEach(() => {
    sender = makeFilingSender(agencies)
  })
  after(async () => {
    await agencies[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
    await rm(folder, { recursive: true })
  })

  const desk = () => agencies.shi.filings ?? assert.fail('filings are taken here')
  async function makeList() {
    const at = agencies.test.clock.now()
    const moved = { serialHex: '0123456789ab', reason: 'cessationOfOperation' as const }
    const revoked = revokedAt === undefined ? [] : [{ ...moved, at: revokedAt }]
    return createCrl({ ca: signer.ca, number: 1n, thisUpdate: at, nextUpdate: new Date(at.getTime() + dayMs), revoked })
  }
  async function findRow({ filing }: SentFiling) {
    const rows = agencies.shi.database.selectFrom('filings').selectAll().where('filing_id', '=', filing)
    return rows.executeTakeFirstOrThrow()
  }
  /** Sends, takes, and gives what became of it. */
  async function fileOne(changes: Parameters<FilingSender['send']>[0] = {}) {
    const sent = await sender.send(changes)
    await desk().take()
    return { sent, row: await findRow(sent), events: await sender.readEvents(sent) }
  }

  it('is fetched, opened and recorded, and the citizen reads that it arrived, with both times and what was in it', async () => {
    const photo = utf8.encode('\x89PNG 玄関の写真')
    const { sent, row, events } = await fileOne({ attachments: [photo] })
    assert.deepEqual(
      [row.state, row.procedure, row.signature, row.why],
      ['taken', 'child-allowance-claim', 'none', null],
    )
    assert.equal(events.length, 1)
    const [taken] = events
    assert.deepEqual([taken?.number, taken?.what, taken?.by], [0, 'taken', 'みほん市'])
    assert.equal(taken?.receipt?.filedAt, row.filed_at.toISOString())
    assert.equal(taken?.receipt?.takenAt, row.taken_at?.toISOString())
    assert.deepEqual(
      taken?.receipt?.parts.map(({ name, sizeBytes }) => [name, sizeBytes > 0]),
      [
        ['申請書.pdf', true],
        ['写し1.png', true],
      ],
    )
    const attached = await desk().readPart(sent.filing, 1)
    assert(attached)
    assert.deepEqual([attached.name, attached.mediaType], ['写し1.png', 'image/png'])
    assert.deepEqual(await gather(attached.bytes), photo)
    assert.equal(await desk().readPart(sent.filing, 2), undefined)
  })

  it('becomes a case of the affair and of the period that this agency has set, and as usual where it has set none', async () => {
    const findCase = (filing: string) =>
      agencies.shi.database
        .selectFrom('cases')
        .select(['affair', 'standard_days'])
        .where('filing_id', '=', filing)
        .executeTakeFirst()
    const { sent: dog } = await fileOne({ form: { procedure: { id: 'dog-registration', version: '2026-11-30' } } })
    assert.deepEqual(await findCase(dog.filing), { affair: 'nursery-care', standard_days: 3 })
    const { sent: child } = await fileOne()
    assert.deepEqual(await findCase(child.filing), { affair: 'child-allowance', standard_days: 20 })
  })

  it('lies on the disk as it was sealed: no name and no photo stands there in the clear', async () => {
    const { sent } = await fileOne({ attachments: [utf8.encode('髙橋 花子')] })
    assert.equal((await readdir(join(folder, 'coming'))).length, 0)
    const part = await desk().readPart(sent.filing, 0)
    assert(part)
    assert.ok(Buffer.from(await gather(part.bytes)).includes('child-allowance-claim'))
    const entries = await readdir(join(folder, 'parts'), { recursive: true, withFileTypes: true })
    const files = entries.filter((entry) => entry.isFile())
    assert.ok(files.length >= 2)
    for (const { parentPath, name } of files) {
      const kept = await readFile(join(parentPath, name))
      assert.ok(!kept.includes('child-allowance-claim') && !kept.includes('髙橋'))
    }
  })

  it('is one case, however often the core says it and whoever takes it at the same time', async () => {
    await using copy = await agencies.openCopy()
    const sent = await Promise.all([sender.send(), sender.send(), sender.send()])
    for (const one of sent) await sender.hand(one)
    await Promise.all([desk().take(), copy.filings?.take(), desk().take(), copy.filings?.take()])
    for (const one of sent) {
      await sender.hand(one)
      assert.equal((await findRow(one)).state, 'taken')
      assert.equal((await sender.readEvents(one)).length, 1)
      const parts = sender.asked.filter(({ filing }) => filing === one.filing)
      assert.equal(parts.length, 2, 'each part was fetched once')
    }
  })

  it('comes on from where the connection broke off', async () => {
    const large = new Uint8Array(50_000).fill(7)
    let breaks = 2
    sender.give = async function* (bytes, offset) {
      let sent = 0
      for await (const chunk of cutUp(bytes, offset)) {
        if (bytes.length > 40_000 && breaks > 0 && sent >= 20_000) {
          breaks -= 1
          throw new AppError('DELIVERY_UNREACHABLE', 'The cable is out.')
        }
        sent += chunk.length
        yield chunk
      }
    }
    const { sent, row } = await fileOne({ attachments: [large] })
    assert.equal(row.state, 'coming')
    for (let tries = 0; tries < 2; tries++) {
      agencies.test.clock.advance(hourMs)
      await desk().take()
    }
    assert.equal((await findRow(sent)).state, 'taken')
    const offsets = sender.asked.filter(({ filing }) => filing === sent.filing).map(({ offset }) => offset)
    assert.deepEqual(offsets, [0, 0, 20_000, 40_000])
  })

  it('waits for a portal that is away, and for a part that it does not have yet; after two weeks the citizen is asked to send again', async () => {
    const give = sender.give
    sender.give = () => undefined
    const { sent, row } = await fileOne()
    assert.equal(row.state, 'coming')
    agencies.test.clock.advance(dayMs)
    await desk().take()
    sender.give = give
    agencies.test.clock.advance(dayMs)
    await desk().take()
    assert.equal((await findRow(sent)).state, 'taken')

    sender.give = () => undefined
    const lost = await sender.send()
    await desk().take()
    agencies.test.clock.advance(15 * dayMs)
    await desk().take()
    const [event] = await sender.readEvents(lost)
    assert.deepEqual([(await findRow(lost)).why, event?.what], ['PART_MISSING', 'opened-not'])
    assert.match(event?.text ?? '', /もう一度送ってください/)
  })

  it('keeps its place for some minutes only where its portal gives the bytes one by one, and goes on from there later', async () => {
    const large = new Uint8Array(50_000).fill(9)
    const give = sender.give
    sender.give = async function* (bytes, offset) {
      for await (const chunk of cutUp(bytes, offset)) {
        yield chunk
        if (bytes.length > 40_000) agencies.test.clock.advance(2 * minuteMs)
      }
    }
    const { sent, row } = await fileOne({ attachments: [large] })
    assert.deepEqual([row.state, row.failed_tries], ['coming', 1])
    sender.give = give
    agencies.test.clock.advance(hourMs)
    await desk().take()
    assert.equal((await findRow(sent)).state, 'taken')
    const last = sender.asked.findLast(({ filing }) => filing === sent.filing)
    assert.ok(last && last.offset > 0 && last.offset < 50_000)
  })

  it('has two places at most for one portal that gives nothing: the others are kept for other portals', async () => {
    const gate = Promise.withResolvers<void>()
    const give = sender.give
    sender.give = async function* (bytes, offset) {
      await gate.promise
      yield* give(bytes, offset) ?? []
    }
    const sent = [await sender.send(), await sender.send(), await sender.send()]
    const taking = desk().take()
    try {
      await waitUntil(() => sender.asked.length >= 2)
      const claimed = await Promise.all(sent.map(findRow))
      assert.equal(claimed.filter(({ claim }) => claim !== null).length, 2)
    } finally {
      gate.resolve()
      await taking
    }
    for (const one of sent) assert.equal((await findRow(one)).state, 'taken')
  })

  it('is not opened where the portal gives other bytes, fewer, more, or endless ones', async () => {
    const bad: FilingSender['give'][] = [
      (bytes, offset) =>
        cutUp(
          bytes.map((byte, i) => (i === 60 ? byte ^ 1 : byte)),
          offset,
        ),
      (bytes, offset) => cutUp(bytes.subarray(0, -1), offset),
      (bytes, offset) => cutUp(new Uint8Array([...bytes, 0]), offset),
      async function* () {
        for (;;) yield new Uint8Array(1000)
      },
    ]
    for (const give of bad) {
      sender.give = give
      const { row, events } = await fileOne()
      assert.deepEqual([row.state, row.why, events[0]?.what], ['opened-not', 'PART_CHANGED', 'opened-not'])
    }
    assert.equal((await readdir(join(folder, 'coming'))).length, 0)
  })

  it('is taken by one of two copies, and whole, where the other lost its claim in the middle and comes back', async () => {
    await using copy = await agencies.openCopy()
    const large = new Uint8Array(50_000).map((_, i) => i % 251)
    const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const reached = gates.map(() => Promise.withResolvers<void>())
    let streams = 0
    sender.give = async function* (bytes, offset) {
      if (bytes.length < 50_000) return yield* cutUp(bytes, offset)
      const stream = streams++
      let sent = 0
      for await (const chunk of cutUp(bytes, offset)) {
        if (sent === 20_000) {
          reached[stream]?.resolve()
          await gates[stream]?.promise
        }
        sent += chunk.length
        yield chunk
      }
    }
    const sent = await sender.send({ attachments: [large] })
    const first = desk().take()
    await reached[0]?.promise
    agencies.test.clock.advance(2 * minuteMs)
    const second = copy.filings?.take()
    await reached[1]?.promise
    gates[0]?.resolve()
    await first
    gates[1]?.resolve()
    await second
    assert.deepEqual([(await findRow(sent)).state, (await findRow(sent)).why], ['taken', null])
    assert.equal((await sender.readEvents(sent)).length, 1)
    const part = await desk().readPart(sent.filing, 1)
    assert.deepEqual(part && (await gather(part.bytes)), large)
    assert.deepEqual(await readdir(join(folder, 'coming')), [])
  })

  it('is fetched again where a part that had come rots on the disk before it is opened; after two weeks the citizen hears of it', async () => {
    let rots = 1
    const spoil = async ([form]: readonly Uint8Array[]) => {
      const name = hex.encode(sha256(form ?? new Uint8Array(0)))
      const path = join(folder, 'parts', name.slice(0, 2), name)
      await writeFile(path, (await readFile(path)).fill(0, 100, 101))
    }
    let parts: readonly Uint8Array[] = []
    const changeParts = (sealed: typeof parts) => {
      parts = sealed
      return sealed
    }
    sender.give = async function* (bytes, offset) {
      if (bytes === parts[1] && rots-- > 0) await spoil(parts)
      yield* cutUp(bytes, offset)
    }
    const { sent, row } = await fileOne({ changeParts })
    assert.equal(row.state, 'coming')
    agencies.test.clock.advance(hourMs)
    await desk().take()
    assert.equal((await findRow(sent)).state, 'taken')
    const digests = sender.asked.filter(({ filing }) => filing === sent.filing).map(({ digest }) => digest)
    assert.equal(digests.length, 3, 'what was sound is not fetched again')

    rots = 1
    const late = await sender.send({ changeParts })
    agencies.test.clock.advance(15 * dayMs)
    await desk().take()
    assert.equal((await findRow(late)).why, 'PART_BROKEN')
  })

  it('is fetched whole again where what an earlier try left on the disk was spoilt', async () => {
    const sent = await sender.send()
    await writeFile(join(folder, 'coming', `${sent.filing}.0`), 'half of something else')
    await writeFile(join(folder, 'coming', `${sent.filing}.1`), new Uint8Array(1_000_000))
    await desk().take()
    assert.equal((await findRow(sent)).state, 'taken')
  })

  it('is not opened where what is in it is not what it says', async () => {
    const other = makeId('fil')
    const bad: [why: string, changes: Parameters<FilingSender['send']>[0]][] = [
      ['PART_BROKEN', { changeParts: ([form, one]) => (form && one ? [one, form] : []) }],
      ['PART_BROKEN', { changeParts: ([form, one]) => (form && one ? [form.subarray(0, -1), one] : []) }],
      ['FORM_UNREADABLE', { changePdf: () => utf8.encode('<html>captive portal</html>') }],
      ['FORM_OF_ANOTHER', { form: { filing: other } }],
      ['FORM_OF_ANOTHER', { form: { agency: 'aoba-shi' } }],
      ['FORM_OF_ANOTHER', { about: other, form: { about: makeId('fil') } }],
      ['FORM_OF_ANOTHER', { form: { about: other } }],
      ['ATTACHMENT_OF_ANOTHER', { form: { attachments: [] } }],
      ['ATTACHMENT_OF_ANOTHER', { form: { attachments: [attachmentOf(9)] } }],
      ['KEY_UNKNOWN', { deskKey: (await deriveReaderKey(new Uint8Array(32), 'nobody')).publicKey }],
    ]
    for (const [why, changes] of bad) {
      const { sent, row, events } = await fileOne(changes)
      assert.deepEqual([row.state, row.why, events.length], ['opened-not', why, 1])
      assert.equal(await desk().readPart(sent.filing, 0), undefined)
    }
  })

  it('is refused at the door where the core and the portal do not say the same', async () => {
    const refused = async () => agencies.peers.core.events.filter((event) => event.includes('FILING_MISMATCH')).length
    const before = await refused()
    const bad: Parameters<FilingSender['send']>[0][] = [
      { filed: { filing: makeId('fil') } },
      { filed: { portal: 'aoba-shi' } },
      { filed: { filingDigest: 'A'.repeat(43) } },
      { to: 'mihon-kenpo' },
    ]
    for (const changes of bad) {
      const sent = await sender.send(changes)
      await assert.rejects(findRow(sent))
    }
    assert.equal((await refused()) - before, bad.length)
    const first = await sender.send()
    const second = await sender.send({ filing: first.filing })
    assert.notEqual(first.filingDigest, second.filingDigest)
    assert.equal((await refused()) - before, bad.length + 1, 'one id is one filing for ever')
  })

  it('has its signature judged as of when it was filed: a move afterwards, which revokes the certificate, spoils nothing', async () => {
    const signed = { form: { signedBy: 'card' as const }, changePdf: (pdf: Uint8Array) => signPdf(pdf, signer) }
    assert.equal((await fileOne(signed)).row.signature, 'good')
    assert.equal((await fileOne({ form: { signedBy: 'card' } })).row.signature, 'broken')
    const late = await sender.send(signed)
    revokedAt = new Date(agencies.test.clock.now().getTime() + hourMs)
    agencies.test.clock.advance(2 * hourMs)
    await desk().take()
    assert.equal((await findRow(late)).signature, 'good')
    const { row } = await fileOne(signed)
    assert.equal(row.signature, 'uncheckable')
    revokedAt = undefined
    const changed = (pdf: Uint8Array) => {
      const bytes = signPdf(pdf, signer)
      const at = Buffer.from(bytes).indexOf('0 0 100 100 re')
      return bytes.map((byte, i) => (i === at ? 0x31 : byte))
    }
    const broken = await fileOne({ ...signed, changePdf: changed })
    assert.deepEqual(
      [broken.row.state, broken.row.signature, broken.events[0]?.receipt?.signature],
      ['taken', 'broken', 'broken'],
    )
  })
})

function attachmentOf(sizeBytes: number) {
  return { name: '別の写し.png', mediaType: 'image/png' as const, sizeBytes, sha256: 'A'.repeat(43) }
}
