import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openDatabase } from '@madoguchi/db'
import { readFormData } from '@madoguchi/filing'
import type { Procedure } from '@madoguchi/forms'
import { loadProcedures } from '@madoguchi/procedures'
import type { PortalTables } from '../shell/tables.ts'
import {
  enterPages,
  fetchPart,
  fillDogs,
  findFile,
  openFiling,
  papers,
  pressSend,
  publishOnline,
} from '../testing/test-apply.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'
import { applyLimits } from './limits.ts'

let world: TestPortal
before(async () => {
  // Nobody signs: the session stands for it.
  world = await openTestPortal({ procedures: loadProcedures().map((one): Procedure => ({ ...one, signers: [] })) })
  await publishOnline(world)
})
after(() => world[Symbol.asyncDispose]())

async function begin(name: string) {
  const browser = await enterPages(world, await world.makePerson(name))
  const draft = await fillDogs(browser)
  return {
    attach: (bytes: Uint8Array) => browser.sendFiles(`${draft}/files`, 'attachment', [['a.pdf', bytes]]),
    async send() {
      await browser.post(`${draft}/files/next`)
      return pressSend(browser, draft)
    },
  }
}

test('files-by-account: one account sends files without end; another adds its own', async () => {
  const loud = await begin('loud')
  for (let i = 0; i < applyLimits['files-by-account'].most; i++) await loud.attach(papers.html)
  const { status, text } = await loud.attach(papers.pdf)
  assert.equal(status, 429, text)
  assert.equal((await (await begin('quiet')).attach(papers.pdf)).status, 303)
})

test('filings-by-account-a-day: one account has sent all that a day allows; another sends, by its session where nobody signs', async () => {
  const rule = 'filings-by-account-a-day'
  const busy = await begin('busy')
  const first = await busy.send()
  assert.match(first.location ?? '', /^\/filings\/fil_/)
  await using db = openDatabase<PortalTables>({ connection: world.database.runUrl, applicationName: 'test' })
  const full = db.kysely.updateTable('limit_counts').set({ count: applyLimits[rule].most }).where('rule', '=', rule)
  assert.ok((await full.executeTakeFirst()).numUpdatedRows > 0n)
  await world.settle()
  const { body } = findFile(world)
  await world.peers.send('core', {
    ...{ name: 'filing-noted', to: 'mihon-portal', notAfter: world.clock.now().getTime() + 60_000 },
    body: {
      ...{ filing: body.filing, outcome: 'refused', reason: 'MANDATE_ENDED' },
      filedAt: world.clock.now().toISOString(),
    },
  })
  assert.match((await busy.send()).text, /今日送れる数をこえました/)
  assert.match((await (await begin('calm')).send()).location ?? '', /^\/filings\/fil_/)
  await world.settle()
  const form = readFormData(await fetchPart(world, openFiling(world, findFile(world)), 0))
  assert.ok(form.ok)
  assert.equal(form.value.signedBy, 'session')
})
