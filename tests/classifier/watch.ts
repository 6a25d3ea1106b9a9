import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '@madoguchi/db'
import type { Nation } from '@madoguchi/nation'
import { readDemoCards } from '@madoguchi/nation'
import { sql } from 'kysely'
import { run } from 'madoguchi'
import type { Browser } from './browser.ts'
import { makeBrowser } from './browser.ts'
import { shutGate } from './gate.ts'
import { emptyMails, readMails, waitForMail } from './mails.ts'
import { changesSince, countLines, normalise, tokensOf } from './normalise.ts'
import type { Person } from './people.ts'

/** How the city is while it is asked. */
export type Mode = 'up' | 'away' | 'slow'
/** What a program that tells would do where somebody is protected. */
export type Leak = 'byte' | 'step' | 'row' | 'held'

const looks = 3
/** Pages that grow with every question: of these it counts what is new. */
const growing = ['/home', '/requests', '/history?fresh=1', '/activity'] as const

export type Watcher = {
  readonly nation: Nation
  readonly origin: string
  /** Who is logged in, by card: nobody may log in as often as this asks. */
  readonly browsers: Map<string, Browser>
}

/** Asks みほん市 as whoever holds the card, looks at everything there is to see, and gives it as tokens. */
export async function watchQuestion(
  watcher: Watcher,
  person: Person,
  { mode, leak }: { mode: Mode; leak?: Leak | undefined },
): Promise<ReadonlySet<string>> {
  const { nation } = watcher
  const browser = await logIn(watcher, person)
  const before = await countGrowing(browser, person)
  await emptyMails(nation)
  const tokens: string[] = []
  const see = (channel: string, text: string) => void tokens.push(...tokensOf(channel, normalise(text, person.names)))

  const shut = leak === 'held' ? looks + 1 : (mode === 'up' ? 0 : 1) + (leak === 'step' ? 1 : 0)
  const gate = shutGate(nation, { looks: shut, isAway: mode === 'away' })
  const { location, status, text: said } = await browser.post('/information', { type: 'local-tax' })
  assert.match(location, /^\/requests\/ask_/, `${status} ${said.slice(0, 2000)}`)
  for (let look = 0; look < looks; look++) {
    if (!gate.isShut) await waitUntilClosed(browser, location)
    // Whoever looks sooner sees how fast the machine is at that moment, for anybody.
    else if (mode === 'away') await waitUntilSaid(browser, location, /提供機関停止中/)
    else await sleep(20)
    see(`look ${look}`, (await browser.get(location)).text)
    gate.pass()
  }
  gate.open()
  await waitUntilClosed(browser, location)
  await nation.settle()
  for (const end of ['', '/answers', '/answers.pdf', '/answers.csv', '/answers.json', '/answers.xml']) {
    const page = await browser.get(location + end)
    see(`page ${end} ${page.status}`, page.text + (leak === 'byte' && end === '' ? ' ' : ''))
  }
  if (leak === 'row') await addRow(nation)
  const after = await countGrowing(browser, person)
  for (const path of growing) tokens.push(...changesSince(path, before.get(path), after.get(path)))
  await waitForMail(nation)
  await nation.portal.sweep()
  const mails = await readMails(nation)
  tokens.push(`mails ${mails.length}`)
  for (const mail of mails) see('mail', mail)
  return new Set(tokens)
}

/** The same by the command line: what it says and how it ends. */
export async function watchShell({ nation, origin }: Watcher, person: Person): Promise<ReadonlySet<string>> {
  const { status, text } = await callMe(nation, origin, person)
  return new Set(tokensOf(`me ${status}`, normalise(text, person.names)))
}

/** Asks, and gives where the question stands when it has ended. */
export async function askOnce(watcher: Watcher, person: Person): Promise<string> {
  const browser = await logIn(watcher, person)
  const { location } = await browser.post('/information', { type: 'local-tax' })
  await waitUntilClosed(browser, location)
  return location
}

/** What is there of a question that was answered before, and what was written about it since `emptyMails`. */
export async function lookAgain(watcher: Watcher, person: Person, location: string): Promise<string[]> {
  const browser = await logIn(watcher, person)
  const tokens: string[] = []
  for (const path of ['', '/answers', '/answers.pdf', '/answers.csv'].map((end) => location + end)) {
    const { status, text } = await browser.get(path)
    tokens.push(...tokensOf(`again ${path.replace(location, '')} ${status}`, normalise(text, person.names)))
  }
  await watcher.nation.portal.sweep()
  const mails = await readMails(watcher.nation)
  for (const mail of mails)
    if (mail.includes(person.email)) tokens.push(...tokensOf('again mail', normalise(mail, person.names)))
  return tokens
}

async function logIn({ nation, origin, browsers }: Watcher, { card, email }: Person): Promise<Browser> {
  const known = browsers.get(card)
  if (known !== undefined) return known
  const browser = makeBrowser((request) => nation.portal.fetch(request), origin)
  browsers.set(card, browser)
  const { location } = await browser.post('/login/sandbox', { card, pin: await pinOf(nation, card) })
  if (location !== '/registration') return browser
  await emptyMails(nation)
  await browser.post('/registration', { consent: 'yes', email })
  await waitForMail(nation)
  const [mail = ''] = await readMails(nation)
  const token = /#([0-9A-Z-]+)/.exec(mail)?.[1] ?? assert.fail('no code came')
  const confirmed = await browser.post('/email/confirm', { token })
  const { text } = await browser.get(confirmed.location)
  assert.ok(text.includes(email), 'the address is confirmed')
  return browser
}

async function pinOf(nation: Nation, card: string): Promise<string> {
  return (await readDemoCards(nation.folder)).find(({ name }) => name === card)?.pin ?? assert.fail(`no card ${card}`)
}

async function countGrowing(browser: Browser, { names }: Person) {
  const pages = new Map<string, ReadonlyMap<string, number>>()
  for (const path of growing) pages.set(path, countLines(normalise((await browser.get(path)).text, names)))
  return pages
}

async function waitUntilClosed(browser: Browser, location: string): Promise<void> {
  await waitUntilSaid(browser, location, /^(?![\s\S]*(?:照会中|提供機関停止中))/)
}

async function waitUntilSaid(browser: Browser, location: string, said: RegExp): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (said.test((await browser.get(location)).text)) return
    await sleep(20)
  }
  assert.fail(`the page never comes to say ${said}`)
}

/** A line more in what was done here. */
async function addRow({ databaseOf }: Nation): Promise<void> {
  await using db = openDatabase<Record<string, never>>({
    connection: databaseOf('portal').runUrl,
    applicationName: 'leak',
  })
  await sql`insert into activities (account, at, event, channel)
    select account, at, event, channel from activities order by activity desc limit 1`.execute(db.kysely)
}

async function callMe(nation: Nation, origin: string, { card }: Person): Promise<{ status: number; text: string }> {
  let text = ''
  const write = (part: string) => {
    text += part
  }
  const { root } = nation.folder
  const out = join(root, 'me.json')
  const pin = await pinOf(nation, card)
  const words = [
    'me',
    '--card',
    card,
    '--data',
    root,
    '--portal',
    origin,
    '--pin-stdin',
    '--types',
    '地方税',
    '--out',
    out,
  ]
  const status = await run(words, {
    out: write,
    err: write,
    signal: new AbortController().signal,
    readStdin: async () => `${pin}\n`,
    isTerminal: false,
    environment: {},
  })
  await rm(out, { force: true })
  return { status, text }
}
