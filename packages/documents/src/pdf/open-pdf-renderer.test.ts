import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { test } from 'node:test'
import type { AnswerDocument } from '../answer-document.ts'
import { sampleDocument } from '../sample-document.fixture.ts'
import { openPdfRenderer } from './open-pdf-renderer.ts'

const hasPoppler = spawnSync('pdftotext', ['-v']).error === undefined
const withPoppler = hasPoppler ? {} : { skip: 'poppler (pdftotext, pdfinfo, pdffonts) is not installed' }

function run(tool: string, args: readonly string[], pdf: Uint8Array): string {
  return execFileSync(tool, [...args], { input: pdf, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] })
}

/** The text without the spaces and line breaks of the layout. */
function readText(pdf: Uint8Array): string {
  return run('pdftotext', ['-raw', '-', '-'], pdf).replace(/[\s\u200b]+/g, '')
}

async function render(part: Partial<AnswerDocument> = {}): Promise<Uint8Array> {
  await using renderer = openPdfRenderer()
  return await renderer.renderPdf({ ...sampleDocument, ...part })
}

test(
  'a citizen gets a tagged Japanese PDF with its fonts inside, a title and the numbers of its pages',
  withPoppler,
  async () => {
    const pdf = await render()
    const info = run('pdfinfo', ['-'], pdf)
    assert.match(info, /Title:\s+所得と住民税/)
    assert.match(info, /Author:\s+みほん窓口ポータル運営機構/)
    assert.match(info, /Tagged:\s+yes/)
    const fonts = run('pdffonts', ['-'], pdf).trim().split('\n').slice(2)
    assert.ok(fonts.length >= 2)
    for (const font of fonts) assert.match(font, /BIZUDPGothic.* yes yes yes /)
    const text = readText(pdf)
    for (const wanted of [
      '髙橋花子',
      'みほん市',
      '2026年11月20日(令和8年)',
      '4,321,000円',
      '-120,000円',
      '1／1ページ',
    ]) {
      assert.ok(text.includes(wanted), wanted)
    }
    const raw = Buffer.from(pdf).toString('latin1')
    assert.match(raw, /\/Lang \(ja-JP\)/)
    assert.match(raw, /pdfuaid:part/)
  },
)

test('a reader by ear hears a title, headings and a table with headers', withPoppler, async () => {
  const tree = run('pdfinfo', ['-struct', '-'], await render())
  for (const role of ['H1', 'H2', 'Table', 'THead', 'TH', 'TD']) assert.match(tree, new RegExp(`^\\s*${role}\\b`, 'm'))
})

test('text that looks like markup comes out as text', withPoppler, async () => {
  const texts = [
    '#import("x")',
    '*bold*',
    '_em_',
    '$x$',
    '=head',
    '@ref',
    '<label>',
    '`code`',
    '\\u{41}',
    '//c',
    '#panic()',
  ]
  const rows = texts.map((text) => ({ label: text, text, explanation: text }))
  const pdf = await render({
    title: '#import("x")',
    subtitle: '*b*',
    sections: [{ heading: '$x$', note: '#a', rows }],
    notes: texts,
  })
  const text = readText(pdf)
  for (const wanted of texts) assert.ok(text.includes(wanted), wanted)
  assert.match(run('pdfinfo', ['-'], pdf), /Title:\s+#import\("x"\)/)
})

test('rare kanji keep their variants; marks that turn the text and pictures are named', withPoppler, async () => {
  const text = readText(await render({ holder: '辻\u{e0100} 𠮷田 葛\u{e0101} \u202eabc 👪' }))
  for (const wanted of ['辻\u{e0100}', '𠮷田', '葛\u{e0101}', '〔U+202E〕abc', '〔U+1F46A〕'])
    assert.ok(text.includes(wanted), wanted)
})

test('a long table repeats its header on every page, and long words stay on the paper', withPoppler, async () => {
  const rows = Array.from({ length: 150 }, (_, n) => ({ label: `${n}番目`, text: n === 3 ? 'x'.repeat(400) : '納付' }))
  const pdf = await render({ sections: [{ heading: '長い表', columns: ['月別', '状況'], rows }] })
  const pages = Number(/Pages:\s+(\d+)/.exec(run('pdfinfo', ['-'], pdf))?.[1])
  assert.ok(pages >= 4)
  const text = readText(pdf)
  assert.equal(text.split('月別状況').length - 1, pages)
  assert.ok(text.includes(`${pages}／${pages}ページ`))
  assert.ok(text.includes('149番目'))
  const words = run('pdftotext', ['-bbox', '-', '-'], pdf).matchAll(/xMax="([0-9.]+)"/g)
  for (const [, right] of words) assert.ok(Number(right) < 595)
})

test('the same document gives the same bytes', async () => {
  assert.deepEqual(await render(), await render())
})

test('a document without rows, notes or holder is still a document', async () => {
  const { holder, subtitle, ...rest } = sampleDocument
  assert.ok(holder && subtitle)
  await using renderer = openPdfRenderer()
  const pdf = await renderer.renderPdf({ ...rest, sections: [{ heading: '空', rows: [] }], notes: [] })
  assert.equal(Buffer.from(pdf.slice(0, 5)).toString(), '%PDF-')
})

test('two threads answer many at once, each with its own document', withPoppler, async () => {
  await using renderer = openPdfRenderer({ workers: 2 })
  const names = Array.from({ length: 8 }, (_, n) => `みほん${n}番`)
  const pdfs = await Promise.all(names.map((title) => renderer.renderPdf({ ...sampleDocument, title })))
  for (const [at, pdf] of pdfs.entries()) assert.ok(readText(pdf).includes(names[at] ?? 'none'))
})

test('refuses when too many wait, when too slow, when too large and when closed, each by its own code', async () => {
  const renderer = openPdfRenderer({ queueMax: 1 })
  const running = [renderer.renderPdf(sampleDocument), renderer.renderPdf(sampleDocument)]
  await assert.rejects(renderer.renderPdf(sampleDocument), { code: 'PDF_QUEUE_FULL' })
  await assert.rejects(renderer.renderPdf({ ...sampleDocument, title: 'x'.repeat(2001) }), {
    code: 'DOCUMENT_TOO_LARGE',
  })
  const settled = Promise.allSettled(running)
  await renderer[Symbol.asyncDispose]()
  for (const result of await settled) {
    assert.ok(result.status === 'rejected' && result.reason.code === 'PDF_RENDERER_CLOSED')
  }
  await assert.rejects(renderer.renderPdf(sampleDocument), { code: 'PDF_RENDERER_CLOSED' })
})

test('after a document that took too long the next one gets a new thread', async () => {
  await using renderer = openPdfRenderer({ timeoutMs: 1 })
  await assert.rejects(renderer.renderPdf(sampleDocument), { code: 'PDF_TIMED_OUT' })
  await assert.rejects(renderer.renderPdf(sampleDocument), { code: 'PDF_TIMED_OUT' })
})
