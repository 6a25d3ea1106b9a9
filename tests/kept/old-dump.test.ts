import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import type { Nation } from '@madoguchi/nation'
import { makeNationDesk, readDemoCards } from '@madoguchi/nation'
import { parseApiAnswer } from '@madoguchi/portal'
import type { Citizen } from '../network/citizen.ts'
import { openCitizen } from '../network/citizen.ts'
import { openNation } from '../network/open-nation.ts'
import { makePageVisitor } from '../network/page-visitor.ts'
import type { KeptNation } from './kept-nation.ts'
import { readKeptNation } from './kept-nation.ts'
import { restoreNation } from './restore-nation.ts'

/** Dumps of releases, each as it was made, and never made again. */
const dumps = [
  { file: '2026-11-29.json.gz', sha256: '280788146e0fd2c42b89d3d85555624e26f76cc071941fab1e73afae92ec4ffc' },
] as const

for (const { file, sha256 } of dumps) {
  describe(`what a nation kept, ${file}, under the program of today (invariant 16)`, () => {
    const kept: KeptNation = readKeptNation(file, sha256)
    let nation: Nation
    let folder: string
    let taro: Citizen

    before(async () => {
      folder = await restoreNation(kept)
      // An hour later, however many years have gone by: cards and mandates of then still count.
      const ahead = Date.parse(kept.madeAt) + 3_600_000 - Date.now()
      nation = await openNation({
        dataFolder: folder,
        residents: kept.residents,
        clock: { now: () => new Date(Date.now() + ahead) },
      })
      taro = await openCitizen(nation, 'taro')
    })
    after(async () => {
      await nation[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    })

    it('lets its citizen in by the card of then, and opens the vault', async () => {
      assert.equal(nation.isFirstStart, false)
      const { body } = await taro.call('GET', '/api/v1/account')
      assert.deepEqual([body.isRegistered, body.isVaultOpen], [true, true])
    })

    it('opens the answers of then, to the letter', async () => {
      const { bytes } = await taro.call('GET', `/api/v1/requests/${kept.said.request}/answers.json`)
      const [now, then] = [datumsOf(new TextDecoder().decode(bytes)), datumsOf(kept.said.answers)]
      assert.deepEqual(now, then)
      assert.equal(then.length, kept.said.exchanges.length)
    })

    it('opens the form that was begun, as it was written', async () => {
      const visitor = makePageVisitor(nation.portal)
      const { pin = '' } = (await readDemoCards(nation.folder)).find(({ name }) => name === 'taro') ?? {}
      await visitor.post('/login/sandbox', [
        ['card', 'taro'],
        ['pin', pin],
      ])
      assert.ok((await visitor.get(`${kept.said.draft}/owner`)).text.includes(kept.said.ownerName))
    })

    it('shows the history of then, each line where the ledger has it', async () => {
      const { records, check } = await taro.read('History', '/api/v1/history')
      for (const exchange of kept.said.exchanges) assert.ok(records.some((record) => record.exchange === exchange))
      assert.ok(records.every(({ fitsLedger }) => fitsLedger))
      assert.deepEqual(check, { isUnbroken: true, reachesStart: true })
    })

    it('asks anew about whom it knew, and is answered', async () => {
      const { items } = await taro.ask(['local-tax'])
      assert.deepEqual(
        items.map(({ state }) => state),
        ['answered'],
      )
    })

    it('brings a renewed card to the vault by the code that was printed', async () => {
      const made = await makeNationDesk(nation.folder, nation.registry.desk).renew('taro', true)
      assert.ok(made.ok)
      const renewed = await openCitizen(nation, 'taro-2')
      assert.equal((await renewed.call('GET', '/api/v1/account')).body.isVaultOpen, false)
      const joined = await renewed.call('POST', '/api/v1/vault/recovery', { code: kept.said.recoveryCode })
      assert.equal(joined.status, 204, JSON.stringify(joined.body))
      const { status } = await renewed.call('GET', `/api/v1/requests/${kept.said.request}/answers.json`)
      assert.equal(status, 200)
    })
  })
}

function datumsOf(text: string) {
  const { answers } = parseApiAnswer('Answers', JSON.parse(text))
  return answers.map(({ exchange, datum }) => ({ exchange, datum })).sort((a, b) => (a.exchange < b.exchange ? -1 : 1))
}
