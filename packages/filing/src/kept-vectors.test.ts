import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Bytes } from '@madoguchi/kit'
import { base64url, concat, hex, utf8 } from '@madoguchi/kit'
import { deriveReaderKey, readPublicKey } from '@madoguchi/messages'
import { caseEvent } from './case/case-event.ts'
import { filingForm } from './form/filing-form.ts'
import { encodeFormData } from './form/read-form-data.ts'
import { openPart } from './part/open-part.ts'
import { checkReceipt } from './receipt/check-receipt.ts'
import { receiptNumberOf } from './receipt/receipt-number.ts'

type Texts<Name extends string> = Readonly<Record<Name, string>>
const kept = JSON.parse(
  readFileSync(new URL('../../../protocol/vectors/kept/filing.json', import.meta.url), 'utf8'),
) as {
  readonly numbers: readonly Texts<'filing' | 'number'>[]
  readonly part: Texts<'secret' | 'keyName' | 'filing' | 'plain' | 'sealed'> & { readonly index: number }
  readonly form: string
  readonly event: string
  readonly receipt: Texts<'publicKey' | 'file'>
}

test('a filing keeps its number', () => {
  for (const { filing, number } of kept.numbers) assert.equal(receiptNumberOf(filing), number)
})

test('a part that was sealed opens', async () => {
  const { secret, keyName, plain, sealed, filing, index } = kept.part
  const deskKey = await deriveReaderKey(hex.decode(secret), keyName)
  async function* came(): AsyncGenerator<Bytes> {
    yield hex.decode(sealed)
  }
  const chunks: Bytes[] = []
  for await (const chunk of openPart(came(), { deskKey, filing, index })) chunks.push(chunk)
  assert.equal(hex.encode(concat(...chunks)), plain)
})

test('the data of a form and an event of a case are read, and written again to the letter', () => {
  assert.equal(encodeFormData(filingForm.parse(JSON.parse(kept.form))), kept.form)
  assert.equal(JSON.stringify(caseEvent.parse(JSON.parse(kept.event))), kept.event)
})

test('a receipt that was given is believed', async () => {
  const pinnedKey = readPublicKey(base64url.decode(kept.receipt.publicKey))
  const checked = await checkReceipt(utf8.encode(kept.receipt.file), { pinnedKey })
  assert.equal(checked.ok && checked.value.number, kept.numbers[0]?.number)
})
