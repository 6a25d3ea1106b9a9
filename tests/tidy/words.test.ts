import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listAbsent } from './leavable.ts'
import { readRepository, sourcesOf } from './repository.ts'
import { listNamers, listSpeakers, listStrayWords } from './words.ts'

const files = readRepository()
const sources = sourcesOf(files)

const ofTheApi = 'what the description of the API says: it is one file for all readers, and is in Japanese'
const ofLeads = 'what is elsewhere, as data: called as its law calls it, like the title of a procedure'
const ofScript = 'Japanese writing is what it works on: it folds and compares, and says nothing'

/** Japanese outside the files of sentences, and why it stands there. This list gets shorter, and nothing else. */
const speaking: Readonly<Record<string, string>> = {
  'account/account-calls.ts': ofTheApi,
  'account/schemas.ts': ofTheApi,
  'app/journey.ts': ofTheApi,
  'apply/compare-signer.ts': ofScript,
  'card/browser/card-sign.js': 'brackets round a character that stands in for another',
  'card/browser/format-day.js': 'a date of a card, as a script of the page writes it',
  'card/card-calls.ts': ofTheApi,
  'card/schemas.ts': ofTheApi,
  'fill/fill-print.ts': 'whom the form is for, as it stands on the paper whoever fills it in',
  'fill/list-banks.ts': 'the words for kinds of banks, as the list of banks shortens them',
  'fill/list-postal-places.ts': 'what a list of postal codes says where a name should stand',
  'fill/old-bank-names.ts': 'what banks were called before, as people type it',
  'find/character-variants.ts': ofScript,
  'find/fold.ts': ofScript,
  'find/half-kana.ts': ofScript,
  'find/kana-left.ts': ofScript,
  'find/leads/animals.ts': ofLeads,
  'find/leads/families.ts': ofLeads,
  'find/leads/health.ts': ofLeads,
  'find/leads/lead.ts': ofLeads,
  'find/leads/money.ts': ofLeads,
  'find/leads/records.ts': ofLeads,
  'find/leads/safety.ts': ofLeads,
  'find/leads/town.ts': ofLeads,
  'find/leads/welfare.ts': ofLeads,
  'find/office-words.ts': ofScript,
  'find/place-index.ts': ofScript,
  'find/plain-words.ts': ofScript,
  'find/procedure-index.ts': ofScript,
  'find/read-typed.ts': ofScript,
  'find/roman-kana.ts': ofScript,
  'find/sentences.ts': ofScript,
  'find/set-aside.ts': ofScript,
  'find/situation-pairs.ts': ofScript,
  'find/situation-words.ts': ofScript,
  'find/tenses.ts': ofScript,
  'find/vocabulary.ts': ofScript,
  'history/history-calls.ts': ofTheApi,
  'history/schemas.ts': ofTheApi,
  'information/answer-calls.ts': ofTheApi,
  'information/ask-calls.ts': ofTheApi,
  'information/compare-records.ts': 'a word by which the sum of an agency’s record is known',
  'information/request-calls.ts': ofTheApi,
  'information/schemas.ts': ofTheApi,
  'log-in/card-again-calls.ts': ofTheApi,
  'log-in/log-in-calls.ts': ofTheApi,
  'log-in/schemas.ts': ofTheApi,
  'log-in/session-calls.ts': ofTheApi,
  'log-in/vault-calls.ts': ofTheApi,
  'shell/typed-code.ts': ofScript,
  'facts/src/edition/edition-schema.ts': 'the end of a sentence of a signed file, which is looked for',
  'facts/src/themes.ts': 'names of themes, as data: what a signed file sorts its types by, and called as these are',
}

const short = (paths: readonly string[]) => paths.map((path) => path.replace('apps/portal/src/', ''))

test('a page asks its journey for the words of its reader: nothing but the lookup beside it names a file of one language', () => {
  assert.deepEqual(short(listNamers(sources)), [])
})

test('what a journey says in a language stands in one file, or in one folder with an index', () => {
  assert.deepEqual(short(listStrayWords(sources)), [])
})

test('what is read by people stands in a file of words, and not in a program', () => {
  const absent = listAbsent(files)
  const there = Object.keys(speaking).filter((path) => !absent.some((journey) => path.startsWith(`${journey}/`)))
  assert.deepEqual(short(listSpeakers(sources)), there)
})

test('the check itself: who names a language is found, and who asks a lookup is not', () => {
  const read = (path: string, text: string) => sourcesOf([{ path: `apps/portal/src/${path}`, text }])
  for (const [path, text] of [
    ['find/top.ts', "import { topCopy } from './top.words.ja.ts'"],
    ['find/top.ts', "import { ja } from './words.ja.ts'"],
    ['find/words.ts', "import { ja } from '../fill/words.ja.ts'"],
    ['find/top.ts', "import { top } from './words/ja/top.ts'"],
    ['find/top.ts', "const { ja } = await import('./words.ja.ts')"],
    ['shell/words.ts', "import { ja } from './words.ja.ts'"],
    ['find/words.ja.ts', "import { frameCopy } from '../shell/words.ja.ts'"],
  ] as const)
    assert.deepEqual(short(listNamers(read(path, text))), [path], text)
  for (const [path, text] of [
    ['find/top.ts', "import { findWords } from './words.ts'"],
    ['find/words.ts', "import { ja } from './words.ja.ts'"],
    ['fill/words.ts', "import { ja } from './words/ja/index.ts'"],
    ['fill/words/ja/index.ts', "import { start } from './start.ts'"],
    ['shell/shell-words.ts', "import { ja } from './words.ja.ts'"],
    ['find/top.test.ts', "import { ja } from './words.ja.ts'"],
  ] as const)
    assert.deepEqual(listNamers(read(path, text)), [], text)
  assert.deepEqual(short(listStrayWords(read('find/top.words.ja.ts', ''))), ['find/top.words.ja.ts'])
  assert.deepEqual(listStrayWords(read('fill/words/ja/start.ts', '')), [])
  assert.deepEqual(short(listSpeakers(read('find/top.ts', "names.join('、')"))), ['find/top.ts'])
  assert.deepEqual(listSpeakers(read('find/top.ts', "/** トップ */ names.join(', ')")), [])
  assert.deepEqual(listSpeakers(read('find/words.ja.ts', "const top = 'トップ'")), [])
})
