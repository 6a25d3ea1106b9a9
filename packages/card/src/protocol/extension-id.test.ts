import assert from 'node:assert'
import { test } from 'node:test'
import { base64, hex, sha256 } from '@madoguchi/kit'
import { extensionId, extensionPublicKey } from './extension-id.ts'

test('the id that card-host lets in is the one that Chromium makes of the manifest’s key', () => {
  const digits = hex.encode(sha256(base64.decode(extensionPublicKey)).slice(0, 16))
  const id = [...digits].map((digit) => String.fromCharCode(0x61 + Number.parseInt(digit, 16))).join('')
  assert.equal(id, extensionId)
})
