import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { hex } from '@madoguchi/kit'
import { makeCheckKeys } from './checks/check-keys.ts'
import { deriveFilingKey } from './filings/derive-filing-key.ts'

type Month = { secret: string; month: string; checkKey: string }
type FilingKey = { secret: string; keyId: string; publicKey: string }
const { months, filingKeys } = JSON.parse(
  readFileSync(new URL('../../../protocol/vectors/kept/reader-key.json', import.meta.url), 'utf8'),
) as { months: [Month, ...Month[]]; filingKeys: FilingKey[] }

test('the key of a month is made again from the agency’s secret, on its first day and on its last', async () => {
  for (const { secret, month, checkKey } of months) {
    const [year = 0, number = 0] = month.split('-').map(Number)
    const last = new Date(Date.UTC(year, number) - 1)
    for (const at of [new Date(`${month}-01T00:00:00.000Z`), last]) {
      assert.equal(await makeCheckKeys(hex.decode(secret)).publicKeyAt(at), checkKey)
      assert.equal((await makeCheckKeys(hex.decode(secret)).at(at)).publicKey, checkKey)
    }
  }
})

test('the key of a month stays right when more months were asked for than are kept', async () => {
  const [{ secret, month, checkKey }] = months
  const keys = makeCheckKeys(hex.decode(secret))
  for (const other of ['2026-12', '2027-01', '2027-02', '2027-03', month])
    await keys.publicKeyAt(new Date(`${other}-15T00:00:00.000Z`))
  assert.equal(await keys.publicKeyAt(new Date(`${month}-15T00:00:00.000Z`)), checkKey)
})

test('a key that filings were sealed to is made again from the agency’s secret and its id', async () => {
  for (const { secret, keyId, publicKey } of filingKeys)
    assert.equal((await deriveFilingKey(hex.decode(secret), keyId)).publicKey, publicKey)
})
