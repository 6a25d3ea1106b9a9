import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { LimitName } from '../shell/limits/table.ts'

/** What whoever is turned away by a limit is told, and by which. */
const rowsOf: Readonly<Record<string, readonly [LimitName, ...LimitName[]]>> = {
  TOO_MANY: [
    'log-in-try-by-client',
    'log-in-by-card',
    'old-card-by-session',
    'recovery-by-session',
    'mail-by-account',
    'mail-by-account-to-address',
    'request-by-account',
    'check-by-account',
    'history-by-account',
    'draft-save',
    'prints-of-strangers',
    'prints-of-citizens',
    'windows-by-account',
    'files-by-account',
  ],
  FILINGS_USED_UP: ['filings-by-account-a-day'],
  REQUESTS_USED_UP: ['request-by-account-a-day'],
  REQUEST_WAITS: ['messages-to-recipient', 'messages-in-all'],
  DRAFTS_TOO_MANY: ['drafts-by-owner'],
  DELIVERY_BUSY: ['messages-of-sender'],
  DELIVERY_BACKLOG_FULL: ['messages-to-recipient', 'messages-in-all'],
  // One document of each queue is with the renderer, so that its own queue holds two at most.
  PDF_QUEUE_FULL: ['prints-of-strangers', 'prints-of-citizens'],
}
/** Said by what only one journey uses. */
const ofJourneys: Readonly<Record<string, string>> = {
  WORK_ROOM_FULL:
    'as many signed documents are taken up as threads and places there are: documents-to-verify, of the card',
  PICTURE_BUSY: 'at an agency’s desk, whose own officers alone have papers drawn',
}
/** Said of one's own: nobody else can bring it about. */
const ofOneself: Readonly<Record<string, string>> = {
  CARD_BUSY: 'another program of the same computer has the card',
  DB_DISK_FULL: 'a disk; whatever fills it has its row',
  CHOICES_TOO_MANY: 'of one field of the form that was sent',
  FILE_TOO_MANY: 'of one field of the form that was sent',
  GROUP_TOO_MANY: 'of one group of the form that was sent',
  ITEMS_FULL: 'of one list of one’s own draft',
}

test('whatever says that somebody did too much, or that there is no room, is said by a row of the table of limits', () => {
  const root = fileURLToPath(new URL('../../../../', import.meta.url))
  const tables = globSync('{apps,packages,facts,nation,cli}/**/src/**/{errors,codes}.ts', {
    cwd: root,
    exclude: (path) => path.includes('node_modules'),
  })
  const told = tables.flatMap((path) =>
    [...readFileSync(`${root}${path}`, 'utf8').matchAll(/^\s+([A-Z][A-Z0-9_]+): (.*)$/gm)].flatMap(
      ([, code = '', what = '']) =>
        /http: 429/.test(what) || /TOO_MANY|BUSY|_FULL|USED_UP|_WAITS/.test(code) ? [code] : [],
    ),
  )
  assert.deepEqual([...new Set(told)].sort(), [rowsOf, ofJourneys, ofOneself].flatMap(Object.keys).sort())
})
