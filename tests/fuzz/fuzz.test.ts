import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCases } from './cases.ts'
import { openStepCounter } from './count-steps.ts'
import { holdToSteps } from './hold-to-steps.ts'
import { runTarget } from './run-target.ts'

// Steps are counted in what is loaded from here on.
const counter = openStepCounter()
const { targets } = await import('./targets.ts')

// The long form is `npm run fuzz`. Here: everything that ever fell, and some inputs that are the same every time.
for (const target of targets) {
  test(`hostile input to ${target.name} is taken or refused by name in as many steps as it may, and nothing else happens`, async () => {
    await using opened = await target.open()
    const held = holdToSteps(opened, { counter, stepsMax: target.stepsMax })
    for (const { file, input } of await readCases(target.name))
      await assert.doesNotReject(async () => held.check(input), file)
    for (const input of opened.large) {
      await opened.check(input)
      held.countAlone(input)
    }
    const found = await runTarget(held, { runs: target.shortRuns, seed: 20_261_122 })
    assert.equal(found, undefined, found && `${JSON.stringify(found.input).slice(0, 2000)}\n${found.error}`)
    assert.deepEqual(await held.listCostly(), [])
  })
}
