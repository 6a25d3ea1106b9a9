import assert from 'node:assert/strict'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { run } from './run.ts'

async function madoguchi(...words: readonly string[]): Promise<{ status: number; text: string }> {
  let text = ''
  const say = (more: string) => {
    text += more
  }
  const status = await run(words, {
    out: say,
    err: say,
    signal: new AbortController().signal,
    readStdin: async () => '',
    isTerminal: false,
    environment: {},
  })
  return { status, text }
}

test('whoever keeps the offline key signs version after version, and one that no node would take is not signed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-facts-'))
  try {
    const at = (name: string) => join(folder, name)
    await madoguchi('keys', 'offline', '--dir', at('offline'))
    const pin = `--pin=${(await readFile(at('offline/directory-key.txt'), 'utf8')).trim()}`
    const key = ['--key', at('offline/directory-key.pem'), '--network', 'test', '--out', at('facts.signed')]
    const first = await madoguchi('facts', 'sign', ...key, '--counts-from', '2026-01-01')
    assert.match(first.text, /version 1, counts from 2026-01-01; 1 version\(s\)/)

    await cp(new URL('../../facts/data', import.meta.url), at('ours'), { recursive: true })
    const next = ['--data', at('ours'), '--counts-from', '2099-04-01', '--withdraw', '74=it named the wrong type']
    assert.match((await madoguchi('facts', 'sign', ...key, ...next)).text, /version 2, .* 2 version\(s\)/)
    const shown = await madoguchi('facts', 'show', '--file', at('facts.signed'), pin)
    assert.match(shown.text, /version 1, .*\n {2}30 types, 95 affairs, 102 items, 5 municipalities\n\nversion 2/)
    assert.match(shown.text, /withdraws 74: it named the wrong type/)
    const checked = await madoguchi('facts', 'check', '--file', at('facts.signed'), pin)
    assert.match(checked.text, /Version 2 is good; 1 counts today\./)

    const before = await readFile(at('facts.signed'))
    const early = await madoguchi('facts', 'sign', ...key, '--counts-from', '2099-05-01', '--forget-before', '2')
    assert.equal(early.status, 1)
    assert.match(early.text, /版 1 は、この 31 日.*--forget-before 1/)
    const items = JSON.parse(await readFile(at('ours/permission-table.json'), 'utf8')) as { items: object[] }
    Object.assign(items.items[0] ?? {}, { affair: 'nothing-of-ours' })
    await writeFile(at('ours/permission-table.json'), JSON.stringify(items))
    const spoilt = await madoguchi('facts', 'sign', ...key, '--data', at('ours'))
    assert.equal(spoilt.status, 1)
    assert.match(spoilt.text, /permissions\.0\.affair names what is not there/)
    const earlier = await madoguchi('facts', 'sign', ...key, '--counts-from', '2026-01-02')
    assert.match(earlier.text, /countsFrom is before the one before/)
    const foreign = await madoguchi('facts', 'sign', ...key.slice(0, 2), '--network', 'other', ...key.slice(4))
    assert.match(foreign.text, /この鍵とネットワークの表ではありません/)
    assert.deepEqual(await readFile(at('facts.signed')), before)
  } finally {
    await rm(folder, { recursive: true })
  }
})
