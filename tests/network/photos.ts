import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bytes } from '@madoguchi/kit'
import { concat } from '@madoguchi/kit'

const needed = ['bwrap', 'pdftoppm', 'pdftotext', 'vips'].filter((name) => !existsSync(`/usr/bin/${name}`))

/** Why no photograph is made or looked at here; false where both can be. */
export const noPhotos: string | false = needed.length > 0 && `missing: ${needed.join(', ')}`

/** Photographs of a phone: one held upright, which its file says beside a picture that lies (EXIF 2.32, 4.6.4), and one as newer phones keep it. */
export async function takePhotos(): Promise<{ readonly jpeg: Bytes; readonly heic: Bytes }> {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-photos-'))
  const run = (...args: string[]) => {
    const { status, stderr } = spawnSync('vips', args)
    assert.equal(status, 0, String(stderr))
  }
  try {
    const [noise, jpeg, heic] = ['noise.png', 'photo.jpg', 'photo.heic'].map((name) => join(folder, name))
    assert(noise !== undefined && jpeg !== undefined && heic !== undefined)
    run('gaussnoise', `${noise}`, '1200', '800')
    run('copy', noise, `${jpeg}[strip]`)
    run('copy', noise, heic)
    const plain = new Uint8Array(await readFile(jpeg))
    return { jpeg: holdUpright(plain), heic: new Uint8Array(await readFile(heic)) }
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Puts an APP1 segment with an orientation of 6 behind the first marker: turned by a quarter to stand. */
function holdUpright(jpeg: Bytes): Bytes {
  const exif = Buffer.from('Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0', 'latin1')
  const marker = new Uint8Array([0xff, 0xe1, 0, exif.length + 2])
  return concat(jpeg.subarray(0, 2), marker, new Uint8Array(exif), jpeg.subarray(2))
}

/** Width and height of a PNG, in pixels. */
export function measurePng(png: Bytes): readonly [width: number, height: number] {
  const view = new DataView(png.buffer, png.byteOffset)
  return [view.getUint32(16), view.getUint32(20)]
}

/** The words of a PDF, in one line. */
export function readPdfWords(pdf: Bytes): string {
  const { status, stdout } = spawnSync('pdftotext', ['-', '-'], { input: pdf })
  assert.equal(status, 0)
  return String(stdout).replace(/\s+/g, '')
}
