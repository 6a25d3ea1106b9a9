import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { readSandboxFacts } from '@madoguchi/facts/sandbox'
import { commands } from './commands.ts'
import { findTypes, splitNames } from './get-types.ts'
import { run } from './run.ts'

async function call(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  let out = ''
  let err = ''
  const status = await run(args, {
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
    signal: new AbortController().signal,
    readStdin: async () => '1234\n',
    isTerminal: false,
    environment: {},
  })
  return { status, out, err }
}

test('"madoguchi --help" lists every command, and each command explains every option', async () => {
  const general = await call('--help')
  assert.equal(general.status, 0)
  for (const { name, options } of commands) {
    assert.ok(general.out.includes(name))
    const help = await call(...name.split(' '), '--help')
    assert.equal(help.status, 0)
    for (const option of Object.keys(options)) assert.ok(help.out.includes(`--${option}`), `${name} --${option}`)
    assert.ok(help.out.includes('Examples:'))
  }
})

test('a call without words is help; an unknown command is one clear sentence and status 2', async () => {
  assert.equal((await call()).status, 0)
  const unknown = await call('demo', 'stop')
  assert.deepEqual(unknown, {
    status: 2,
    out: '',
    err: '「demo stop」というコマンドはありません。「madoguchi demo --help」に一覧があります。\n',
  })
})

test('the first word of several commands says which there are: asked for help with status 0, alone with status 2', async () => {
  const asked = await call('keys', '--help')
  assert.equal(asked.status, 0)
  assert.match(asked.out, /keys new .*\n.*keys offline /)
  assert.doesNotMatch(asked.out, /demo start/)
  const alone = await call('keys')
  assert.equal(alone.status, 2)
  assert.match(alone.err, /^「keys」のあとに、もうひとつ言葉が要ります。\s+madoguchi .*\s+Commands:\s+keys new/)
  assert.equal(alone.out, '')
})

test('whatever stands before --help, a command or the beginning of some, the help is ours and names what there is', async () => {
  const beginnings = commands.flatMap(({ name }) =>
    name.split(' ').map((_, i, words) => words.slice(0, i + 1).join(' ')),
  )
  for (const name of new Set(beginnings)) {
    const within = commands.filter((one) => one.name === name || one.name.startsWith(`${name} `))
    for (const words of [
      [...name.split(' '), '--help'],
      [...name.split(' '), '-h'],
      ['help', ...name.split(' ')],
    ]) {
      const { status, out, err } = await call(...words)
      assert.deepEqual([status, err], [0, ''], words.join(' '))
      assert.match(out, /^madoguchi /)
      for (const one of within) assert.ok(out.includes(one.name), `${words.join(' ')}: ${one.name}`)
      assert.doesNotMatch(out, /Unexpected|positional|Usage: node|V8/)
    }
    if (!commands.some((one) => one.name === name)) assert.equal((await call(...name.split(' '))).status, 2, name)
    if (within.length === 1) continue
    const unknown = await call(...name.split(' '), 'nothing')
    assert.equal(unknown.status, 2)
    assert.equal(
      unknown.err,
      `「${name} nothing」というコマンドはありません。「madoguchi ${name} --help」に一覧があります。\n`,
    )
  }
})

test('a command without what it must be told names all of it at once, with a call that is right', async () => {
  let count = 0
  for (const { name, options, examples } of commands) {
    const required = Object.entries(options).filter(([, { isRequired }]) => isRequired === true)
    if (required.length === 0) continue
    count += 1
    const { status, out, err } = await call(...name.split(' '))
    assert.deepEqual([status, out], [2, ''], name)
    for (const [option] of required) assert.ok(err.includes(`--${option} `), `${name}: ${err}`)
    assert.ok(err.includes(examples[0] ?? '?'), name)
    assert.ok((await call(...name.split(' '), '--help')).out.includes('(required)'))
  }
  assert.ok(count >= 15)
})

test('wrong words are named, with where to look', async () => {
  const wrong: [string[], RegExp][] = [
    [['demo', 'start', '--port', 'abc'], /--port には 0 から 65535 の数を指定してください。「abc」は使えません。/],
    [['demo', 'start', '--port', '70000'], /--port には/],
    [['demo', 'start', '--colour'], /--colour という指定はありません。/],
    [['demo', 'start', '--log', 'loud'], /--log には debug、info/],
    [['demo', 'cards', 'please'], /「please」は、このコマンドでは使いません。/],
    [['demo', 'renew'], /--card NAME/],
    [['card', 'emulate'], /--vpcd/],
    [['card', 'emulate', '--vpcd'], /--card NAME/],
    [['me', '--types', '地方税'], /--out FILE/],
    [['me', '--out', 'me.docx', '--types', '地方税'], /--out FILE\.pdf/],
    [['me', '--out', 'me.pdf'], /--types/],
    [['me', '--out', 'me.pdf', '--types', '地方税'], /--pin-stdin/],
    [['history'], /--pin-stdin/],
    [['history', '--pin-stdin', '--portal', 'nowhere'], /--portal には/],
    [['sign'], /FILE\.pdf/],
    [['verify'], /FILE\.pdf/],
    [['verify', 'a.pdf', 'b.pdf'], /FILE\.pdf/],
  ]
  for (const [args, sentence] of wrong) {
    const { status, out, err } = await call(...args)
    assert.equal(status, 2, args.join(' '))
    assert.match(err, sentence)
    assert.match(err, /「madoguchi .* --help」に説明があります。\n$/)
    assert.equal(out, '')
  }
})

test('a certificate that is not there stops the demo before anything is made', async () => {
  for (const option of ['--trust-anchor', '--time-stamp-trust']) {
    const folder = join(tmpdir(), 'madoguchi-never-made')
    const { status, err } = await call('demo', 'start', '--data', folder, option, '/nowhere/root.pem')
    assert.equal(status, 1, option)
    assert.match(err, /\/nowhere\/root\.pem/)
    assert.equal(existsSync(folder), false)
  }
})

test('a configuration that is not there is told from one that is no file, and only a person can mend either', async () => {
  const missing = await call('core', '--config', '/nowhere/core.env', '--check')
  assert.equal(missing.status, 78)
  assert.match(missing.err, /\/nowhere\/core\.env がありません。--config で場所を指定してください。\(CONFIG_FILE\)\n$/)
  const folder = await call('health', '--config', tmpdir())
  assert.equal(folder.status, 78)
  assert.match(folder.err, /を読めません。ファイルか、/)
})

test('"demo cards" of an empty folder says to start the demo once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-cli-'))
  try {
    const { status, err } = await call('demo', 'cards', '--data', folder)
    assert.equal(status, 1)
    assert.match(err, /一度 npm start で始めるか/)
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('a portal that is not there is a sentence, before any card is touched', async () => {
  const { status, err } = await call('history', '--portal', 'http://localhost:9', '--card', 'hanako', '--pin-stdin')
  assert.equal(status, 1)
  assert.match(err, /つながりません/)
})

test('a portal that a card does not sign for is refused', async () => {
  const { status, err } = await call('history', '--portal', 'http://portal.example', '--card', 'hanako', '--pin-stdin')
  assert.equal(status, 1)
  assert.match(err, /カードは署名しません/)
})

test('a file or a folder that is not there is a sentence with its name, and what was refused says what to do next', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-cli-'))
  const at = (name: string) => join(folder, name)
  try {
    assert.equal((await call('keys', 'offline', '--dir', at('offline'))).status, 0)
    await writeFile(at('broken.json'), '{')
    const sign = (key: string, party: string, out: string) =>
      call('directory', 'sign', '--key', at(key), '--network', 'x', '--party', at(party), '--out', at(out))
    const pin = `--pin=${'A'.repeat(43)}`
    const cases: [Promise<{ status: number; err: string }>, RegExp][] = [
      [
        sign('nowhere.pem', 'broken.json', 'd'),
        /nowhere\.pem を使えません。ファイルやフォルダーがありません。\(ENOENT\)/,
      ],
      [sign('offline/directory-key.txt', 'broken.json', 'd'), /署名する鍵がありません。.*directory-key\.pem/],
      [
        sign('offline/directory-key.pem', 'broken.json', 'd'),
        /broken\.json は参加者のファイルではありません。.*party\.json/,
      ],
      [call('directory', 'show', '--file', at('nowhere'), pin), /nowhere がありません。「directory sign」が書いた/],
      [call('directory', 'show', '--file', at('broken.json'), pin), /名簿のファイルではありません。/],
      [call('directory', 'show', '--file', folder, pin), /ファイルではなく、フォルダーです。\(EISDIR\)/],
      [call('keys', 'offline', '--dir', at('offline')), /はすでにあります。.*「keys add」/],
      [call('keys', 'add', '--dir', at('nowhere'), '--purpose', 'tls'), /参加者のファイルではありません/],
      [call('database', 'create', '--admin-file', at('nowhere'), '--name', 'a', '--dir', at('a')), /ENOENT/],
    ]
    for (const [called, sentence] of cases) {
      const { status, err } = await called
      assert.equal(status, 1, err)
      assert.match(err, sentence)
      assert.equal(err.trimEnd().split('\n').length, 1, err)
    }
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('information types are found by the words people use', () => {
  const asked = new Set(['local-tax', 'medical-insurance'])
  const listed = readSandboxFacts().types.map((type) => ({ ...type, isConnected: asked.has(type.id) }))
  const find = (words: string) => findTypes(splitNames(words), listed)
  assert.deepEqual(find('地方税,医療保険'), ['local-tax', 'medical-insurance'])
  assert.deepEqual(find('地方税、所得と住民税, local-tax ,TM00000000000002'), ['local-tax'])
  assert.throws(() => find('年金'), /もう少し詳しく/)
  assert.throws(() => find('宇宙'), /「宇宙」という情報はありません/)
  assert.throws(() => find(' , '), /--types/)
  const newer = {
    id: 'dental-checkup',
    code: 'TM90000000000099',
    name: '歯科健診情報',
    plainName: '歯の健診',
    isConnected: true,
  }
  assert.deepEqual(findTypes(['歯科'], [...listed, newer]), ['dental-checkup'], 'what this portal lists can be named')
})
