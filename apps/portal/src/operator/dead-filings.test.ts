import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { openDatabase } from '@madoguchi/db'
import type { PortalTables } from '../shell/tables.ts'
import type { TestPortal } from '../testing/test-portal.fixture.ts'
import { beginFiling, openSendingPortal } from '../testing/test-sending.fixture.ts'
import { discardDeadLetter, listDeadLetters, replayDeadLetter } from './dead-letters.ts'

let world: TestPortal
before(async () => {
  world = await openSendingPortal()
})
after(() => world[Symbol.asyncDispose]())
afterEach(() => world.peers.refusals.clear())

test('what a citizen was told is not sent is sent by nobody: no operator can replay its message', async () => {
  const { send, read } = await beginFiling(world, 'replayed')
  world.peers.refusals.set('file', 'FILING_MISMATCH')
  const filing = await send()
  await world.portal.sweep()
  await using db = openDatabase<PortalTables>({ connection: world.database.runUrl, applicationName: 'test' })
  const letter = (await listDeadLetters({ db })).find(({ reference }) => reference === filing)
  assert.ok(letter !== undefined, 'it is there to be counted')
  const desk = { db, clock: world.clock, fates: () => [], sweep: world.portal.sweep }
  const replayed = await replayDeadLetter(desk, { id: letter.id, by: 'operator' })
  assert.ok(!replayed.ok && replayed.code === 'DEAD_LETTER_LATE')
  assert.match(await read(filing), /送れませんでした/)
})

test('an operator who takes the message out of the dead letters for good ends the waiting, too', async () => {
  const { send, read } = await beginFiling(world, 'discarded')
  world.peers.refusals.set('file', 'FILING_MISMATCH')
  const filing = await send()
  await using db = openDatabase<PortalTables>({ connection: world.database.runUrl, applicationName: 'test' })
  const letter = (await listDeadLetters({ db })).find(({ reference }) => reference === filing) ?? assert.fail()
  const fates = () => world.portal.journeys.flatMap((one) => ('fate' in one ? one.fate : []))
  await discardDeadLetter({ db, clock: world.clock, fates }, { id: letter.id, by: 'operator' })
  assert.match(await read(filing), /送れませんでした/)
})
