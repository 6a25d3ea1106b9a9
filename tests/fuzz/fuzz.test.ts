import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCases } from './cases.ts'
import { runTarget } from './run-target.ts'
import { targets } from './targets.ts'

// The long form is `npm run fuzz`. Here: everything that ever fell, and some inputs that are the same every time.
for (const target of targets) {
  test(`hostile input to ${target.name} is taken or refused by name, and nothing else happens`, async () => {
    await using opened = await target.open()
    for (const { file, input } of await readCases(target.name))
      await assert.doesNotReject(async () => opened.check(input), file)
    const found = await runTarget(opened, { runs: target.shortRuns, seed: 20_261_122 })
    assert.equal(found, undefined, found && `${JSON.stringify(found.input).slice(0, 2000)}\n${found.error}`)
  })
}
