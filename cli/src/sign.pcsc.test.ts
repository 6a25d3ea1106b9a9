import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openPdfRenderer } from '@madoguchi/documents'
import { powerUpCard, readDemoCards, startNation } from '@madoguchi/nation'
import { makeLog } from '@madoguchi/server'
import { findReasonToSkip, withTestReader } from '@madoguchi/virtual-card/test-reader'
import { run } from './run.ts'

test('Umeko signs a document with her card in a real reader; whoever gets it sees who signed, and a changed byte', {
  skip: findReasonToSkip(),
  timeout: 120_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-sign-'))
  const call = async (typed: string, ...args: string[]) => {
    let text = ''
    const write = (part: string) => {
      text += part
    }
    const status = await run([...args, '--data', folder], {
      out: write,
      err: write,
      signal: new AbortController().signal,
      readStdin: async () => `${typed}\n`,
      isTerminal: false,
      environment: {},
    })
    return { status, text }
  }
  try {
    const log = makeLog({ level: 'silent', name: 'sign' })
    await using nation = await startNation({
      dataFolder: folder,
      origin: 'http://localhost:8480',
      residents: 40,
      durability: 'none',
      log,
    })
    const password =
      (await readDemoCards(nation.folder)).find(({ name }) => name === 'umeko')?.password ?? assert.fail()
    const [letter, signed, twice] = [join(folder, 'letter.pdf'), join(folder, 'signed.pdf'), join(folder, 'twice.pdf')]
    await writeFile(letter, await renderLetter())
    assert.deepEqual(await call('', 'verify', letter), { status: 3, text: 'この文書に署名はありません。\n' })

    await withTestReader(await powerUpCard(nation.folder, 'umeko'), async ({ name: reader }) => {
      const sign = (typed: string, from: string, to: string) =>
        call(typed, 'sign', from, '--out', to, '--reader', reader, '--pin-stdin', '--reason', '届出')
      const wrong = await sign('WRONG99', letter, signed)
      assert.equal(wrong.status, 1)
      assert.match(wrong.text, /署名用の暗証番号が違います。あと4回/)
      const malformed = await sign('短い', letter, signed)
      assert.match(malformed.text, /6〜16文字です。カードには送っていません/)
      // Lower case cost no try.
      const done = await sign(password.toLowerCase(), letter, signed)
      assert.equal(done.status, 0, done.text)
      assert.equal((await sign(password, signed, twice)).status, 0)
    })

    const good = await call('', 'verify', signed)
    assert.equal(good.status, 0, good.text)
    assert.match(good.text, /結果: 正しい署名です/)
    assert.match(good.text, /氏名: 〔高〕橋 梅子/)
    assert.match(good.text, /代替文字/)
    assert.match(good.text, /失効: 確かめていません/)
    assert.match(good.text, /理由: 届出/)
    assert.equal((await call('', 'verify', twice)).text.match(/正しい署名です/g)?.length, 2)

    const bytes = await readFile(signed)
    bytes[20] = (bytes[20] ?? 0) ^ 1
    await writeFile(signed, bytes)
    const changed = await call('', 'verify', signed)
    assert.equal(changed.status, 3)
    assert.match(changed.text, /署名のあとで変えられています/)

    await writeFile(letter, 'not a PDF')
    const refused = await call(password, 'sign', letter, '--out', signed, '--card', 'umeko', '--pin-stdin')
    assert.equal(refused.status, 1)
    assert.match(refused.text, /DOCUMENT_MALFORMED/)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

async function renderLetter(): Promise<Uint8Array> {
  await using renderer = openPdfRenderer()
  return await renderer.renderPdf({
    title: '届出書',
    issuer: 'みほん市',
    operator: 'みほん窓口ポータル運営機構',
    requestedAt: new Date('2026-11-20T00:00:00Z'),
    asOf: '2026-11-20',
    referenceNumber: 'inq_8Jx0aQzN4bWk2mVtR7sYpL',
    sections: [],
    notes: [],
  })
}
