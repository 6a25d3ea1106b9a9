import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from '@cantoo/pdf-lib'
import type { Bytes } from '@madoguchi/kit'
import { utf8 } from '@madoguchi/kit'

/** A small document, written by hand: objects from 1 on, the first of them the catalog. */
export function writePdf(objects: readonly string[], trailer = ''): Bytes {
  let text = '%PDF-1.7\n%\u00e2\u00e3\n'
  const offsets = objects.map((body, index) => {
    const offset = Buffer.byteLength(text, 'latin1')
    text += `${index + 1} 0 obj\n${body}\nendobj\n`
    return offset
  })
  const start = Buffer.byteLength(text, 'latin1')
  const entries = offsets.map((offset) => `${offset.toString().padStart(10, '0')} 00000 n \n`).join('')
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`
  text += `trailer\n<</Size ${objects.length + 1}/Root 1 0 R${trailer}>>\nstartxref\n${start}\n%%EOF\n`
  return new Uint8Array(Buffer.from(text, 'latin1'))
}

export const plainObjects = [
  '<</Type/Catalog/Pages 2 0 R>>',
  '<</Type/Pages/Kids[3 0 R]/Count 1>>',
  '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<<>>>>',
  '<</Length 15>>\nstream\n0 0 100 100 re f\nendstream'.replace('15', '16'),
]

export const plainPdf = writePdf(plainObjects)

/** A document as another library writes it: cross-reference and objects in compressed streams. */
export async function makePackedPdf(): Promise<Bytes> {
  const document = await PDFDocument.create()
  document.addPage([200, 200]).drawRectangle({ x: 10, y: 10, width: 50, height: 50 })
  return new Uint8Array(await document.save({ useObjectStreams: true }))
}

/** Runs a program on files, the first of which is its input; gives what it says and the file it may have written. */
export function runTool(
  tool: string,
  args: readonly string[],
  files: Readonly<Record<string, Bytes>>,
): { status: number | null; output: string; written: Bytes | undefined } {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-pades-'))
  try {
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes)
    const { status, stdout, stderr } = spawnSync(tool, args, { cwd: folder, timeout: 60_000 })
    return { status, output: `${stdout}${stderr}`, written: readMaybe(join(folder, 'out')) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function readMaybe(path: string): Bytes | undefined {
  try {
    return new Uint8Array(readFileSync(path))
  } catch {
    // Not every program writes a file.
    return undefined
  }
}

export function replaceOnce(bytes: Bytes, from: string, to: string): Bytes {
  const at = Buffer.from(bytes).indexOf(from, 0, 'latin1')
  if (at < 0) throw new RangeError(`not there: ${from}`)
  const head = bytes.subarray(0, at)
  return new Uint8Array(Buffer.concat([head, utf8.encode(to), bytes.subarray(at + from.length)]))
}
