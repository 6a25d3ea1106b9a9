import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { base64url, dayMs, systemRandom } from '@madoguchi/kit'
import type { Nation } from '@madoguchi/nation'
import { startNation } from '@madoguchi/nation'
import { makeLog, serve } from '@madoguchi/server'
import type { Observation, Score } from './classify.ts'
import { findTelling, scoreClassifier } from './classify.ts'
import { emptyMails } from './mails.ts'
import type { Person } from './people.ts'
import { labels, makePeople } from './people.ts'
import type { Leak, Mode, Watcher } from './watch.ts'
import { askOnce, lookAgain, watchQuestion, watchShell } from './watch.ts'

const perLabel = 4

describe('whoever holds a card tries to learn whether its person is protected (invariant 14)', () => {
  let folder: string
  let web: Awaited<ReturnType<typeof serve>>
  let nation: Nation
  let people: Person[]
  let taxed: Person[]
  let watcher: Watcher

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'madoguchi-classifier-'))
    web = await serve({ port: 0, fetch: async (request, env) => nation.portal.fetch(request, env) })
    const origin = `http://localhost:${web.port}`
    const log = makeLog({ level: 'silent', name: 'classifier' })
    nation = await startNation({ dataFolder: folder, origin, residents: 120, durability: 'none', log })
    const all = await makePeople(nation, { protected: 3 * perLabel, unknown: perLabel, 'no-data': perLabel })
    // Some of those who are taxed are not protected yet.
    const early = all.filter(({ card }) => !/^protected-([5-9]|1[0-2])$/.test(card))
    // One of each in turn: a machine that gets slower does so for everybody.
    people = Array.from({ length: perLabel }, (_, i) =>
      labels.flatMap((label) => early.filter((one) => one.label === label)[i] ?? []),
    ).flat()
    taxed = all.filter((person) => !people.includes(person))
    watcher = { nation, origin, browsers: new Map() }
    for (const person of people) if (person.label === 'protected') await protect(person)
    // The first question of an account looks like no later one: welcomes go away.
    for (const person of people) await askOnce(watcher, person)
  })
  after(async () => {
    await nation[Symbol.asyncDispose]()
    await web[Symbol.asyncDispose]()
    await rm(folder, { recursive: true, force: true })
  })

  async function protect({ ref }: Person): Promise<void> {
    const until = new Date(Date.now() + 300 * dayMs).toISOString().slice(0, 10)
    const begun = await nation
      .agencyOf('mihon-shi')
      .officers.protect({ personRef: ref, until, by: '係員', reason: 'stalking' })
    assert.ok(begun.ok, JSON.stringify(begun))
  }

  /** An ordinary correction: the person was tied wrongly, and what was answered under that tie leaves the portal. */
  async function correct({ ref }: Person): Promise<void> {
    const retired = await nation
      .agencyOf('mihon-shi')
      .officers.retireAnswers({ personRef: ref, type: 'local-tax', by: '係員' })
    assert.ok(retired.ok, JSON.stringify(retired))
    const linkCode = `1.${base64url.encode(systemRandom.bytes(32))}`
    await nation
      .agencyOf('mihon-shi')
      .database.updateTable('people')
      .set({ link_code: linkCode })
      .where('person_ref', '=', ref)
      .execute()
  }

  async function observe(options: { mode: Mode; leak?: Leak; count: number; who?: Person[] }): Promise<Observation[]> {
    const { mode, leak, count, who = people } = options
    const seen: Observation[] = []
    for (let round = 0; round < count; round++)
      for (const person of who) {
        const told = person.label === 'protected' ? leak : undefined
        seen.push({ label: person.label, tokens: await watchQuestion(watcher, person, { mode, leak: told }) })
      }
    return seen
  }

  /** Draws the same way in every run. */
  function score(seen: readonly Observation[]): Score {
    let state = 7
    return scoreClassifier(seen, () => {
      state = (state * 48271) % 2147483647
      return state / 2147483647
    })
  }

  /** What shows for one label and not for another, for whoever has to find the cause. */
  function explain(seen: readonly Observation[]): string {
    const groups = [...Map.groupBy(seen, ({ label }) => label).values()]
    return [...findTelling(groups).keys()].slice(0, 20).join('\n')
  }

  for (const mode of ['up', 'away', 'slow'] as const) {
    it(`and cannot, while the city is ${mode}`, async () => {
      // Who is away or slow comes back at the core's pace: once is enough to see the same lines.
      const seen = await observe({ mode, count: mode === 'up' ? 2 : 1 })
      const { low, high, right, tries } = score(seen)
      const chance = 1 / labels.length
      assert.ok(low <= chance && chance <= high, `${right} of ${tries}: ${low} to ${high}\n${explain(seen)}`)
      assert.equal(explain(seen), '', 'no line shows for one and not for another')
    })
  }

  it('and cannot from a shell', async () => {
    const seen: Observation[] = []
    for (const person of people) seen.push({ label: person.label, tokens: await watchShell(watcher, person) })
    assert.equal(explain(seen), '')
  })

  it('and cannot by what changes when it begins: an answer that was there leaves as one that was corrected', async () => {
    const seen: Observation[] = []
    const kept = new Map<Person, string>()
    for (const person of taxed) {
      kept.set(person, await askOnce(watcher, person))
      const before = await lookAgain(watcher, person, kept.get(person) ?? '')
      assert.ok(before.join().includes('回答あり'), 'there was an answer')
    }
    // What was written of those answers is sent: from here on nobody hears of any.
    await nation.portal.sweep()
    await emptyMails(nation)
    for (const [i, person] of taxed.entries()) await (i % 2 === 0 ? protect : correct)(person)
    await nation.settle()
    for (const [i, person] of taxed.entries()) {
      const label = i % 2 === 0 ? 'protected' : 'corrected'
      const left = await lookAgain(watcher, person, kept.get(person) ?? '')
      const asked = await watchQuestion(watcher, person, { mode: 'up' })
      seen.push({ label, tokens: new Set([...left, ...asked]) })
    }
    assert.equal(explain(seen), '')
  })

  for (const leak of ['held', 'byte', 'step', 'row'] as const) {
    it(`but would, if the program told by ${{ held: 'holding the answer', byte: 'one byte', step: 'one step', row: 'one row' }[leak]}`, async () => {
      // Told from one other kind only: nothing that is planted tells the two others apart.
      const who = people.filter(({ label }) => label !== 'no-data')
      const seen = await observe({ mode: 'up', leak, count: 2, who })
      const { low, right, tries } = score(seen)
      assert.ok(low > 1 / 2, `${right} of ${tries}`)
      assert.notEqual(explain(seen), '')
    })
  }
})
