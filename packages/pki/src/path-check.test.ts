import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeAnchorCases } from './anchor-cases.fixture.ts'
import { makeChainCases } from './chain-cases.fixture.ts'
import { at, makeWorld } from './chains.fixture.ts'
import { makeCrlCases } from './crl-cases.fixture.ts'
import { judge } from './judge.fixture.ts'
import { askOpenssl, hasOpenssl } from './openssl.fixture.ts'
import { makePolicyCases } from './policy-cases.fixture.ts'
import { authenticationRequirements } from './requirements.ts'
import { makeStricterCases } from './stricter-cases.fixture.ts'

const world = await makeWorld()
const cases = [
  ...(await makeChainCases(world)),
  ...makePolicyCases(world),
  ...makeAnchorCases(world),
  ...makeCrlCases(world),
  ...makeStricterCases(world),
]

for (const { title, expected, step, depth, stricterBecause, looserBecause, variesBecause, ...given } of cases) {
  const input = { intermediates: [], at, crl: undefined, requirements: authenticationRequirements, ...given }

  test(`${expected === 'ok' ? 'accepts' : `says ${expected} to`} ${title}`, () => {
    const verdict = judge(input)
    assert.equal(verdict.ok ? 'ok' : verdict.code, expected)
    if (!verdict.ok && step !== undefined) assert.equal(verdict.facts.step, step)
    if (!verdict.ok && depth !== undefined) assert.equal(verdict.facts.depth, depth)
  })

  // Releases of OpenSSL differ about it: there is no second opinion.
  if (variesBecause !== undefined) continue
  const agrees = stricterBecause === undefined && looserBecause === undefined
  const opinionTitle = agrees ? 'agrees' : `differs (${stricterBecause ?? looserBecause})`
  test(`OpenSSL ${opinionTitle} about ${title}`, { skip: !hasOpenssl }, () => {
    const opinion = askOpenssl(input)
    assert.equal(opinion.isOk, (expected === 'ok') === agrees, opinion.output)
  })
}
