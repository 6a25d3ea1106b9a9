import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Field, Procedure } from '@madoguchi/forms'
import { loadProcedures } from '@madoguchi/procedures'
import { anyReader } from '../shell/words.ts'
import type { Entries } from './entries.ts'
import { renderFillField } from './fill-field.ts'

const procedures = loadProcedures()

function render(field: Field, entries: Entries = {}): string {
  const procedure: Procedure = procedures[0] ?? assert.fail()
  return String(
    renderFillField(
      {
        procedure,
        field,
        answer: undefined,
        fill: field.fill,
        isOwn: field.isOwn === true || field.fill?.from === 'card',
        about: undefined,
        entries,
        person: undefined,
        errors: [],
      },
      anyReader,
    ),
  )
}

/** What stands chosen in the list of eras: as a browser has it, the first where none is marked. */
function chosenEra(text: string): string | undefined {
  const options = [...text.matchAll(/<option value="([^"]*)"( selected)?>/g)]
  return (options.find(([, , selected]) => selected) ?? options[0])?.[1]
}

const date = (more: Partial<Field> = {}): Field => ({ kind: 'date', id: 'day', label: '日', ...more }) as Field

test('nobody is born in 令和 by oversight: an era is chosen where it is sure, and stays as it was written', () => {
  assert.equal(chosenEra(render(date())), '')
  assert.match(render(date()), /元号を選ぶ/)
  assert.equal(chosenEra(render(date({ isRecent: true } as Partial<Field>))), 'reiwa')
  assert.equal(chosenEra(render(date({ from: 'today' } as Partial<Field>))), 'reiwa')
  assert.equal(chosenEra(render(date({ calendar: 'western' } as Partial<Field>))), 'western')
  assert.equal(chosenEra(render(date(), { 'day.era': ['showa'], 'day.year': ['5'] })), 'showa')
})

test('in our procedures every date that is no birth is a recent one', () => {
  const dates = procedures.flatMap(({ pages }) =>
    pages.flatMap((page) => (page.kind === 'fields' ? page.fields : page.kind === 'group' ? page.group.fields : [])),
  )
  for (const field of dates.filter(({ kind }) => kind === 'date'))
    assert.equal(chosenEra(render(field)), /birth/i.test(field.id) ? '' : 'reiwa', field.id)
})

test('what a browser knows of its owner is offered where the form asks about whoever fills it in, and nowhere else', () => {
  const purposes: Readonly<Record<string, string>> = {
    name: 'autocomplete="name"',
    address: 'autocomplete="address-line1"',
    'postal-code': 'autocomplete="postal-code"',
    phone: 'autocomplete="tel"',
    email: 'autocomplete="email"',
  }
  for (const [kind, purpose] of Object.entries(purposes)) {
    assert.ok(render({ kind, id: 'own', label: '欄', isOwn: true } as Field).includes(purpose), kind)
    assert.ok(!render({ kind, id: 'other', label: '欄' } as Field).includes(purpose), kind)
  }
  const birth = render(date({ fill: { from: 'card', attribute: 'birthDate' } }))
  for (const part of ['year', 'month', 'day']) assert.ok(birth.includes(`autocomplete="bday-${part}"`))
  assert.doesNotMatch(render(date()), /bday/)
  assert.match(render({ kind: 'postal-code', id: 'p', label: '欄' }), /inputmode="numeric"/)
  assert.match(render({ kind: 'phone', id: 'p', label: '欄' }), /inputmode="tel"/)
  for (const { id, pages } of procedures) {
    const own = pages
      .flatMap((page) => (page.kind === 'fields' ? page.fields : []))
      .filter(({ isOwn }) => isOwn !== undefined)
    assert.ok(
      own.some(({ kind }) => kind === 'phone'),
      id,
    )
  }
})
