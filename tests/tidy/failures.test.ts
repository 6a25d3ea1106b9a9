import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listThrownCodes, listWordless } from './failures.ts'
import { readRepository, readText, sourcesOf } from './repository.ts'

const words = readText('packages/party/src/command/command.ja.ts')

test('each code that stops a command has a Japanese sentence: in its message, of its own, or of its family', () => {
  const codes = listThrownCodes(sourcesOf(readRepository()))
  assert.ok(codes.length > 40, `${codes.length}`)
  assert.deepEqual(listWordless(codes, words), [])
})

test('the check itself: a code without words is found', () => {
  const read = (text: string) => sourcesOf([{ path: 'packages/party/src/one.ts', text }])
  assert.deepEqual(listThrownCodes(read("throw new AppError(\n  'BOAT_LOST',\n  'It sank.',\n)")), ['BOAT_LOST'])
  assert.deepEqual(listThrownCodes(read("throw new AppError('BOAT_LOST', '舟がありません。')")), [])
  assert.deepEqual(listWordless(['BOAT_LOST', 'DB_NEVER_SEEN', 'CONFIG_FILE'], words), ['BOAT_LOST'])
})
