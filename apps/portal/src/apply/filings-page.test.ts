import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openDatabase } from '@madoguchi/db'
import type { Procedure } from '@madoguchi/forms'
import { minuteMs } from '@madoguchi/kit'
import { loadProcedures } from '@madoguchi/procedures'
import type { PortalTables } from '../shell/tables.ts'
import { enterPages, fillDogs, pressSend, publishOnline } from '../testing/test-apply.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'

let world: TestPortal
before(async () => {
  world = await openTestPortal({ procedures: loadProcedures().map((one): Procedure => ({ ...one, signers: [] })) })
  await publishOnline(world)
})
after(() => world[Symbol.asyncDispose]())

test('who sent many reads twenty a page, newest first, and reaches each of them; nobody else’s page begins there', async () => {
  const browser = await enterPages(world, await world.makePerson('many'))
  const draft = await fillDogs(browser)
  await browser.post(`${draft}/files/next`)
  const sent = /fil_[\w-]{22}/.exec((await pressSend(browser, draft)).location ?? '')?.[0] ?? assert.fail()
  await using db = openDatabase<PortalTables>({ connection: world.database.runUrl, applicationName: 'test' })
  const row = await db.kysely.selectFrom('filings').selectAll().where('filing', '=', sent).executeTakeFirstOrThrow()
  const named = Array.from({ length: 44 }, (_, i) => `fil_${String(i).padStart(22, '0')}`)
  await db.kysely
    .insertInto('filings')
    .values(
      named.map((filing, i) => ({
        ...{ filing, account: row.account, agency: row.agency, filing_digest: row.filing_digest },
        ...{ content: row.content, state: 'replaced' as const, vault: 'another' },
        // Two of each moment.
        sent_at: new Date(row.sent_at.getTime() - (1 + Math.floor(i / 2)) * minuteMs),
      })),
    )
    .execute()
  const seen: string[] = []
  const sizes: number[] = []
  let path: string | undefined = '/filings'
  while (path !== undefined) {
    const { text } = await browser.get(path)
    const found = [...text.matchAll(/href="\/filings\/(fil_[\w-]{22})"/g)].map(([, id = '']) => id)
    seen.push(...found)
    sizes.push(found.length)
    path = /href="(\/filings\?before=fil_[\w-]{22})"/.exec(text)?.[1]
  }
  assert.deepEqual(sizes, [20, 20, 5])
  assert.equal(seen[0], sent)
  assert.deepEqual(new Set(seen), new Set([sent, ...named]), 'each is on a page, and on one')
  const other = await enterPages(world, await world.makePerson('somebody else'))
  assert.doesNotMatch((await other.get(`/filings?before=${sent}`)).text, /\/filings\/fil_/)
})
