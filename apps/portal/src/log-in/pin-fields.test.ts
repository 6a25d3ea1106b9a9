import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { renderTextField } from '@madoguchi/ui'

test('wherever a PIN of digits is typed, a telephone shows its digits, and nothing counts it up and down', () => {
  const folder = fileURLToPath(new URL('..', import.meta.url))
  const lines = globSync('**/*.ts', { cwd: folder })
    .filter((path) => !/\.(test|fixture)\.ts$/.test(path))
    .flatMap((path) => readFileSync(`${folder}/${path}`, 'utf8').split('\n'))
    .filter((line) => /renderTextField\(\{ name: '_?pin'/.test(line))
  assert.ok(lines.length >= 4)
  for (const line of lines) assert.match(line, /kind: 'pin'/)
  const field = String(renderTextField({ name: 'pin', label: '暗証番号', kind: 'pin' }))
  assert.match(field, /inputmode="numeric"/)
  assert.doesNotMatch(field, /type="number"/)
})
