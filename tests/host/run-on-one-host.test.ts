import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { openTestServer } from '@madoguchi/db/testing'
import { findTakenPort } from './find-taken-port.ts'
import { followSteps, makeBareEnvironment } from './follow-page.ts'
import { openEmptyFolder } from './open-copy.ts'
import { readSteps, root } from './read-steps.ts'

const ports = [9441, 9442, 9443, 9444, 9445, 9446, 9480, 9481, 9482, 9541, 9542, 9543, 9544, 9545, 9546]
const taken = await findTakenPort(ports)
const skip = taken === undefined ? false : `port ${taken} of the how-to is taken on this machine`

const lookForOwners =
  '"$MADOGUCHI/node_modules/.bin/node" "$MADOGUCHI/tests/host/find-in-process.main.ts" core registry city kenpo portal\n'

test('an operator who follows docs/how-to/run-on-one-host.md to the letter has five programs that answer, and with docs/how-to/add-an-agency.md a sixth that nobody had heard of, and with docs/how-to/add-an-information-type.md an answer about a type that no program was built with', {
  skip,
  timeout: 850_000,
}, async () => {
  await using server = await openTestServer()
  await using place = await openEmptyFolder()
  const { folder } = place
  const steps = await readSteps('docs/how-to/run-on-one-host.md')
  assert.ok(steps.length >= 10)
  const pages = ['docs/how-to/add-an-agency.md', 'docs/how-to/add-an-information-type.md']
  const more = (await Promise.all(pages.map(readSteps))).flat()
  // Before the last, which stops them.
  steps.splice(-1, 0, { script: lookForOwners, isToFail: false, seen: [] }, ...more)
  const environment = {
    ...makeBareEnvironment(folder),
    NET: join(folder, 'net'),
    MADOGUCHI: root,
    ADMIN_URL: server.adminUrl,
    DATABASE_SERVER: server.socketFolder,
  }
  const out = await followSteps(steps, { environment, folder, timeoutMs: 800_000 })
  assert.match(out, /^answered$/m, 'the insurer has the outcome')
  assert.match(
    out,
    /地方税関係情報\(みほん市\).*回答あり/,
    'the citizen has her answer, under the name that the city gave itself',
  )
  assert.match(out, /^operator: 303$/m, 'the word of the file opens the operator’s page')
  assert.match(await readFile(join(folder, 'net', 'operator.html'), 'utf8'), /mihon-core/, 'which shows the queues')
  assert.equal(out.match(/"status":"ready"/g)?.length, 6)
  for (const each of ['core', 'registry', 'city', 'kenpo', 'portal']) {
    assert.ok(out.includes(`${each}/database-owner-url in its process: nowhere\n`), `${each} has no owner’s password`)
    assert.ok(out.includes(`${each}/database-url in its process: memory\n`), `${each}: the look finds what is there`)
  }
  const answers = JSON.parse(await readFile(join(folder, 'net', 'me.json'), 'utf8')) as unknown
  assert.ok(JSON.stringify(answers).includes('mihon-shi'))
  const pdf = await readFile(join(folder, 'net', 'me.pdf'))
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-', 'and has it as a document')
  for (const each of ['core', 'registry', 'city', 'kenpo', 'portal']) {
    const log = (await readFile(join(folder, 'net', each, 'log'), 'utf8')).trim().split('\n')
    const events = log.map((line) => (JSON.parse(line) as { event: string }).event)
    assert.deepEqual([events[0], events.at(-1)], ['PARTY_READY', 'PARTY_STOPPED'], each)
  }
})
