import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { utf8 } from '@madoguchi/kit'
import fc from 'fast-check'
import { isCheckContact, openContact, sealContact, sealedContactSizeBytes } from './check-contact.ts'
import { deriveReaderKey, seal } from './seal.ts'

const exchange = 'exc_AAAAAAAAAAAAAAAAAAAAAA'
const key = await deriveReaderKey(new Uint8Array(32).fill(1), 'check/2026-11')

describe('how a citizen wants to be reached', () => {
  it('is sealed in one size whatever is said, and read by the agency as it was said', async () => {
    const said = fc.record(
      {
        name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
        phone: fc.stringMatching(/^0[0-9]{9,10}$/),
      },
      { requiredKeys: [], noNullPrototype: true },
    )
    await fc.assert(
      fc.asyncProperty(said.filter(isCheckContact), async (contact) => {
        const sealed = await sealContact({ contact, checkKey: key.publicKey, exchange })
        assert.equal(sealed.length, sealedContactSizeBytes)
        assert.deepEqual(await openContact({ sealed, key, exchange }), { ok: true, value: contact })
      }),
    )
  })

  it('holds no mark that turns the direction of writing; one that was sealed with it before is read without', async () => {
    for (const mark of ['\u200e', '\u200f', '\u061c', '\u202e']) {
      const contact = { name: `花${mark}子` }
      assert.equal(isCheckContact(contact), false)
      if (mark === '\u202e') continue
      const sealed = await sealContact({ contact, checkKey: key.publicKey, exchange })
      assert.deepEqual(await openContact({ sealed, key, exchange }), { ok: true, value: { name: '花子' } })
    }
  })

  it('fits also where every sign of a name is a long one', async () => {
    for (const sign of ['\u{20b9f}', '"', '\\']) {
      const contact = { name: sign.repeat(40), phone: '09000000000' }
      const sealed = await sealContact({ contact, checkKey: key.publicKey, exchange })
      assert.deepEqual(await openContact({ sealed, key, exchange }), { ok: true, value: contact })
    }
  })

  it('is not read with another month’s key, for another exchange, in another size, or when a byte was changed', async () => {
    const sealed = await sealContact({ contact: { name: '花子' }, checkKey: key.publicKey, exchange })
    const other = await deriveReaderKey(new Uint8Array(32).fill(1), 'check/2026-12')
    const changed = sealed.with(40, (sealed[40] ?? 0) ^ 1)
    for (const tried of [
      { sealed, key: other, exchange },
      { sealed, key, exchange: 'exc_BBBBBBBBBBBBBBBBBBBBBA' },
      { sealed: changed, key, exchange },
      { sealed: sealed.subarray(1), key, exchange },
      { sealed: new Uint8Array(0), key, exchange },
    ])
      assert.equal((await openContact(tried)).ok, false)
  })

  it('is refused where it is sealed well and turns the direction of writing, or is no contact', async () => {
    for (const text of ['{"name":"\u202e花子"}', '{"phone":"110"}', '{"note":"x"}', '[]', 'x']) {
      const plaintext = new Uint8Array(512).fill(0x20)
      plaintext.set(utf8.encode(text))
      const context = { exchange, askDigest: new Uint8Array(0) }
      const sealed = await seal({ readerKey: key.publicKey, plaintext, context })
      assert.deepEqual(await openContact({ sealed, key, exchange }), {
        ok: false,
        code: 'SEAL_BROKEN',
        facts: { reason: 'CONTACT' },
      })
    }
  })
})
