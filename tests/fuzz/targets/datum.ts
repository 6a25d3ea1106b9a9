import assert from 'node:assert/strict'
import { datumLimits, describeDatum, parseDatum, unset } from '@madoguchi/facts'
import { openSandboxFacts } from '@madoguchi/facts/sandbox'
import { systemClock } from '@madoguchi/kit'
import { html } from '@madoguchi/ui'
import fc from 'fast-check'
import { hostileText, mutatedJson } from '../mutate.ts'
import { makeTarget } from '../target.ts'

/** What an agency says about a person: taken whole or refused whole, and what is taken can be shown. */
export const datum = makeTarget<unknown>({
  name: 'datum',
  shortRuns: 1200,
  msMax: 500,
  stepsMax: 300_000,
  async open() {
    const facts = openSandboxFacts(systemClock)
    const valid = facts.listTypes().flatMap(({ id: type, layouts }) =>
      layouts.map(({ version, fields, recordKey }) => ({
        type,
        layout: version,
        asOf: '2026-11-20',
        source: 'mihon-shi',
        records: [
          {
            key: recordKey === 'serial' ? '1' : '2026',
            values: Object.fromEntries(fields.map(({ id, kind }) => [id, kind === 'text' ? '見本' : unset])),
          },
        ],
      })),
    )
    const withText = fc.tuple(fc.constantFrom(...valid), hostileText(300)).map(([one, text]) => {
      const changed = structuredClone(one)
      for (const { values } of changed.records)
        for (const name of Object.keys(values)) if (typeof values[name] === 'string') values[name] = text
      return changed as unknown
    })
    // As many records as an answer may hold, and texts of what turns writing.
    const large = valid.map((one) => {
      const [record] = one.records
      const keyOf = (i: number) => (record?.key === '1' ? `${i + 1}` : `${2026 - i}`)
      const records = Array.from({ length: datumLimits.records }, (_, i) => ({ ...record, key: keyOf(i) }))
      return { ...one, records }
    })
    const longText = structuredClone(valid[0]) ?? assert.fail()
    for (const { values } of longText.records)
      for (const name of Object.keys(values)) values[name] = '見\u202e'.repeat(40_000)
    return {
      large: [...large, longText],
      inputs: fc.oneof({ weight: 3, arbitrary: mutatedJson(valid) }, { weight: 1, arbitrary: withText }),
      check(input) {
        const parsed = parseDatum(input, facts)
        if (!parsed.ok) return assert.match(parsed.code, /^DATUM_[A-Z_]+$/)
        assert.deepEqual(Object.keys(parsed.value), ['type', 'layout', 'asOf', 'source', 'records'])
        assert.ok(facts.findLayout(parsed.value.type, parsed.value.layout))
        const described = describeDatum(parsed.value, facts, 'みほん市')
        for (const { rows } of described.groups) {
          for (const { text } of rows) {
            assert.ok(text !== '' && text.isWellFormed() && !/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(text))
            assert.doesNotMatch(html`<p title="${text}">${text}</p>`.toString().slice(3, -4), /<(?!\/?p>)|<p.*<p/)
          }
        }
      },
    }
  },
})
