import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parseCardFile } from './card-file.ts'

const { file } = JSON.parse(
  readFileSync(new URL('../../../protocol/vectors/kept/card-file.json', import.meta.url), 'utf8'),
) as { file: unknown }

test('a card file that somebody has is read, and written with the same names', () => {
  assert.deepEqual(JSON.parse(JSON.stringify(parseCardFile(file))), file)
})
