import { crc32, deflateSync } from 'node:zlib'
import type { Bytes } from '@madoguchi/kit'
import { concat } from '@madoguchi/kit'

/** Files of strangers, honest and otherwise, made here so that nothing that does harm lies about. */

export function latin1(text: string): Bytes {
  return new Uint8Array(Buffer.from(text, 'latin1'))
}

type Stream = { readonly head: string; readonly body: Bytes }

/** A PDF of these objects, numbered from 1; the first is the catalogue. */
export function makePdf(objects: readonly (string | Stream)[]): Bytes {
  const parts: Bytes[] = [latin1('%PDF-1.7\n')]
  const starts: number[] = []
  let size = parts[0]?.length ?? 0
  for (const [at, object] of objects.entries()) {
    starts.push(size)
    const { head, body } = typeof object === 'string' ? { head: object, body: undefined } : object
    const stream = body === undefined ? [] : [latin1('\nstream\n'), body, latin1('\nendstream')]
    const part = concat(latin1(`${at + 1} 0 obj\n${head}`), ...stream, latin1('\nendobj\n'))
    parts.push(part)
    size += part.length
  }
  const rows = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('')
  const count = objects.length + 1
  const trailer = `trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${size}\n%%EOF\n`
  return concat(...parts, latin1(`xref\n0 ${count}\n0000000000 65535 f \n${rows}${trailer}`))
}

const a4 = '[0 0 595 842]'

function streamOf(body: Bytes, more = ''): Stream {
  return { head: `<< /Length ${body.length} ${more} >>`, body }
}

/** Grey pages, with this in the catalogue and these objects after number 4. */
export function makePaper({
  pages = 1,
  catalogue = '',
  box = a4,
  more = [] as readonly (string | Stream)[],
} = {}): Bytes {
  const first = 5 + more.length
  const kids = Array.from({ length: pages }, (_, at) => `${first + at} 0 R`).join(' ')
  return makePdf([
    `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${pages} /MediaBox ${box} >>`,
    streamOf(latin1('0.5 g 100 100 200 200 re f')),
    '<< >>',
    ...more,
    ...Array.from({ length: pages }, () => '<< /Type /Page /Parent 2 0 R /Contents 3 0 R /Resources 4 0 R >>'),
  ])
}

/** Programs of a PDF: a script at opening, a command to run, a file within. */
export function makePaperThatActs(): Bytes {
  return makePaper({
    catalogue: '/OpenAction 5 0 R /AA << /WC 6 0 R >> /Names << /EmbeddedFiles << /Names [(a.exe) 7 0 R] >> >>',
    more: [
      '<< /S /JavaScript /JS (app.launchURL("https://example.invalid/"); while (true) {}) /Next 6 0 R >>',
      '<< /S /Launch /F (/bin/sh) /Win << /F (cmd.exe) /P (/c calc) >> >>',
      '<< /Type /Filespec /F (a.exe) /EF << /F 8 0 R >> >>',
      streamOf(latin1('MZ this runs nowhere'), '/Type /EmbeddedFile'),
    ],
  })
}

/** One page, below so many others that each hold the next. */
export function makeDeepPaper(depth: number): Bytes {
  const nodes = Array.from({ length: depth }, (_, at) => `<< /Type /Pages /Kids [${at + 3} 0 R] /Count 1 >>`)
  return makePdf(['<< /Type /Catalog /Pages 2 0 R >>', ...nodes, `<< /Type /Page /MediaBox ${a4} >>`])
}

/** Pages that hold themselves. */
export function makeRoundPaper(): Bytes {
  return makePdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>'])
}

/** A page of few bytes whose drawing is so many bytes long, packed twice. */
export function makeSwollenPaper(sizeBytes: number): Bytes {
  const packed = deflateSync(deflateSync(Buffer.alloc(sizeBytes, '0 0 9 9 re f\n'), { level: 9 }), { level: 9 })
  const content = streamOf(packed, '/Filter [/FlateDecode /FlateDecode]')
  return makePdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [4 0 R] /Count 1 /MediaBox ${a4} >>`,
    content,
    '<< /Type /Page /Parent 2 0 R /Contents 3 0 R >>',
  ])
}

/** A page that draws itself a thousand times, each of which draws the next a thousand times, and so on. */
export function makeEndlessPaper(): Bytes {
  const levels = 6
  const drawings = Array.from({ length: levels }, (_, at) => {
    const body = at === levels - 1 ? '0 0 9 9 re f' : '/X Do\n'.repeat(1000)
    const next = at === levels - 1 ? '' : `/Resources << /XObject << /X ${at + 4} 0 R >> >>`
    return streamOf(latin1(body), `/Type /XObject /Subtype /Form /BBox [0 0 600 900] ${next}`)
  })
  return makePdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${levels + 4} 0 R] /Count 1 /MediaBox ${a4} >>`,
    ...drawings,
    streamOf(latin1('/X Do')),
    `<< /Type /Page /Parent 2 0 R /Contents ${levels + 3} 0 R /Resources << /XObject << /X 3 0 R >> >> >>`,
  ])
}

/** Grey of that size, said in the header; `rows`: how many are there. */
export function makePng({ width, height, rows = height }: { width: number; height: number; rows?: number }): Bytes {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const data = deflateSync(Buffer.alloc((width + 1) * rows), { level: 9 })
  const start = latin1('\x89PNG\r\n\x1a\n')
  return concat(start, chunkOf('IHDR', header), chunkOf('IDAT', data), chunkOf('IEND', new Uint8Array()))
}

function chunkOf(type: string, data: Bytes): Bytes {
  const body = concat(latin1(type), data)
  const [size, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  size.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return concat(size, body, check)
}
