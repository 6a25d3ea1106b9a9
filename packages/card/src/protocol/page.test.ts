import assert from 'node:assert/strict'
import { test } from 'node:test'
import { base64url } from '@madoguchi/kit'
import fc from 'fast-check'
import { pageRequest } from './page.ts'

const accepts = (vaultSalt: string) => pageRequest.safeParse({ action: 'vault-key', vaultSalt }).success

test('whatever 32 to 128 bytes a server draws, a page may hand them on', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 128 }), (bytes) =>
      assert.ok(accepts(base64url.encode(Uint8Array.from(bytes)))),
    ),
  )
})

test('what card-host could not read as bytes is refused before a window opens', () => {
  for (const text of ['', 'A'.repeat(42), 'A'.repeat(172), 'B'.repeat(43), `${'A'.repeat(43)}=`, `${'A'.repeat(42)} `])
    assert.equal(accepts(text), false, text)
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9_=+/-]{40,175}$/), (text) => {
      if (!accepts(text)) return
      const { length } = base64url.decode(text)
      assert.ok(length >= 32 && length <= 128)
    }),
  )
})
