import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { findMediaType } from '@madoguchi/filing'
import type { Bytes } from '@madoguchi/kit'
import { concat } from '@madoguchi/kit'
import {
  latin1,
  makeDeepPaper,
  makePaper,
  makePaperThatActs,
  makePng,
  makeRoundPaper,
} from '../hostile-files.fixture.ts'
import { makePicture, pictureLimits } from './make-picture.ts'

const needed = ['bwrap', 'pdftoppm', 'vips'].filter((name) => !existsSync(`/usr/bin/${name}`))
const skip = needed.length > 0 && `missing: ${needed.join(', ')}`

const pdf = { mediaType: 'application/pdf', page: 1 }

function draw(file: Bytes, given: { mediaType?: string; page?: number } = {}) {
  return makePicture(file, { mediaType: findMediaType(file) ?? 'image/png', page: 1, ...given })
}

/** The code of a refusal, or the size of the picture in pixels. */
async function tellOf(file: Bytes, given?: { mediaType?: string; page?: number }): Promise<string> {
  const made = await draw(file, given)
  if (!made.ok) return made.code
  assert.equal(findMediaType(made.value.png), 'image/png')
  const view = new DataView(made.value.png.buffer, made.value.png.byteOffset)
  return `${view.getUint32(16)}x${view.getUint32(20)}`
}

/** What another program of this machine makes of a file, to have honest and locked ones. */
async function convert(
  file: Bytes,
  command: (from: string, to: string) => [string, ...string[]],
  ending: string,
): Promise<Bytes> {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-pictures-'))
  try {
    const [from, to] = [join(folder, 'from'), join(folder, `to.${ending}`)]
    await writeFile(from, file)
    const [program, ...args] = command(from, to)
    const { status, stderr } = spawnSync(program, args)
    assert.equal(status, 0, String(stderr))
    return new Uint8Array(await readFile(to))
  } finally {
    await rm(folder, { recursive: true })
  }
}

const photo = (ending: string) =>
  convert(makePng({ width: 2000, height: 3000 }), (from, to) => ['vips', 'copy', from, to], ending)

test('each page of a paper is a picture as wide as a screen', { skip }, async () => {
  const paper = makePaper({ pages: 3 })
  const third = await makePicture(paper, { ...pdf, page: 3 })
  assert(third.ok)
  assert.equal(third.value.pageCount, 3)
  assert.equal(await tellOf(paper, { page: 3 }), '1600x2265')
  assert.equal(await tellOf(paper, { page: 4 }), 'PICTURE_BROKEN')
  assert.equal(await tellOf(makePaper({ box: '[0 0 842 595]' })), '1600x1131')
})

test('a photograph of a phone is a picture, whatever it was kept as, and a small one stays small', {
  skip,
}, async () => {
  for (const ending of ['jpg', 'heic', 'png']) assert.equal(await tellOf(await photo(ending)), '1600x2400', ending)
  assert.equal(await tellOf(makePng({ width: 300, height: 200 })), '300x200')
})

test('where and when it was taken does not come along, and it stands as it was held', { skip }, async () => {
  const exif = latin1(
    'Exif\0\0II*\0\x08\0\0\0\x02\0\x0f\x01\x02\0\x0a\0\0\0\x26\0\0\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0camera-of\0',
  )
  const plain = await convert(
    makePng({ width: 2000, height: 3000 }),
    (from, to) => ['vips', 'copy', from, `${to}[strip]`],
    'jpg',
  )
  const segment = concat(latin1('\xff\xe1'), new Uint8Array([0, exif.length + 2]), exif)
  const turned = concat(plain.subarray(0, 2), segment, plain.subarray(2))
  const made = await draw(turned)
  assert(made.ok)
  assert.equal(await tellOf(turned), '1600x1067')
  assert(!Buffer.from(made.value.png).includes('camera-of'))
})

test('a paper with a script, a command and a program within it is a picture of its page', { skip }, async () => {
  assert.equal(await tellOf(makePaperThatActs()), '1600x2265')
})

test('papers made to hurt their reader are a picture or a refusal', { skip }, async () => {
  assert.match(await tellOf(makeDeepPaper(20_000)), /^1600x|^PICTURE_(BROKEN|COSTLY)$/)
  assert.equal(await tellOf(makeRoundPaper()), 'PICTURE_BROKEN')
  for (const box of ['[0 0 1000000000 1000000000]', '[0 0 1 100000000]', '[0 0 0 0]', '[0 0 -5 nan]'])
    assert.match(await tellOf(makePaper({ box })), /^1600x|^PICTURE_(BROKEN|COSTLY)$/, box)
  const many = await makePicture(makePaper({ pages: 5000 }), pdf)
  assert(many.ok && many.value.pageCount === 5000)
  assert.equal(await tellOf(makePaper().subarray(0, 120)), 'PICTURE_BROKEN')
  assert.equal(await tellOf(concat(latin1('%PDF-1.7\n'), new Uint8Array(100_000))), 'PICTURE_BROKEN')
})

test('a paper that only a password opens is said to be one', { skip }, async () => {
  const lock = (from: string, to: string): [string, ...string[]] => [
    'qpdf',
    ...['--encrypt', 'secret', 'owner', '256', '--', from, to],
  ]
  assert.equal(await tellOf(await convert(makePaper(), lock, 'pdf')), 'PICTURE_PASSWORD')
})

test('a header that promises more pixels than any camera has is refused before they are counted out', {
  skip,
}, async () => {
  assert.equal(await tellOf(makePng({ width: 60_000, height: 60_000, rows: 1 })), 'PICTURE_LARGE')
  assert.equal(60_000 ** 2 > pictureLimits.pixelsMax, true)
  assert.equal(await tellOf(makePng({ width: 8000, height: 12_000 })), '1600x2400')
  assert.equal(await tellOf(makePng({ width: 0, height: 0 })), 'PICTURE_BROKEN')
  assert.equal(await tellOf(makePng({ width: 3000, height: 3000, rows: 10 })), 'PICTURE_BROKEN')
})

test('half a photograph is not shown as a whole one', { skip }, async () => {
  for (const ending of ['jpg', 'heic']) {
    const whole = await photo(ending)
    assert.equal(await tellOf(whole.subarray(0, Math.floor(whole.length / 2))), 'PICTURE_BROKEN', ending)
    assert.equal(await tellOf(whole.subarray(0, 100)), 'PICTURE_BROKEN', ending)
  }
})

test('a file that is two things is what its first bytes say, and nothing is looked for behind them', {
  skip,
}, async () => {
  const jpeg = await photo('jpg')
  assert.equal(await tellOf(concat(jpeg, makePaperThatActs())), '1600x2400')
  assert.equal(await tellOf(concat(makePaper(), latin1('PK\x03\x04'))), '1600x2265')
  assert.equal(await tellOf(jpeg, { mediaType: 'application/pdf' }), 'PICTURE_KIND')
})

test('what is none of the four kinds reaches no decoder, whatever it was taken for', { skip }, async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'
  for (const text of ['', 'PK\x03\x04', '<!doctype html>', svg, 'GIF89a', '%!PS', 'push graphic-context', '#!/bin/sh'])
    for (const mediaType of ['image/png', 'application/pdf', 'image/heic', 'text/html', ''])
      assert.equal(await tellOf(latin1(text), { mediaType }), 'PICTURE_KIND', text)
})

test('noise behind an honest beginning is a refusal', { skip }, async () => {
  const noise = Uint8Array.from({ length: 20_000 }, (_, at) => (at * at * 31 + at * 7) % 251)
  const heads = ['\xff\xd8\xff\xe0\0\x10JFIF\0', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR', '\0\0\0\x18ftypheic\0\0\0\0mif1heic']
  for (const head of heads) assert.equal(await tellOf(concat(latin1(head), noise)), 'PICTURE_BROKEN', head)
  const drawing = concat(latin1('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'), latin1('<svg xmlns="http://www.w3.org/2000/svg"/>'))
  assert.equal(await tellOf(drawing), 'PICTURE_BROKEN')
})
