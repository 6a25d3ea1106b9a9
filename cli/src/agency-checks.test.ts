import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { ShownCheck } from '@madoguchi/agency'
import { no, ok, silentLog } from '@madoguchi/kit'
import type { AgencyDesk, NationDesk } from '@madoguchi/nation'
import { openNationFolder, serveDesk } from '@madoguchi/nation'
import { run } from './run.ts'

const exchange = 'exc_AAAAAAAAAAAAAAAAAAAAAA'
const waiting: ShownCheck = {
  exchange,
  personRef: undefined,
  type: 'local-tax',
  inquirer: 'mihon-portal',
  cause: 'unknown',
  receivedAt: new Date('2026-11-29T00:00:00.000Z'),
  clearedAt: undefined,
  name: 'みほん花子',
  phone: '09000000000',
  clearedBy: undefined,
  note: undefined,
}

describe('an officer’s commands for citizens who ask to look again', () => {
  let dataFolder: string
  let served: AsyncDisposable | undefined
  let one = waiting
  const tied: string[] = []
  const desk: AgencyDesk = {
    checks: {
      list: async ({ includesCleared = false } = {}) =>
        [one].filter(({ clearedAt }) => includesCleared || clearedAt === undefined),
      show: async (asked) => (asked === exchange ? one : undefined),
      async clear(order) {
        const { exchange: asked, by, note } = order as { exchange: string; by: string; note?: string }
        if (/\p{Cc}/u.test(by)) return no('OFFICER_MISSING')
        if (asked !== exchange) return no('CHECK_UNKNOWN')
        if (one.clearedAt !== undefined) return no('CHECK_CLEARED')
        one = { ...one, clearedAt: new Date('2026-11-30T00:00:00.000Z'), clearedBy: by, note }
        return ok()
      },
    },
    officers: {} as AgencyDesk['officers'],
    desk: { invite: async () => no('DESK_NOT_SET_UP') },
    async tie(person) {
      tied.push(person)
      return person === 'A1' ? ok() : no('PERSON_UNKNOWN')
    },
  }

  before(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'mdg-'))
    const folder = await openNationFolder(dataFolder)
    served = await serveDesk({ folder, desk: {} as NationDesk, agencies: { 'mihon-shi': desk }, log: silentLog })
  })
  after(async () => {
    await served?.[Symbol.asyncDispose]()
    await rm(dataFolder, { recursive: true })
  })

  async function call(words: string, ...more: string[]) {
    const said = { out: '', err: '' }
    const status = await run([...words.split(' '), ...more, '--data', dataFolder], {
      out(text) {
        said.out += text
      },
      err(text) {
        said.err += text
      },
      signal: new AbortController().signal,
      readStdin: async () => '',
      isTerminal: false,
      environment: {},
    })
    return { status, ...said }
  }

  it('lists who waits, why, and what to do next; shows how to reach one', async () => {
    const listed = await call('agency checks list')
    assert.equal(listed.status, 0)
    assert.match(
      listed.out,
      new RegExp(`^${exchange}  2026-11-29T00:00:00.000Z  local-tax  .*  unknown  waits\n    Nobody`),
    )
    assert.doesNotMatch(listed.out, /花子|09000000000/)
    const shown = await call('agency checks show', '--exchange', exchange)
    assert.equal(shown.status, 0)
    assert.match(shown.out, /name +みほん花子\ntelephone +09000000000\nnext +Nobody here/)
    const bare = exchange.slice('exc_'.length)
    for (const words of [[exchange], [bare], ['--exchange', bare], [exchange, '--exchange', bare]])
      assert.deepEqual(await call('agency checks show', ...words), shown, words.join(' '))
  })

  it('clears one with a name, once, and says what is wrong with any other call', async () => {
    assert.equal((await call('agency checks clear', '--exchange', exchange)).status, 2)
    assert.match((await call('agency checks clear', exchange, '--by', 'a\u001b[2J')).err, /OFFICER_MISSING/)
    assert.match((await call('agency checks clear', '--by', '佐藤')).err, /一覧にある番号/)
    assert.match((await call('agency checks clear', exchange, 'exc_other', '--by', '佐藤')).err, /1つだけ/)
    const cleared = await call('agency checks clear', '--exchange', exchange, '--by', '佐藤', '--note', 'tied anew')
    assert.deepEqual(cleared, { status: 0, out: `${exchange} is cleared.\n`, err: '' })
    assert.match((await call('agency checks clear', '--exchange', exchange, '--by', '佐藤')).err, /CHECK_CLEARED/)
    assert.match((await call('agency checks show', '--exchange', 'exc_other')).err, /CHECK_UNKNOWN/)
    assert.equal((await call('agency checks list')).out, 'Nobody waits for us to look again.\n')
    assert.match((await call('agency checks list', '--all')).out, /cleared 2026-11-30/)
    assert.match((await call('agency checks show', '--exchange', exchange)).out, /by 佐藤\nnote +tied anew/)
  })

  it('has a broken tie made anew', async () => {
    assert.equal((await call('agency tie', '--person', 'A1')).status, 0)
    assert.match((await call('agency tie', '--person', 'A2')).err, /PERSON_UNKNOWN/)
    assert.deepEqual(tied, ['A1', 'A2'])
  })

  it('names an agency that the demo has not, and says so where no demo runs', async () => {
    assert.match(
      (await call('agency checks list', '--agency', 'aoba-shi')).err,
      /aoba-shi という機関はありません。あるのは mihon-shi/,
    )
    await served?.[Symbol.asyncDispose]()
    served = undefined
    assert.match((await call('agency checks list')).err, /動いている体験環境がありません/)
  })
})
