import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { utf8 } from '@madoguchi/kit'
import fc from 'fast-check'
import { readFormFiles } from './read-form-files.ts'

const contentType = 'multipart/form-data; boundary=q'
const fileHead = 'Content-Disposition: form-data; name="document"; filename="a.pdf"\r\nContent-Type: application/pdf'

async function read(text: string, type = contentType): Promise<string | undefined> {
  const file = await readFormFiles({ contentType: type, body: new Uint8Array(Buffer.from(text)), field: 'document' })
  return file.ok ? file.value[0] && utf8.decode(file.value[0].bytes) : file.code
}

/** As a browser writes it: by what the platform itself makes of a form. */
async function writeForm(fields: readonly (readonly [string, string | Uint8Array<ArrayBuffer>, string?])[]) {
  const form = new FormData()
  for (const [name, value, fileName] of fields)
    if (fileName === undefined) form.append(name, value as string)
    else form.append(name, new File([value], fileName))
  const response = new Response(form)
  return { contentType: response.headers.get('content-type') ?? '', body: await response.bytes() }
}

describe('the file of a form', () => {
  it('comes out as it went in, whatever is in it and beside it', async () => {
    const value = fc.uint8Array({ maxLength: 300 }).map((bytes) => new Uint8Array(bytes))
    await fc.assert(
      fc.asyncProperty(
        value,
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        async (bytes, other, name) => {
          const form = await writeForm([
            ['note', other],
            ['document', bytes, `x${name}`],
            ['after', bytes, 'x'],
          ])
          const file = await readFormFiles({ ...form, field: 'document' })
          assert.deepEqual(file.ok && file.value[0]?.bytes, bytes.length === 0 ? undefined : bytes)
        },
      ),
    )
  })

  it('is a view of the body: a document of 20 MB is not copied', async () => {
    const form = await writeForm([['document', new Uint8Array(20_000_000).fill(13), 'a.pdf']])
    const file = await readFormFiles({ ...form, field: 'document' })
    assert.ok(file.ok && file.value[0]?.bytes.length === 20_000_000)
    assert.equal(file.value[0].bytes.buffer, form.body.buffer)
  })

  it('has others beside it in its field, each with its name, whatever stands in that; what was left empty is none', async () => {
    const one = new Uint8Array([1])
    const names = ['届出.pdf', 'a;b; name="c".pdf', '100%.pdf', 'x\r\ny.pdf']
    const form = await writeForm([
      ...names.map((name) => ['document', one, name] as const),
      ['document', new Uint8Array(0), 'empty.pdf'],
      ['other', one, 'other.pdf'],
    ])
    const files = await readFormFiles({ ...form, field: 'document' })
    assert.ok(files.ok)
    assert.deepEqual(
      files.value.map(({ name }) => name),
      ['届出.pdf', 'a;b; name="c".pdf', '100%.pdf', 'x y.pdf'],
    )
  })

  it('is not there where nobody chose one, or the field is text', async () => {
    assert.equal(await read(`--q\r\n${fileHead}\r\n\r\n\r\n--q--\r\n`), undefined)
    assert.equal(
      await read('--q\r\nContent-Disposition: form-data; name="document"\r\n\r\nabc\r\n--q--\r\n'),
      undefined,
    )
    assert.equal(await read('--q--'), undefined)
  })

  it('may hold what a boundary nearly is, and begins after the first blank line', async () => {
    const held = '\r\n--\r\n-q\r\n--p\r\n\r\n--q-'
    assert.equal(await read(`--q\r\n${fileHead}\r\n\r\n${held}x\r\n--q--\r\n`), 'BODY_MALFORMED')
    assert.equal(await read(`--qq\r\n${fileHead}\r\n\r\n${held}x\r\n--qq--\r\n`, `${contentType}q`), `${held}x`)
    assert.equal(await read(`--q\r\n${fileHead.toLowerCase()}\r\n\r\n\r\n\r\nx\r\n--q--`), '\r\n\r\nx')
  })

  it('is refused where the form breaks off, has no boundary, or a head without an end', async () => {
    const whole = `--q\r\n${fileHead}\r\n\r\nabc\r\n--q--`
    for (let length = 0; length < whole.length; length++)
      assert.equal(await read(whole.slice(0, length)), 'BODY_MALFORMED', whole.slice(0, length))
    assert.equal(await read(whole), 'abc')
    assert.equal(await read(whole, 'multipart/form-data'), 'BODY_MALFORMED')
    assert.equal(await read(whole, 'application/x-www-form-urlencoded'), undefined)
    assert.equal(await read(`--q\r\n${'a: b\r\n'.repeat(2_000)}\r\n\r\nabc\r\n--q--`), 'BODY_MALFORMED')
  })
})
