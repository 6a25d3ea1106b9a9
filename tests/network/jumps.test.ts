import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDemoCards } from '@madoguchi/nation'
import { openNation } from './open-nation.ts'
import { type Entries, makePageVisitor, type Page } from './page-visitor.ts'
import { watchFiles } from './watch-files.fixture.ts'

/** What every visit of somebody who is logged in goes through: the list of all pages, the frame, the session. */
const around = /^(app|shell|session)$/

/** The journey that a file of the portal is in. */
function findJourney(path: string): string | undefined {
  const [, folder = 'app'] = /^apps\/portal\/src\/([\w-]+)\//.exec(path) ?? []
  return around.test(folder) ? undefined : folder
}

test('whoever changes a page finds its own code in three journeys of the portal at most, and mostly in one', async (t) => {
  await using nation = await openNation()
  await using watch = await watchFiles()
  const browser = makePageVisitor(nation.portal)
  const pin = (await readDemoCards(nation.folder)).find(({ name }) => name === 'taro')?.pin ?? assert.fail()
  const logIn = () => browser.post('/login/sandbox', Object.entries({ card: 'taro', pin }))
  await logIn()
  await browser.post('/registration', [['consent', 'yes']])
  await nation.settle()

  await browser.get('/contact')
  /** What runs for a page of text, too, such as the operator's notice. */
  const everywhere = new Set(await watch.run(() => browser.get('/contact')))
  const own = new Map<string, readonly string[]>()
  const look = async (name: string, act: () => Promise<Page>) => {
    await nation.settle()
    let seen: Page | undefined
    const files = await watch.run(async () => {
      seen = await act()
    })
    assert.ok(seen !== undefined && seen.status < 400, `${name}: ${seen?.status}`)
    own.set(
      name,
      [...new Set(files.filter((path) => !everywhere.has(path)).flatMap((path) => findJourney(path) ?? []))].sort(),
    )
    return seen
  }
  const open = (path: string, name = path) => look(`GET ${name}`, () => browser.get(path))
  const send = (path: string, fields: Entries, name = path) => look(`POST ${name}`, () => browser.post(path, fields))

  const asked = await send('/information', [['type', 'medical-insurance']])
  await nation.settle()
  const request = asked.location
  await open(request, '/requests/:request')
  const answers = await open(`${request}/answers`, '/requests/:request/answers')
  for (const kind of ['csv', 'pdf', 'json']) {
    const [file = assert.fail()] = new RegExp(`/requests/[\\w-]+/answers/[\\w-]+\\.${kind}`).exec(answers.text) ?? []
    await open(file, `/requests/:request/answers/:file as ${kind}`)
  }
  const history = await open('/history')
  const [record = assert.fail()] = /\/history\/exc_[\w-]+/.exec(history.text) ?? []
  await open(record, '/history/:exchange')
  const procedure = '/procedures/482013/child-allowance-claim'
  await open('/procedures?municipality=482013', '/procedures')
  await open(procedure, '/procedures/:municipality/:procedure')
  await open(`${procedure}/blank.pdf`, '/procedures/:municipality/:procedure/blank.pdf')
  const begun = await send(`${procedure}/fill`, [], '/procedures/:municipality/:procedure/fill')
  const draft = begun.location
  const first = await browser.get(draft)
  await open(first.location === '' ? draft : first.location, '/fill/:draft/:page')
  const whole = draft.split('/').slice(0, 3).join('/')
  for (const page of ['check', 'remove']) await open(`${whole}/${page}`, `/fill/:draft/${page}`)
  const alone = [
    '/',
    '/home',
    '/information',
    '/requests',
    '/history/records.csv',
    '/drafts',
    '/activity',
    '/settings',
    '/api',
  ]
  for (const path of [...alone, '/settings/leave', '/terms', '/card', '/card/setup', '/card/sign', '/operator'])
    await open(path)
  await send('/settings/email', [['email', 'taro@example.jp']])
  await look('POST /login/sandbox', logIn)

  for (const [page, folders] of own) t.diagnostic(`${page}: ${folders.join(', ')}`)
  assert.ok(own.size > 30, String(own.size))
  // Home asks each journey that has news for it by one function: information, fill, account, and log-in of its card.
  const most = (page: string) => (page === 'GET /home' ? 4 : 3)
  assert.deepEqual(
    [...own].filter(([page, folders]) => folders.length > most(page)),
    [],
  )
  const [few, many] = [1, 2].map((least) => [...own.values()].filter(({ length }) => length >= least).length)
  assert.ok(
    few !== undefined && many !== undefined && few > 25 && many < few / 2,
    `${few} in one or more, ${many} in more`,
  )
})
