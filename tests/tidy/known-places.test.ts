import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isTestFile } from './import-table.ts'
import { judgePlaces } from './known-places.ts'
import { readRepository, sourcesOf } from './repository.ts'

const sources = sourcesOf(readRepository())

/** What the compiler cannot follow, each with its reason beside it. The list can only get shorter. */
const casts = {
  'packages/db/src/lend-clients.ts': 1,
  'packages/db/src/send-statement.ts': 1,
  'packages/delivery/src/delivery-of.ts': 1,
  'packages/forms/src/fields/field-kinds.ts': 1,
  'packages/party/src/config/config.ts': 2,
}

/**
 * Where a test waits by a clock of its own: for programs that run beside it, whose time is real, and that no condition tells of.
 * All others wait by `waitUntil` for what they want to see, or have a clock that they set. The list can only get shorter.
 */
const timers = {
  'packages/kit/src/wait-until.fixture.ts': 1,
  // Signals that come again and again; a refusal that must not come.
  'cli/src/main.test.ts': 1,
  'cli/src/rotate-a-key.test.ts': 1,
  // Watches from outside, look after look, as somebody who measures would.
  'tests/classifier/mails.ts': 1,
  'tests/classifier/processes/mail-folder.ts': 1,
  'tests/classifier/processes/observe.ts': 1,
  'tests/classifier/processes/watch-question.ts': 1,
  'tests/classifier/watch.ts': 1,
  // A window that the extension shuts by itself.
  'tests/e2e/card/causes.test.ts': 1,
  // Load and faults over minutes, by processes that are killed.
  'tests/faults/asking.ts': 1,
  'tests/faults/killer.ts': 1,
  'tests/faults/nation-of-processes.ts': 1,
  'tests/faults/processes/carrier-process.ts': 1,
  'tests/faults/progress.ts': 1,
  'tests/faults/scenarios/disk-full.ts': 1,
  'tests/faults/scenarios/full-outbox.ts': 1,
  'tests/faults/scenarios/load.ts': 1,
  'tests/faults/scenarios/slow-agency.ts': 1,
  'tests/faults/settle.ts': 1,
  'tests/faults/verdict/judge-citizens.ts': 1,
  // A shell that follows a page of the documents, and a file of tests that does not end.
  'tests/host/follow-page.ts': 2,
  'tests/run/run-file.ts': 1,
  // Sockets that drip, break off or stay silent, and parties in processes of their own.
  'tests/network/direct.test.ts': 1,
  'tests/network/hostile.test.ts': 2,
  'tests/network/joining-agency/open-hosted-network.ts': 1,
  'tests/network/spawn-parties.ts': 1,
}

test('a test waits for what it wants to see, and by a clock only where a program beside it has its own', () => {
  const tests = sources.filter(({ path }) => isTestFile(path))
  assert.deepEqual(judgePlaces(tests, { pattern: /\bset(?:Timeout|Interval)\b/, places: timers }), [])
})

test('a type is talked out of what it is in six places, and in no test', () => {
  assert.deepEqual(judgePlaces(sources, { pattern: /\bas\s+unknown\s+as\b/, places: casts }), [])
})

test('a place that is new is found, and one that is gone', () => {
  const [source] = sourcesOf([
    { path: 'packages/kit/src/one.ts', text: "const a = b as unknown as C // as unknown as D\n'as unknown as E'" },
  ])
  assert.ok(source !== undefined)
  const pattern = /\bas\s+unknown\s+as\b/
  assert.deepEqual(judgePlaces([source], { pattern, places: { [source.path]: 1 } }), [])
  assert.equal(judgePlaces([source], { pattern, places: {} }).length, 1)
  assert.equal(judgePlaces([source], { pattern, places: { [source.path]: 1, 'packages/kit/src/two.ts': 1 } }).length, 1)
})
