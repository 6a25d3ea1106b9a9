import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { createPublicKey } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { it } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { PartyDatabase } from '@madoguchi/db'
import { createPartyDatabase, migrate, openDatabase } from '@madoguchi/db'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { encodeFormData, sealPart } from '@madoguchi/filing'
import { base64url, dayMs, hex, hourMs, makeId, sha256, utf8 } from '@madoguchi/kit'
import {
  deriveReaderKey,
  encodeBatch,
  makeSigningKeyPem,
  publicBytesOf,
  readSigningKey,
  signBatch,
  signDirectory,
} from '@madoguchi/messages'
import { municipalityMigrations } from '../connectors/municipality.ts'
import type { Order } from '../dying-agency.fixture.ts'
import { makeLinkCode } from '../open-test-agencies.fixture.ts'
import { cutUp, gather, makeFormPdf } from '../sent-filings.fixture.ts'
import { listAgencySeries } from '../start.ts'
import type { AgencyTables } from '../tables.ts'

const beginsAt = Date.parse('2026-11-22T06:00:00.000Z')
const ids = ['core', 'portal', 'mihon-shi'] as const

/** What the intake of one filing with one attachment does that lasts, in its order. A step that is not here fails the test. */
const knownSteps = [
  'commit',
  ...['fetch', 'written', 'fsync', 'rename', 'fsync', 'fsync'],
  ...['fetch', 'written', 'fsync', 'rename', 'fsync', 'fsync'],
  // 到達.
  'commit',
]
/** Beside them, whenever they come to it, each of four workers looks for something to do, and who took it for the next. */
const look = 'commit of update filings'
/** Where a machine is slow, delivery clears away meanwhile what it keeps no longer. */
const clearing = ['commit of with gone', 'commit of delete from', 'commit of with recursive']
const stepsCount = knownSteps.length + 5

it('an agency that is killed with -9 after any step makes exactly one case of a filing', {
  timeout: 500_000,
}, async () => {
  await using stack = new AsyncDisposableStack()
  const server: EmbeddedServer = stack.use(await openTestServer())
  const root = await mkdtemp(join(tmpdir(), 'madoguchi-killed-'))
  stack.defer(() => rm(root, { recursive: true, force: true }))
  const database = await createPartyDatabase({ server, party: 'mihon_shi' })
  await migrate({ connection: database.migrateUrl, series: listAgencySeries({ migrations: municipalityMigrations }) })
  const network = await openNetwork(root, database)

  // The first start makes the key that all are sealed to.
  await network.run({ before: [] }, 0)
  const first = await network.fileOne(0)
  const sent = [first]
  const steps = await network.run({ before: [], batch: first.batch }, 0)
  assert(steps !== 'killed')
  assert.deepEqual(
    steps.filter((step) => step !== look && !clearing.includes(step)),
    knownSteps,
  )
  assert.equal(steps.filter((step) => step === look).length, 5)
  let before: string[] = []
  for (let lives = 1; lives <= stepsCount; lives++) {
    const one = await network.fileOne(lives)
    sent.push(one)
    assert.equal(await network.run({ before, batch: one.batch, lives }, lives), 'killed')
    before = [one.batch]
  }
  const last = await network.fileOne(stepsCount + 1)
  await network.run({ before, batch: last.batch }, stepsCount + 1)
  sent.push(last)

  await using db = openDatabase<AgencyTables>({ connection: database.runUrl, applicationName: 'test', poolSizeMax: 1 })
  const filings = await db.kysely.selectFrom('filings').select(['filing_id', 'state']).execute()
  const expected = sent.map(({ filing }) => `${filing} taken`)
  assert.deepEqual(filings.map((row) => `${row.filing_id} ${row.state}`).sort(), expected.sort())
  const events = await db.kysely.selectFrom('case_events').select(['filing_id', 'number', 'what']).execute()
  assert.deepEqual(
    events.map((row) => `${row.filing_id} ${row.number} ${row.what}`).sort(),
    sent.map(({ filing }) => `${filing} 0 taken`).sort(),
  )
  const leaving = await db.kysely.selectFrom('outbox').select('name').where('name', '=', 'case-event').execute()
  assert.equal(leaving.length, sent.length, 'each event leaves once')
  assert.deepEqual(await readdir(join(root, 'filings', 'coming')), [])
})

/** Keys, a directory and a portal's parts, with which a process is an agency for a while. */
async function openNetwork(root: string, database: PartyDatabase) {
  const portalFolder = join(root, 'portal')
  await mkdir(portalFolder)
  const offline = readSigningKey(makeSigningKeyPem())
  const pems = { core: makeSigningKeyPem(), portal: makeSigningKeyPem(), 'mihon-shi': makeSigningKeyPem() }
  const life = { validFrom: new Date(beginsAt - dayMs).toISOString(), validUntil: '2027-11-22T06:00:00.000Z' }
  const directory = signDirectory(
    {
      network: 'test',
      version: 1,
      issuedAt: life.validFrom,
      expiresAt: life.validUntil,
      parties: ids.map((id) => ({
        id,
        kind: id === 'mihon-shi' ? 'agency' : id,
        kinds: [],
        provides: [],
        keys: [{ publicKey: base64url.encode(publicBytesOf(readSigningKey(pems[id]).privateKey)), ...life }],
      })),
    },
    offline.privateKey,
  )
  const secret = new Uint8Array(32).fill(9)
  const common = {
    runUrl: database.runUrl,
    directory: hex.encode(directory),
    pinnedKeyPem: createPublicKey(offline.privateKey).export({ type: 'spki', format: 'pem' }).toString(),
    keyPem: pems['mihon-shi'],
    secret: hex.encode(secret),
    folder: join(root, 'filings'),
    portalFolder,
  }

  async function findDeskKey(): Promise<string> {
    await using db = openDatabase<AgencyTables>({
      connection: database.runUrl,
      applicationName: 'test',
      poolSizeMax: 1,
    })
    return (await db.kysely.selectFrom('filing_keys').select('public_key').executeTakeFirstOrThrow()).public_key
  }

  return {
    async fileOne(round: number) {
      const filing = makeId('fil')
      const photo = utf8.encode(`\x89PNG ${'母子手帳'.repeat(500)}`)
      const data = encodeFormData({
        format: 'madoguchi-filing/1',
        filing,
        what: 'application',
        procedure: { id: 'child-allowance-claim', version: '2026-11-30' },
        agency: 'mihon-shi',
        answers: { fields: {}, groups: {} },
        attachments: [
          {
            name: '母子手帳.png',
            mediaType: 'image/png',
            sizeBytes: photo.length,
            sha256: base64url.encode(sha256(photo)),
          },
        ],
        signedBy: 'session',
        madeAt: life.validFrom,
      })
      const deskKey = await findDeskKey()
      const parts: { digest: string; sizeBytes: number }[] = []
      for (const [index, bytes] of [makeFormPdf(data), photo].entries()) {
        const sealed = await gather(sealPart(cutUp(bytes, 0), { filing, index, deskKey }))
        const digest = base64url.encode(sha256(sealed))
        await writeFile(join(portalFolder, digest), sealed)
        parts.push({ digest, sizeBytes: sealed.length })
      }
      const { publicKey: readerKey } = await deriveReaderKey(secret, filing)
      const notAfter = beginsAt + 30 * dayMs
      const [signed] = signBatch({
        from: 'portal',
        key: readSigningKey(pems.portal),
        drafts: [{ name: 'filing', to: 'mihon-shi', body: { filing, deskKey, readerKey, parts }, notAfter }],
      })
      assert(signed)
      const body = {
        ...{ filing, filerCode: makeLinkCode(), portal: 'portal', filingDigest: base64url.encode(signed.digest) },
        filedAt: new Date(beginsAt + round * hourMs).toISOString(),
      }
      const [filed] = signBatch({
        from: 'core',
        key: readSigningKey(pems.core),
        drafts: [{ name: 'filed', to: 'mihon-shi', body, enclosures: [signed.bytes], notAfter }],
      })
      assert(filed)
      return { filing, batch: hex.encode(encodeBatch([filed.bytes])) }
    },
    /** The steps that were done, or that the process was killed. An hour later each time, so that no claim of a killed one stands. */
    async run(given: Pick<Order, 'before' | 'batch' | 'lives'>, round: number): Promise<string[] | 'killed'> {
      const child = fork(fileURLToPath(new URL('../dying-agency.fixture.ts', import.meta.url)), {
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      })
      let steps: string[] = []
      child.on('message', (done) => {
        steps = done as string[]
      })
      child.send({ ...common, ...given, at: new Date(beginsAt + round * hourMs).toISOString() } satisfies Order)
      const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => {
        child.once('exit', (...how) => resolve(how))
      })
      assert.ok(code === 0 || signal === 'SIGKILL', `ended by ${code ?? signal}`)
      return signal === 'SIGKILL' ? 'killed' : steps
    },
  }
}
