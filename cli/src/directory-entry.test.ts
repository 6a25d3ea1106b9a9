import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { run } from './run.ts'

let folder = ''
let pin = ''
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'madoguchi-entry-'))
})
after(() => rm(folder, { recursive: true, force: true }))

const at = (...path: string[]) => join(folder, ...path)
const signed = () => at('directory.signed')
const key = () => ['--key', at('offline', 'directory-key.pem'), '--file', signed()]

async function madoguchi(words: readonly string[]): Promise<{ status: number; out: string; err: string }> {
  const said = { out: '', err: '' }
  const status = await run(words, {
    out: (text) => {
      said.out += text
    },
    err: (text) => {
      said.err += text
    },
    signal: new AbortController().signal,
    readStdin: async () => '',
    isTerminal: false,
    environment: {},
  })
  return { status, ...said }
}

async function does(words: readonly string[]): Promise<string> {
  const { status, out, err } = await madoguchi(words)
  assert.equal(status, 0, `${words.join(' ')}\n${out}${err}`)
  return out
}

async function makeParty(name: string, kind: string): Promise<void> {
  const url = `https://${name}.example`
  await does(['keys', 'new', '--dir', at(name), '--party', name, '--kind', kind, '--network-url', url])
}

const show = () => does(['directory', 'show', '--file', signed(), `--pin=${pin}`])
const about = {
  name: 'うみのべ町',
  kana: 'ウミノベチョウ',
  headTitle: '町長',
  contact: {
    section: '住民課',
    postalAddress: '〒000-0000 うみのべ町1番地',
    phone: '000-0000-0909',
    hours: '平日 9:00〜16:00',
  },
  counter: { name: '住民窓口', place: '町役場1階', hours: '平日 9:00〜16:00', phone: '000-0000-0910' },
}

test('an operator signs one agency in with its name and telephone, renames it, signs it out, and its name stays', async () => {
  pin = (await does(['keys', 'offline', '--dir', at('offline')])).trim()
  for (const [name, kind] of [
    ['core', 'core'],
    ['umi', 'agency'],
    ['yama', 'agency'],
  ] as const)
    await makeParty(name, kind)
  await writeFile(at('about.json'), JSON.stringify(about))
  const described = await does([
    'directory',
    'describe',
    '--party',
    at('umi', 'party.json'),
    '--about',
    at('about.json'),
  ])
  assert.match(
    described,
    /umi \(agency\)\n {2}called {4}うみのべ町\(ウミノベチョウ\)\n[\s\S]*住民課 000-0000-0909\(平日/,
  )
  const sign = [
    'directory',
    'sign',
    '--key',
    at('offline', 'directory-key.pem'),
    '--network',
    'test',
    '--out',
    signed(),
  ]
  await does([...sign, '--party', at('core', 'party.json'), '--party', at('yama', 'party.json')])
  assert.match(await show(), /^test version 1,[\s\S]*core \(core\)\n {2}called {4}\(by its id/)

  assert.match(await does(['directory', 'join', ...key(), '--party', at('umi', 'party.json')]), /version 2, 3 parties/)
  assert.match(await show(), /umi \(agency\)\n {2}called {4}うみのべ町/)

  await writeFile(at('about.json'), JSON.stringify({ ...about, name: '海辺町' }))
  await does(['directory', 'describe', '--party', at('umi', 'party.json'), '--about', at('about.json')])
  assert.match(await does(['directory', 'join', ...key(), '--party', at('umi', 'party.json')]), /version 3, 3 parties/)

  assert.match(await does(['directory', 'leave', ...key(), '--id', 'umi']), /version 4, 2 parties/)
  const left = await show()
  assert.match(left, /umi \(agency\) left on \d{4}-\d\d-\d\d\n {2}called {4}海辺町/)
  assert.match(await does(['directory', 'check', '--file', signed(), `--pin=${pin}`]), /2 parties and 1 that left/)

  // Whoever forgets a file loses no name; who comes back is here again.
  await does([...sign, '--party', at('core', 'party.json'), '--party', at('umi', 'party.json')])
  const back = await show()
  assert.match(back, /umi \(agency\)\n {2}called {4}海辺町/)
  assert.match(back, /yama \(agency\) left on/)
  assert.doesNotMatch(back, /umi \(agency\) left/)
})

test('what no node would take is named before anybody signs it, and changes no file', async () => {
  const party = at('umi', 'party.json')
  const [entry, directory] = [await readFile(party, 'utf8'), await readFile(signed(), 'utf8')]
  for (const [wrong, place] of [
    [{ ...about, name: 'うみ\u200bのべ町' }, 'name'],
    [{ ...about, contact: { ...about.contact, phone: 'call us' } }, 'contact.phone'],
    [{ ...about, counter: { ...about.counter, place: undefined } }, 'counter.place'],
    [{ ...about, fax: '000-0000-0911' }, 'the whole'],
    [['うみのべ町'], 'the whole'],
  ] as const) {
    await writeFile(at('about.json'), JSON.stringify(wrong))
    const { status, err } = await madoguchi(['directory', 'describe', '--party', party, '--about', at('about.json')])
    assert.notEqual(status, 0)
    assert.ok(err.includes(`「${place}」`), err)
  }
  await writeFile(at('about.json'), 'name: うみのべ町')
  assert.match(
    (await madoguchi(['directory', 'describe', '--party', party, '--about', at('about.json')])).err,
    /JSON ではありません/,
  )
  await writeFile(at('about.json'), JSON.stringify({ ...(JSON.parse(entry) as object), about: { name: '町' } }))
  assert.match(
    (await madoguchi(['directory', 'join', ...key(), '--party', at('about.json')])).err,
    /署名はしていません/,
  )
  assert.match((await madoguchi(['directory', 'leave', ...key(), '--id', 'nobody'])).err, /この名簿にありません/)
  assert.equal(await readFile(party, 'utf8'), entry)
  assert.equal(await readFile(signed(), 'utf8'), directory)
})
