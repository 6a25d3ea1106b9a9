import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FormDocument, FormValue } from './form-document.ts'
import { assertFormBounded } from './form-document.ts'

const form = { template: '#import "/form-kit.typ": *', data: { name: '髙橋 花子' }, madeAt: new Date(0) }

function nest(depth: number): FormValue {
  return depth === 0 ? 'secret' : { inner: nest(depth - 1) }
}

test('a form of ordinary size passes', () => {
  assertFormBounded(form)
  assertFormBounded({
    ...form,
    data: { children: Array(150).fill({ name: '子', isHere: true, number: 1, none: null }) },
  })
})

test('an empty file is attached to no form: the compiler would end the program', () => {
  const attached = { name: 'a.json', mediaType: 'application/json', description: '見本', text: '' }
  assert.throws(() => assertFormBounded({ ...form, attached }), { name: 'AssertionError' })
})

test('a form that is too large or too deep is refused by name and number, and none of its data is told', () => {
  const attached = { name: 'a.json', mediaType: 'application/json', description: 'secret' }
  const cases: [string, Partial<FormDocument>][] = [
    ['attachedChars', { attached: { ...attached, text: 'x'.repeat(1_500_001) } }],
    ['templateChars', { template: ' '.repeat(100_001) }],
    ['textChars', { data: { secret: 'x'.repeat(4001) } }],
    ['textChars', { data: { [`secret${'x'.repeat(4001)}`]: 1 } }],
    ['totalChars', { data: { secret: Array(501).fill('x'.repeat(3000)) } }],
    ['entries', { data: { secret: Array(100_001).fill(null) } }],
    ['depth', { data: { secret: nest(17) } }],
    ['depth', { data: { secret: nest(5000) } }],
  ]
  for (const [what, part] of cases) {
    assert.throws(
      () => assertFormBounded({ ...form, ...part }),
      (error: Error & { code?: string; facts?: { what?: string } }) =>
        error.code === 'DOCUMENT_TOO_LARGE' && error.facts?.what === what && !JSON.stringify(error).includes('secret'),
      what,
    )
  }
})
