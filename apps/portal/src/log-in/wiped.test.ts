import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Database, openDatabase } from '@madoguchi/db'
import { type Bytes, base64url, systemRandom } from '@madoguchi/kit'
import { countWiped, listWiped } from '@madoguchi/kit/testing'
import { bindToCard } from '../shell/bindings.ts'
import { openSecret } from '../shell/secret.ts'
import type { PortalTables } from '../shell/tables.ts'
import { type ApiClient, enter, logInByApi, makeApiClient, makeCode } from '../testing/test-api-client.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'
import type { TestCard } from '../testing/test-trust.fixture.ts'
import { deriveRecoveryKey, parseRecoveryCode } from './recovery-code.ts'
import { makeReplyKey } from './reply-key.ts'

let world: TestPortal
let db: Database<PortalTables>
before(async () => {
  world = await openTestPortal()
  db = openDatabase<PortalTables>({ connection: world.database.runUrl, applicationName: 'test' })
})
after(async () => {
  await db[Symbol.asyncDispose]()
  await world[Symbol.asyncDispose]()
})

/** Somebody who comes with a new card; `vaultKey` is what the old one opens. */
async function renew(name: string) {
  const old = await world.makePerson(name)
  const owner = await enter(world, old)
  const { account, vaultKey } = await openVault(old)
  const client: ApiClient = makeApiClient(world)
  assert.equal((await logInByApi(client, await world.makePerson(name))).status, 201)
  return { old, owner, account, vaultKey, client }
}

async function openVault({ certificate, wrappingKey }: TestCard): Promise<{ account: string; vaultKey: Bytes }> {
  const { fingerprint } = certificate
  const row = await db.kysely
    .selectFrom('account_cards')
    .select(['account', 'wrapped_key'])
    .where('fingerprint', '=', fingerprint)
    .executeTakeFirstOrThrow()
  const closed = new Uint8Array(row.wrapped_key ?? [])
  const vaultKey = openSecret({ key: wrappingKey, closed, boundTo: bindToCard(row.account, fingerprint) })
  return { account: row.account, vaultKey: vaultKey ?? assert.fail('no vault') }
}

async function readSalt(account: string): Promise<Bytes> {
  const row = db.kysely.selectFrom('recovery_codes').select('salt').where('account', '=', account)
  return new Uint8Array((await row.executeTakeFirstOrThrow()).salt)
}

function readCode(text: unknown): string {
  const code = parseRecoveryCode(String(text))
  return code.ok ? code.value : assert.fail(code.code)
}

test('the key that an old card makes, and the vault’s that it opens, are wiped once the new card wraps the vault', async () => {
  const { old, vaultKey, client } = await renew('前のカード')
  const shown = { certificate: base64url.encode(old.certificate.der), wrappingKey: base64url.encode(old.wrappingKey) }
  const wiped = await listWiped(async () => {
    assert.equal((await client.call('POST', '/vault/old-card', shown)).status, 204)
  })
  assert.deepEqual([countWiped(wiped, old.wrappingKey), countWiped(wiped, vaultKey)], [1, 1])
  const again = await listWiped(() => client.call('POST', '/vault/old-card', shown))
  assert.equal(countWiped(again, old.wrappingKey), 1, 'also where it is refused')
})

test('the key that a recovery code makes is wiped when it is made and when it is used, and so is the vault’s', async () => {
  const { old, owner, account, vaultKey, client } = await renew('回復コード')
  let code = ''
  const making = await listWiped(async () => {
    code = readCode((await makeCode(owner, old)).body.code)
  })
  const key = deriveRecoveryKey(code, await readSalt(account))
  assert.equal(countWiped(making, key), 1)
  const using = await listWiped(async () => {
    assert.equal((await client.call('POST', '/vault/recovery', { code })).status, 204)
  })
  assert.deepEqual([countWiped(using, key), countWiped(using, vaultKey)], [1, 1])
})

test('what a session holds is in no array but the session: neither when it is closed nor when it is opened', async () => {
  const { old, vaultKey } = await renew('セッション')
  const [start, client] = [Buffer.from(vaultKey).toString('hex'), makeApiClient(world)]
  const holding = (wiped: readonly string[]) =>
    wiped.filter((held) => held.startsWith(start) && held.length > start.length)
  assert.equal(holding(await listWiped(() => logInByApi(client, old))).length, 1)
  assert.equal(holding(await listWiped(() => client.call('GET', '/account'))).length, 1)
})

test('of the key to which other copies of the program seal, nothing is left but the key', async () => {
  const secret = systemRandom.bytes(32)
  const given = secret.slice()
  assert.equal(countWiped(await listWiped(() => makeReplyKey({ ...systemRandom, bytes: () => given })), secret), 1)
})
