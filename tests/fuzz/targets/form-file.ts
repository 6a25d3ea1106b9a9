import assert from 'node:assert/strict'
import { hex, utf8 } from '@madoguchi/kit'
import { readFormFiles } from '@madoguchi/server'
import fc from 'fast-check'
import { mutatedBytes } from '../mutate.ts'
import { makeTarget } from '../target.ts'

type Input = { readonly contentType: string; readonly body: string }

const head =
  'Content-Disposition: form-data; name="document"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n'

/** An uploaded form: each of its files is a part of what was sent, between two of its boundaries. */
export const formFile = makeTarget<Input>({
  name: 'form-file',
  shortRuns: 2000,
  msMax: 1_000,
  stepsMax: 15_000,
  async open() {
    const boundaries = ['q', '----WebKitFormBoundary7MA4YWxkTrZu0gW']
    const contentTypes = boundaries.map((boundary) => `multipart/form-data; boundary=${boundary}`)
    const forms = boundaries.flatMap((boundary) => [
      `--${boundary}\r\n${head}%PDF-1.7\r\n--${boundary}--\r\n`,
      `--${boundary}\r\n${head}\r\n--${boundary}\r\n${head}%PDF-1.7\r\n\r\n--\r\n--${boundary}--`,
      `--${boundary}\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--${boundary}\r\n${head}x\r\n--${boundary}--`,
    ])
    const fill = (text: string) => hex.encode(utf8.encode(`--q\r\n${head}${text}\r\n--q--`))
    const [contentType = ''] = contentTypes
    return {
      large: [
        { contentType, body: fill('\r\n'.repeat(1_000_000)) },
        { contentType, body: fill('\r\n--x\r\n-'.repeat(250_000)) },
        { contentType, body: fill(`\r\n--q\r\n${head}`.repeat(2_100)) },
        { contentType, body: fill(`${'; name="a"'.repeat(400)}\r\n`.repeat(500)) },
        { contentType: `multipart/form-data;${' boundary'.repeat(1_700)}`, body: fill('') },
      ],
      inputs: fc.record({
        contentType: fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...contentTypes) }, fc.string({ maxLength: 40 })),
        body: mutatedBytes(forms.map((form) => utf8.encode(form))),
      }),
      async check({ contentType, body }) {
        const bytes = hex.decode(body)
        const files = await readFormFiles({ contentType, body: bytes, field: 'document' })
        if (!files.ok) return assert.equal(files.code, 'BODY_MALFORMED')
        for (const { bytes: file } of files.value) {
          assert.ok(file.length > 0 && file.buffer === bytes.buffer)
          const held = Buffer.from(file)
          assert.ok(boundaries.some((one) => !held.includes(`\r\n--${one}`)))
        }
      },
    }
  },
})
