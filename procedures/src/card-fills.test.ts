import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { fillAnswers, findPage, getParties, type Procedure } from '@madoguchi/forms'
import { loadProcedures } from './load-procedures.ts'
import { followWalk } from './walk.ts'
import { readWalks } from './walks.fixture.ts'

const folder = fileURLToPath(new URL('../', import.meta.url))
const card = { name: '札 持子', address: 'みほん市札町1番', birthDate: '1990-05-05', sex: 'female' } as const

/** What the card fills in of a walk whose own answers to such fields were taken out. */
function fillWalk(procedure: Procedure, walk: Parameters<typeof followWalk>[1]): readonly string[] {
  const { filling } = followWalk(procedure, walk)
  const fields = procedure.pages.flatMap((page) => (page.kind === 'fields' ? page.fields : []))
  const taken = new Set(fields.filter(({ fill }) => fill?.from === 'card').map(({ id }) => id))
  const left = Object.fromEntries(Object.entries(filling.answers.fields).filter(([id]) => !taken.has(id)))
  const { filled } = fillAnswers(
    { ...filling, answers: { ...filling.answers, fields: left } },
    {
      source: { from: 'card', at: '2026-11-30T00:00:00.000Z' },
      offer: (fill) => (fill.from === 'card' ? card[fill.attribute] : undefined),
    },
  )
  return filled
}

test('the card of whoever applies for somebody else says nothing of the one it is about', () => {
  for (const procedure of loadProcedures()) {
    for (const [name, walk] of readWalks(join(folder, procedure.id))) {
      const { filer } = getParties(followWalk(procedure, walk).filling)
      const filled = fillWalk(procedure, walk)
      const isOwn = filer?.is === 'subject'
      const { subject, applicant } = procedure
      for (const part of ['name', 'birthDate', 'address'] as const) {
        const id = subject[part]
        if (!isOwn && id !== undefined) assert.ok(!filled.includes(id), `${procedure.id} ${name}: ${id}`)
      }
      const own = (isOwn ? undefined : applicant?.name) ?? subject.name
      const takes = procedure.pages.some((page) => page.kind === 'fields' && page.fields.some(({ id }) => id === own))
      if (takes) assert.ok(filled.includes(own), `${procedure.id} ${name}: the card fills in ${own}`)
    }
  }
})

test('before it is known who applies, the card fills in nothing of the one it is about', () => {
  for (const procedure of loadProcedures().filter(({ filers }) => filers.length > 1)) {
    const filled = fillWalk(procedure, {
      title: '-',
      today: '2026-11-30',
      answers: {},
      pages: [],
      dropped: [],
    })
    assert.ok(!filled.includes(procedure.subject.name), procedure.id)
  }
})

test('whoever applies for themselves is offered their own telephone and postal code by their browser, and nobody else is', () => {
  for (const procedure of loadProcedures()) {
    const offered = new Set<string>()
    for (const [name, walk] of readWalks(join(folder, procedure.id))) {
      const { filling, pages } = followWalk(procedure, walk)
      const isSelf = getParties(filling).filer?.is === 'subject'
      for (const page of pages) {
        for (const { field, isOwn } of findPage(filling, page)?.asked ?? []) {
          if (isOwn === true) offered.add(`${field.kind} ${isSelf ? 'self' : 'for another'}`)
          const isOfSubject = /^(insured|mother)/.test(field.id)
          if (isOfSubject && !isSelf) assert.notEqual(isOwn, true, `${procedure.id} ${name}: ${field.id}`)
        }
      }
    }
    if (procedure.filers.some(({ is }) => is === 'subject')) assert.ok(offered.has('phone self'), procedure.id)
  }
})
