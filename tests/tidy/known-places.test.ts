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

/**
 * Where what is read from JSON is taken for what it should be and nobody looks: where both ends are one build, or the lockfile has the
 * digest of what is read. All else is read through a schema, or by a function that looks. The list can only get shorter.
 */
const unread = {
  // A parent and its child, a line at a time; the demo and a command that speaks to it.
  'packages/db/src/prepared/prepare-in-child.ts': 1,
  'packages/db/src/prepared/prepare.main.ts': 1,
  'nation/src/desk-socket.ts': 1,
  // Opens only with a key of this browser, for the page that was sealed here a moment before.
  'apps/portal/src/shell/held-reply.ts': 1,
  // What a package that we pin says of itself, and our own package does.
  'packages/db/src/embedded/binaries.ts': 2,
  'apps/extension/build/build-extension.ts': 1,
}

/**
 * Where a program that runs sets a timer of its own: each ends a wait that has another end too, or puts off one piece of work. What comes
 * again and again is a job. A browser's modules are not counted. The list can only get shorter.
 */
const programTimers = {
  // The jobs themselves, and the watch over a server of our own.
  'packages/db/src/prepared/open-prepared-server.ts': 1,
  'packages/party/src/jobs.ts': 3,
  // The end of a wait for somebody else: a card’s program, a socket, a compiler, a worker, a process, a citizen’s page.
  'apps/card-host/src/answer-request.ts': 1,
  'apps/extension/src/open-host.ts': 1,
  'apps/portal/src/shell/waiters.ts': 1,
  'cli/src/commands/health.ts': 1,
  'packages/card/src/pcsc-watch.ts': 1,
  'packages/delivery/src/answer-part.ts': 1,
  'packages/delivery/src/direct-tls.ts': 2,
  'packages/delivery/src/fetch-part-tls.ts': 1,
  'packages/delivery/src/serve-direct-tls.ts': 2,
  'packages/documents/src/pdf/open-pdf-renderer.ts': 1,
  'packages/party/src/command/run-process.ts': 1,
  'packages/party/src/run-party.ts': 1,
  'packages/server/src/health.ts': 1,
  'packages/server/src/serve.ts': 1,
  'packages/server/src/work/open-work-room.ts': 1,
  // One piece of work that is put off, so that more of its kind go with it or quiet is seen.
  'apps/portal/src/log-in/company.ts': 1,
  'packages/card/src/pcsc-shared-watch.ts': 2,
  'packages/delivery/src/clear-delivered.ts': 1,
  'packages/delivery/src/pace.ts': 1,
  'packages/server/src/often.ts': 1,
  // Looks again, for a bounded while, at what tells nobody: a process that starts or stops, a row, a queue that empties, a page of the portal, a transaction that met another.
  'apps/extension/src/perform.ts': 1,
  'cli/src/commands/me.ts': 1,
  'cli/src/commands/population.ts': 1,
  'nation/src/start-nation.ts': 1,
  'packages/db/src/embedded/postmaster.ts': 1,
  'packages/db/src/embedded/start-postmaster.ts': 1,
  'packages/db/src/transact.ts': 1,
  'packages/delivery/src/delivery.ts': 1,
}

test('a test waits for what it wants to see, and by a clock only where a program beside it has its own', () => {
  const tests = sources.filter(({ path }) => isTestFile(path))
  assert.deepEqual(judgePlaces(tests, { pattern: /\bset(?:Timeout|Interval)\b/, places: timers }), [])
})

test('a program sets a timer where a wait must end, and nowhere else', () => {
  const programs = sources.filter(
    ({ path }) =>
      /^(apps|packages|facts|procedures|nation|cli)\//.test(path) && !/\/browser\//.test(path) && !isTestFile(path),
  )
  assert.deepEqual(judgePlaces(programs, { pattern: /\bset(?:Timeout|Interval)\b/, places: programTimers }), [])
})

test('what comes as JSON is looked at before it is believed', () => {
  const programs = sources.filter(({ path }) => !path.startsWith('bench/') && !isTestFile(path))
  const parsed = /\bJSON\s*\.\s*parse(\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))\s*as\b/
  assert.deepEqual(judgePlaces(programs, { pattern: parsed, places: unread }), [])
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
