import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Nation } from '@madoguchi/nation'
import { makeNationDesk, powerUpCard, readDemoCards, startNation } from '@madoguchi/nation'
import { makeLog, serve } from '@madoguchi/server'
import { findReasonToSkip, withTestReader } from '@madoguchi/virtual-card/test-reader'
import { run } from './run.ts'

test('Hanako puts her card into a real reader’s slot and does the main job from a shell: PIN wrong, PIN right, PDF, CSV, history, and with a renewed card what to do first', {
  skip: findReasonToSkip(),
  timeout: 120_000,
}, async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'madoguchi-me-'))
  let nation: Nation | undefined
  await using web = await serve({
    port: 0,
    fetch: async (request, env) =>
      nation === undefined ? new Response(null, { status: 503 }) : nation.portal.fetch(request, env),
  })
  const origin = `http://localhost:${web.port}`
  const log = makeLog({ level: 'silent', name: 'me' })
  await using started = await startNation({ dataFolder, origin, residents: 40, durability: 'none', log })
  nation = started
  const pin = (await readDemoCards(started.folder)).find(({ name }) => name === 'hanako')?.pin ?? assert.fail()
  const wrong = pin === '0000' ? '1111' : '0000'

  const useReader = (reader: string) => {
    return async (typed: string, ...args: string[]) => {
      let text = ''
      const write = (part: string) => {
        text += part
      }
      const status = await run([...args, '--portal', origin, '--reader', reader, '--pin-stdin'], {
        out: write,
        err: write,
        signal: new AbortController().signal,
        readStdin: async () => `${typed}\n`,
        isTerminal: false,
        environment: {},
      })
      return { status, text }
    }
  }
  await withTestReader(await powerUpCard(started.folder, 'hanako'), async ({ name: reader }) => {
    const call = useReader(reader)
    const pdf = join(dataFolder, 'me.pdf')
    const refused = await call(wrong, 'me', '--types', '地方税', '--out', pdf)
    assert.equal(refused.status, 1)
    assert.match(refused.text, /暗証番号が違います。あと2回/)

    const unregistered = await call(pin, 'me', '--types', '地方税', '--out', pdf)
    assert.match(unregistered.text, /利用者登録/)
    await register(origin, started)

    const asked = await call(pin, 'me', '--types', '地方税,医療保険', '--out', pdf)
    assert.equal(asked.status, 0, asked.text)
    assert.match(asked.text, /地方税関係情報\(みほん市\): 回答あり/)
    assert.match(asked.text, /医療保険資格情報\(みほん健康保険組合\): 回答あり/)
    assert.equal((await readFile(pdf)).subarray(0, 5).toString(), '%PDF-')

    const csv = join(dataFolder, 'me.csv')
    assert.equal((await call(pin, 'me', '--types', 'local-tax', '--out', csv)).status, 0)
    assert.match(await readFile(csv, 'utf8'), /^\uFEFF/)

    const history = await call(pin, 'history')
    assert.equal(history.status, 0, history.text)
    assert.match(history.text, /みほん市/)
    assert.match(history.text, /最初の記録から途切れていないことを確かめました/)
  })

  assert.ok((await makeNationDesk(started.folder, started.registry.desk).renew('hanako', false)).ok)
  const newPin = (await readDemoCards(started.folder)).find(({ name }) => name === 'hanako-2')?.pin ?? assert.fail()
  await withTestReader(await powerUpCard(started.folder, 'hanako-2'), async ({ name: reader }) => {
    const call = useReader(reader)
    for (const args of [['history'], ['me', '--types', '地方税', '--out', join(dataFolder, 'new.pdf')]]) {
      const closed = await call(newPin, ...args)
      assert.equal(closed.status, 1)
      assert.match(closed.text, new RegExp(`何も失われていません。ブラウザーで ${origin}/new-card をひらき`))
      assert.match(closed.text, /前のカードか回復コードで[\s\S]*VAULT_CLOSED/)
    }
  })
  await rm(dataFolder, { recursive: true, force: true })
})

/** What the citizen does once in the browser: log in with the card and consent. */
async function register(origin: string, nation: Nation): Promise<void> {
  const jar: string[] = []
  const send = async (path: string, form?: Record<string, string>) => {
    const response = await fetch(new URL(path, origin), {
      redirect: 'manual',
      headers: { cookie: jar.join('; '), origin },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    })
    for (const line of response.headers.getSetCookie()) jar.push(line.split(';')[0] ?? '')
    return response
  }
  await send('/login')
  const pin = (await readDemoCards(nation.folder)).find(({ name }) => name === 'hanako')?.pin ?? ''
  const loggedIn = await send('/login/sandbox', { card: 'hanako', pin })
  assert.equal(loggedIn.status, 303)
  const registered = await send('/registration', { consent: 'yes' })
  assert.equal(registered.status, 303)
}
