import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Database } from '@madoguchi/db'
import { createPartyDatabase, migrate, openDatabase } from '@madoguchi/db'
import { openTestServer } from '@madoguchi/db/testing'
import { deliveryMigrations } from '@madoguchi/delivery'
import type { Bytes } from '@madoguchi/kit'
import { hourMs, makeTestClock, minuteMs, secondMs, silentLog } from '@madoguchi/kit'
import type { CrlJob, TrustAnchor } from '@madoguchi/pki'
import { answerCrl, pinAnchor } from '@madoguchi/pki'
import type { CertificateAuthority, RevokedEntry } from '@madoguchi/pki/issue'
import { createCa, createCrl, issueCertificate, jpkiTestCaName, makeRsaKeyPair } from '@madoguchi/pki/issue'
import type { PortalTables } from '../shell/tables.ts'
import type { CrlKeeper } from './crl-keeper.ts'
import { makeCrlKeeper } from './crl-keeper.ts'
import { makeNewestLists } from './newest-lists.ts'

describe('revocation lists of which somebody hands out an older one', () => {
  const stack = new AsyncDisposableStack()
  const clock = makeTestClock('2026-11-29T03:00:00.000Z')
  let db: Database<PortalTables>
  let ca: CertificateAuthority
  let anchor: TrustAnchor
  let served: Bytes
  let asked: number
  let lines: unknown[]
  let card: Awaited<ReturnType<typeof issueCertificate>>

  before(async () => {
    const server = stack.use(await openTestServer())
    const { migrateUrl, runUrl } = await createPartyDatabase({ server, party: 'portal' })
    const folder = fileURLToPath(new URL('../../migrations/', import.meta.url))
    await migrate({ connection: migrateUrl, series: [deliveryMigrations, { name: 'portal', folder }] })
    db = stack.use(openDatabase<PortalTables>({ connection: runUrl, applicationName: 'test' }))
  })
  after(() => stack.disposeAsync())
  beforeEach(async () => {
    // A CA of its own for each story: nobody has seen a list of it.
    const life = { notBefore: hours(-24), notAfter: hours(24 * 365) }
    ca = await createCa({ name: jpkiTestCaName.authentication, serial: 1n, ...life })
    const pinned = pinAnchor('cards', ca.certificate)
    assert(pinned.ok)
    anchor = pinned.value
    const { publicKey } = await makeRsaKeyPair()
    const subject = { C: 'JP', OU: [], L: [], CN: 'somebody' }
    card = await issueCertificate({ ca, publicKey, subject, serial: 9n, ...life, profile: 'authentication' })
    asked = 0
    lines = []
  })

  const hours = (count: number) => new Date(clock.now().getTime() + count * hourMs)

  function list(number: bigint, from: Date, isRevoked: boolean): Promise<Bytes> {
    const entry: RevokedEntry = { serialHex: card.serialHex, at: from, reason: 'keyCompromise' }
    const revoked = isRevoked ? [entry] : []
    return createCrl({ ca, number, thisUpdate: from, nextUpdate: new Date(from.getTime() + 24 * hourMs), revoked })
  }

  /** A portal just started, or another copy of it. */
  function open(): CrlKeeper {
    const loadCrl = async () => {
      asked += 1
      return served
    }
    const log = { ...silentLog, error: (event: string, facts: object = {}) => void lines.push([event, facts]) }
    const trust = { anchors: [anchor], source: { loadCrl } }
    const readList = async (job: CrlJob) => answerCrl(job)
    return makeCrlKeeper({ clock, log }, { trust, mode: 'production', newest: makeNewestLists(db), readList })
  }

  async function look(keeper: CrlKeeper): Promise<unknown> {
    const verdict = await keeper.check(card, anchor)
    return verdict.ok ? 'ok' : verdict.code === 'CERT_REVOKED' ? verdict.code : [verdict.code, verdict.facts.reason]
  }

  const refusals = (code: string) => [['CRL_REFUSED', { code, anchor: 'cards' }]]

  it('keeps the newer one, and the log has the attempt', async () => {
    const old = await list(6n, hours(-2), false)
    const keeper = open()
    served = old
    assert.equal(await look(keeper), 'ok')
    served = await list(7n, hours(-1), true)
    clock.advance(11 * minuteMs)
    assert.equal(await look(keeper), 'CERT_REVOKED')
    served = old
    clock.advance(11 * minuteMs)
    assert.equal(await look(keeper), 'CERT_REVOKED')
    assert.deepEqual(lines, refusals('CRL_OLDER'))
  })

  it('takes none of an earlier time or a lower number, and the same one again', async () => {
    const keeper = open()
    const newest = await list(7n, hours(-1), true)
    for (const [next, refused] of [
      [newest, []],
      [await list(8n, hours(-2), false), refusals('CRL_OLDER')],
      [await list(6n, hours(0), false), refusals('CRL_OLDER')],
      [await list(8n, hours(1), false), refusals('CRL_NOT_YET')],
      [newest, []],
    ] as const) {
      served = next
      lines = []
      assert.equal(await look(keeper), 'CERT_REVOKED')
      assert.deepEqual(lines, refused)
      clock.advance(11 * minuteMs)
    }
  })

  it('takes none after a restart or at another copy: then nobody passes until the newest is back', async () => {
    const old = await list(6n, hours(-2), false)
    const fresh = await list(7n, hours(-1), true)
    served = fresh
    assert.equal(await look(open()), 'CERT_REVOKED')
    const restarted = open()
    served = old
    assert.deepEqual(await look(restarted), ['LOGIN_REVOCATION_UNKNOWN', 'UNREACHABLE'])
    assert.deepEqual(lines, refusals('CRL_OLDER'))
    served = fresh
    assert.equal(await look(restarted), 'CERT_REVOKED')
  })

  it('lets two copies that see two lists at once agree on the newer one', async () => {
    const copies = [open(), open(), open(), open()]
    const lists = await Promise.all([list(6n, hours(-2), false), list(7n, hours(-1), true)])
    await Promise.all(
      copies.map((copy, i) => {
        served = lists[i % 2] ?? served
        return look(copy)
      }),
    )
    const { number } = await db.kysely
      .selectFrom('newest_lists')
      .select('number')
      .orderBy('this_update', 'desc')
      .executeTakeFirstOrThrow()
    assert.equal(number, '7')
  })

  it('does not have everybody wait for the next try while the one it holds is in force', async () => {
    const keeper = open()
    served = await list(7n, hours(-1), true)
    await look(keeper)
    served = await list(6n, hours(-2), false)
    clock.advance(11 * minuteMs)
    for (let i = 0; i < 5; i++) assert.equal(await look(keeper), 'CERT_REVOKED')
    assert.equal(asked, 2)
    clock.advance(30 * secondMs)
    assert.equal(await look(keeper), 'CERT_REVOKED')
    assert.equal(asked, 3)
  })
})
