import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { dayMs, japaneseDay, silentLog } from '@madoguchi/kit'
import type { Nation, NationDesk } from '@madoguchi/nation'
import { agencyDesksOf, serveDesk } from '@madoguchi/nation'
import { run } from 'madoguchi'
import { openCitizen } from './citizen.ts'
import { openNation } from './open-nation.ts'

let nation: Nation & AsyncDisposable
let served: AsyncDisposable | undefined
let folder: string
/** みほん太郎 at みほん市. */
let personRef: string
const until = japaneseDay(new Date(Date.now() + 365 * dayMs))

before(async () => {
  nation = await openNation()
  const agencies = agencyDesksOf(nation)
  served = await serveDesk({ folder: nation.folder, desk: {} as NationDesk, agencies, log: silentLog })
  folder = await mkdtemp(join(tmpdir(), 'mdg-'))
  const taro = nation.residents.find(({ cardName }) => cardName === 'taro')
  personRef = `A${taro?.residentCode.slice(2)}`
})
after(async () => {
  await served?.[Symbol.asyncDispose]()
  await nation[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

async function call(words: string, more: readonly string[] = [], stdin = '') {
  const said = { out: '', err: '' }
  const status = await run([...words.split(' '), ...more, '--data', nation.folder.root], {
    out(text) {
      said.out += text
    },
    err(text) {
      said.err += text
    },
    signal: new AbortController().signal,
    readStdin: async () => stdin,
    isTerminal: false,
    environment: {},
  })
  await nation.settle()
  return { status, ...said }
}

const by = ['--by', '住民課 佐藤']
const person = () => ['--person', personRef]

test('an officer protects somebody with a command: what the portal kept leaves it, and comes again only after the end', async () => {
  const taro = await openCitizen(nation, 'taro')
  const hanako = await openCitizen(nation, 'hanako')
  const [asked, control] = [await taro.ask(['local-tax', 'medical-insurance']), await hanako.ask(['local-tax'])]
  const stateOf = async (type: string) => (await taro.look(asked.request)).items.find((one) => one.type === type)?.state
  assert.equal(await stateOf('local-tax'), 'answered')

  const order = ['--until', until, '--reason', 'stalking', ...by]
  const begun = await call('agency people protect', [...person(), ...order])
  assert.equal(begun.status, 0, begun.err)
  assert.match(begun.out, new RegExp(`is protected to the end of ${until}.\n1 answers leave the portals`))
  assert.equal(await stateOf('local-tax'), 'no-longer-kept')
  assert.equal(await stateOf('medical-insurance'), 'answered', 'another agency’s answer is another agency’s')
  assert.equal((await hanako.look(control.request)).items[0]?.state, 'answered')
  assert.equal((await taro.call('GET', `/api/v1/requests/${asked.request}/answers.json`)).status, 200)
  const again = await taro.ask(['local-tax'], 2)
  assert.ok(again.items.every(({ state }) => state !== 'answered'))

  const listed = await call('agency people protected')
  assert.match(
    listed.out,
    new RegExp(`^  ${personRef}  to ${until} \\(365 days\\)  stalking  by 住民課 佐藤  letter: none$`, 'm'),
  )
  assert.match((await call('agency people protect', [...person(), ...order])).err, /すでに保護されています/)
  const unsure = await call('agency people unprotect', [...person(), ...by])
  assert.deepEqual([unsure.status, unsure.out], [1, ''])
  assert.match(unsure.err, /まだ何もしていません。.*取り消せません。.*--yes/)
  assert.equal((await call('agency people unprotect', [...person(), ...by, '--yes'])).status, 0)
  const last = await taro.ask(['local-tax'])
  assert.deepEqual(
    last.items.map(({ state }) => state),
    ['answered'],
  )
})

test('the control: an ordinary answer leaves in the same words when its datum was corrected, and one press asks again', async () => {
  const hanako = await openCitizen(nation, 'hanako')
  const asked = await hanako.ask(['local-tax'])
  const residentCode = nation.residents.find(({ cardName }) => cardName === 'hanako')?.residentCode ?? ''
  const retired = await call('agency answers retire', [
    '--person',
    `A${residentCode.slice(2)}`,
    '--type',
    'local-tax',
    ...by,
  ])
  assert.match(retired.out, /^[12] answers leave the portals; the person can ask again\.\n$/)
  assert.equal((await hanako.look(asked.request)).items[0]?.state, 'no-longer-kept')
  assert.equal((await hanako.call('POST', `/api/v1/requests/${asked.request}/asking`)).status, 200)
  await nation.settle()
  assert.equal((await hanako.look(asked.request)).items[0]?.state, 'answered')
})

test('she is told on paper: the first sheet has her address alone, the second speaks plainly, and nothing of it is in a list', async () => {
  const order = ['--until', until, '--reason', 'domestic-violence', ...by]
  assert.equal((await call('agency people protect', [...person(), ...order])).status, 0)
  const address = '見本 太郎\n〒000-0001\nみほん県あおば市二丁目2番\nあおば荘 102号\n'
  const kind = ['--kind', 'protection-begun', '--to', '-', ...by]
  const written = await call('agency letters write', [...person(), ...kind], address)
  assert.equal(written.status, 0, written.err)
  const letter = /ltr_[\w-]{22}/.exec(written.out)?.[0] ?? assert.fail(written.out)
  const pdf = join(folder, 'letter.pdf')
  const printed = await call('agency letters print', ['--letter', letter, '--out', pdf, ...by])
  assert.equal(printed.status, 0, printed.err)
  assert.equal((await stat(pdf)).mode & 0o777, 0o600)
  const sheet = (page: number) =>
    execFileSync('pdftotext', ['-f', `${page}`, '-l', `${page}`, '-layout', pdf, '-'], { encoding: 'utf8' })
  assert.deepEqual(
    sheet(1)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && line !== '\f'),
    ['〒000-0001', 'みほん県あおば市二丁目2番', 'あおば荘 102号', '見本 太郎 様'],
  )
  assert.match(
    sheet(2),
    /お知らせ[\s\S]*まで、あなたの情報を守るために[\s\S]*メールや、まどぐちの画面でお知らせすることはありません/,
  )
  assert.doesNotMatch(sheet(2), /あおば荘|暴力|支援措置/)
  assert.equal((await call('agency letters sent', ['--letter', letter, ...by])).status, 0)
  const listed = await call('agency letters list')
  assert.match(listed.out, new RegExp(`^${letter}  ${personRef}  protection-begun  sent  `, 'm'))
  assert.doesNotMatch(listed.out, /あおば|見本/)
  assert.match((await call('agency people protected')).out, /letter: sent/)
})

test('a letter that came back is printed again into a new file; what does not fit is said, and nothing is overwritten', async () => {
  const [letter = ''] = /ltr_[\w-]{22}/.exec((await call('agency letters list')).out) ?? []
  const failed = ['--letter', letter, ...by]
  const unknownWord = await call('agency letters failed', [...failed, '--why', 'rain'])
  assert.match(unknownWord.err, /--why には returned、/)
  assert.equal((await call('agency letters failed', [...failed, '--why', 'returned'])).status, 0)
  assert.match((await call('agency letters list')).out, /failed \(returned\)/)
  const taken = join(folder, 'taken.pdf')
  await writeFile(taken, 'something else')
  assert.match((await call('agency letters print', [...failed, '--out', taken])).err, /まだない名前/)
  assert.equal(await readFile(taken, 'utf8'), 'something else')
  assert.equal((await call('agency letters print', [...failed, '--out', join(folder, 'again.pdf')])).status, 0)
  assert.equal((await call('agency people unprotect', [...person(), ...by, '--yes'])).status, 0)
  const over = await call('agency letters print', [...failed, '--out', join(folder, 'over.pdf')])
  assert.match(over.err, /もう続いていません/)
})

test('an officer who mistypes is told what is meant, with the status of a wrong call or of a refusal', async () => {
  const order = (day: string, ...more: string[]) => ['--until', day, '--reason', 'other', ...by, ...more]
  for (const [words, more, status, sentence] of [
    ['agency people protect', [...person(), ...order('2027-02-31')], 1, /暦にある/],
    ['agency people protect', [...person(), ...order('2020-01-01')], 1, /その日は過ぎています/],
    ['agency people protect', [...person(), ...order('2099-01-01')], 1, /400日/],
    ['agency people protect', ['--person', 'A0', ...order(until)], 1, /ここの記録にいません/],
    ['agency people protect', order(until), 2, /次の指定が要ります: --person REF/],
    [
      'agency people protect',
      [...person(), ...order(until, '--agency', 'aoba-shi')],
      1,
      /aoba-shi という機関はありません/,
    ],
    ['agency people unprotect', [...person(), ...by], 1, /保護されていません/],
    ['agency answers retire', [...person(), '--type', 'x', ...by], 1, /情報の種類/],
    ['agency letters write', [...person(), '--kind', 'released', '--to', '/nowhere', ...by], 1, /を読めません/],
    ['agency letters write', [...person(), '--kind', 'released', '--to', '-', ...by], 1, /1行目は名前/],
    ['agency letters sent', ['--letter', 'ltr_x', ...by], 1, /その手紙はありません/],
  ] as const) {
    const told = await call(words, more)
    assert.deepEqual([told.status, told.out], [status, ''], words)
    assert.match(told.err, sentence)
    assert.equal((await call(`${words} --help`)).status, 0)
  }
  const long = ['--kind', 'released', '--to', '-', ...by]
  for (const address of [
    `見本\n${'み'.repeat(61)}`,
    '見本\n一\n二\n三\n四\n五\n六',
    '見本\nみほん\u001b[2J県',
    '見本\n',
    'み'.repeat(2000),
  ])
    assert.equal((await call('agency letters write', [...person(), ...long], address)).status, 1)
})

test('a question of the agency’s own that was open when protection began leaves no line in her history; what had ended stays', async () => {
  const residentCode = nation.residents.find(({ cardName }) => cardName === 'hanako')?.residentCode ?? ''
  const refAt = async (name: 'mihon-shi' | 'mihon-kenpo') => {
    const people = nation.agencyOf(name).database.selectFrom('people').select('person_ref')
    return (await people.where('resident_code', '=', residentCode).executeTakeFirstOrThrow()).person_ref
  }
  const [here, there] = [await refAt('mihon-kenpo'), await refAt('mihon-shi')]
  const question = { provider: 'mihon-shi', affair: 'health-insurance-benefit', type: 'local-tax' } as const
  async function ask(): Promise<string> {
    const asked = await nation.agencyOf('mihon-kenpo').inquire([{ personRef: here, ...question }])
    assert.ok(asked.ok)
    await nation.settle()
    return asked.value[0] ?? ''
  }
  const inquiries = nation.agencyOf('mihon-kenpo').database.selectFrom('inquiries').where('person_ref', '=', here)
  await ask()
  const before = await inquiries.select('exchange_id').where('provider', '=', 'mihon-shi').execute()
  // The city answers on another day.
  const held = nation.agencyOf('mihon-shi').database.updateTable('people').where('person_ref', '=', there)
  await held.set({ holds_answers: true }).execute()
  const open = await ask()
  const order = ['--person', here, '--until', until, '--reason', 'stalking', ...by, '--agency', 'mihon-kenpo']
  const begun = await call('agency people protect', order)
  assert.equal(begun.status, 0, begun.err)
  assert.ok((await nation.agencyOf('mihon-shi').releaseHeld(open)).ok)
  await held.set({ holds_answers: false }).execute()
  await nation.settle()
  const outcomeOf = async (exchange: string) =>
    (await inquiries.select('outcome').where('exchange_id', '=', exchange).executeTakeFirst())?.outcome
  assert.equal(await outcomeOf(open), 'answered')
  assert.equal(await outcomeOf(await ask()), 'answered')
  const hanako = await openCitizen(nation, 'hanako')
  const { records } = await hanako.read('History', '/api/v1/history')
  const lines = records.filter(({ inquirer, provider }) => inquirer === 'mihon-kenpo' && provider === 'mihon-shi')
  assert.equal(lines.length, before.length)
})
