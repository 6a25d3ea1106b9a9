import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judgeQuestion, parseAgencyId, stampQuestion } from '@madoguchi/facts'
import { openSandboxFacts, readSandboxFacts } from '@madoguchi/facts/sandbox'
import { makeTestClock } from '@madoguchi/kit'
import { demoCast } from './demo-cast.ts'
import { isInsurerNumber } from './insurer-number.fixture.ts'
import { operators } from './operators.ts'

const { kinds, municipalities } = readSandboxFacts()
const everybody = [...Object.values(operators), ...demoCast.map(({ agency }) => agency)]

test('every id and every 機関コード is one body’s alone, and each code says that it is made up', () => {
  for (const words of [everybody.map(({ id }) => id), everybody.map(({ about }) => about.code)])
    assert.equal(new Set(words).size, everybody.length)
  assert.equal(isInsurerNumber('33120016'), false)
  for (const { id, about, kinds: own } of everybody) {
    for (const kind of own) assert.ok(kind in kinds)
    assert.ok(parseAgencyId(id).ok)
    assert.match(about.code, /^9999[0-9]{12}$/)
    assert.ok(about.insurerNumber === undefined || isInsurerNumber(about.insurerNumber))
  }
})

test('a city is called as its place is, and only a city or town offers procedures', () => {
  for (const { agency, offering } of demoCast) {
    const place = municipalities.find(({ code }) => code === agency.municipality)
    assert.equal(place?.name, agency.municipality === undefined ? undefined : agency.about.name)
    assert.ok(offering === undefined || agency.municipality !== undefined)
  }
})

test('whom the cast asks is in the cast, provides it, and may be asked by the permission table', () => {
  const clock = makeTestClock('2026-11-30T03:00:00.000Z')
  const facts = openSandboxFacts(clock)
  const at = clock.now()
  for (const { agency: inquirer, asks } of demoCast)
    for (const { provider, affair, type } of asks) {
      const asked = demoCast.find(({ agency }) => agency.id === provider)
      assert.ok(asked?.provides.includes(type), `${inquirer.id} asks ${provider} for ${type}`)
      const question = { inquirer, provider: asked?.agency ?? inquirer, affair, type, ...stampQuestion(facts, at), at }
      assert.ok(judgeQuestion(facts, question).ok, `${inquirer.id}: ${affair}`)
    }
})
