import assert from 'node:assert'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { findAuthority, nameAuthority, nameAuthorityFile, parseAuthority } from './authority.ts'

const extension = 'chrome-extension://abc/'

test('only the starter names an authority: what a browser says behind it names none', async () => {
  assert.equal(await findAuthority([...nameAuthority('https://tsa.example/'), extension]), 'https://tsa.example/')
  for (const args of [[], [extension], [extension, '--time-stamp', 'https://tsa.example/']])
    assert.equal(await findAuthority(args), undefined)
})

test('an office writes the address into a file beside the package; without the file there is none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-authority-'))
  const args = nameAuthorityFile(join(folder, 'time-stamp'))
  assert.equal(await findAuthority([...args, extension]), undefined)
  await writeFile(args[1] ?? '', 'https://tsa.example/\n')
  assert.equal(await findAuthority([...args, extension]), 'https://tsa.example/')
  await assert.rejects(findAuthority(nameAuthorityFile(folder)))
  await rm(folder, { recursive: true })
})

test('what is no address of an authority is refused when it is installed, whatever it is', () => {
  assert.equal(parseAuthority('http://127.0.0.1:3000/tsa'), 'http://127.0.0.1:3000/tsa')
  assert.equal(parseAuthority('https://TSA.example'), 'https://tsa.example/')
  for (const text of ['', 'tsa.example', 'file:///etc/passwd', 'https://a:b@tsa.example/', 'https://tsa.example/#x'])
    assert.equal(parseAuthority(text), undefined, text)
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true })), (text) => {
      const url = parseAuthority(text)
      // It stands in a line of a shell: nothing in it may end its quotes or begin another line.
      if (url !== undefined) assert.match(url, /^https?:\/\/[^"\s\\]+$/)
    }),
  )
})
