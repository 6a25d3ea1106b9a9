import assert from 'node:assert/strict'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '@madoguchi/db'
import type { Nation } from '@madoguchi/nation'
import { listCards } from '@madoguchi/nation'
import { sql } from 'kysely'
import { run } from 'madoguchi'
import type { Browser } from './browser.ts'
import { makeBrowser } from './browser.ts'
import { shutGate } from './gate.ts'
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
  readonly usesShell: boolean
  /** Who is logged in, by card: nobody may log in as often as this asks. */
  readonly browsers: Map<string, Browser>
}

/** Asks みほん市 as whoever holds the card, looks at everything there is to see, and gives it as tokens. */
export async function watchQuestion(
  watcher: Watcher,
  person: Person,
  { mode, leak }: { mode: Mode; leak?: Leak | undefined },
): Promise<ReadonlySet<string>> {
  const { nation, origin, usesShell } = watcher
  const browser = await logIn(watcher, person)
  const before = await countGrowing(browser, person)
  const mails = join(nation.folder.root, 'mail')
  await rm(mails, { recursive: true, force: true })
  const tokens: string[] = []
  const see = (channel: string, text: string) => void tokens.push(...tokensOf(channel, normalise(text, person.names)))

  const shut = leak === 'held' ? looks + 1 : (mode === 'up' ? 0 : 1) + (leak === 'step' ? 1 : 0)
  const gate = shutGate(nation, { looks: shut, isAway: mode === 'away' })
  const { location, status, text: said } = await browser.post('/information', { type: 'local-tax' })
  assert.match(location, /^\/requests\/ask_/, `${status} ${said.slice(0, 2000)}`)
  for (let look = 0; look < looks; look++) {
    await (gate.isShut ? sleep(20) : waitUntilClosed(browser, location))
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
  await nation.portal.sweep()
  for (const name of await readdir(mails).catch(() => [])) see('mail', await readFile(join(mails, name), 'utf8'))
  if (usesShell) {
    const { status, text } = await callMe(nation, origin, person)
    see(`me ${status}`, text)
  }
  return new Set(tokens)
}

/** Asks, and gives where the question stands when it is answered. */
export async function askOnce(watcher: Watcher, person: Person): Promise<string> {
  const browser = await logIn(watcher, person)
  const { location } = await browser.post('/information', { type: 'local-tax' })
  await waitUntilClosed(browser, location)
  assert.match((await browser.get(location)).text, /回答あり/)
  return location
}

/** What is there of a question that was answered before. */
export async function lookAgain(watcher: Watcher, person: Person, location: string): Promise<string[]> {
  const browser = await logIn(watcher, person)
  const tokens: string[] = []
  for (const path of ['', '/answers', '/answers.pdf', '/answers.csv'].map((end) => location + end)) {
    const { status, text } = await browser.get(path)
    tokens.push(...tokensOf(`again ${path.replace(location, '')} ${status}`, normalise(text, person.names)))
  }
  return tokens
}

async function logIn({ nation, origin, browsers }: Watcher, { card }: Person): Promise<Browser> {
  const known = browsers.get(card)
  if (known !== undefined) return known
  const browser = makeBrowser(nation, origin)
  browsers.set(card, browser)
  const { location } = await browser.post('/login/sandbox', { card, pin: await pinOf(nation, card) })
  if (location === '/registration') await browser.post('/registration', { consent: 'yes', email: '' })
  return browser
}

async function pinOf(nation: Nation, card: string): Promise<string> {
  return (await listCards(nation.folder)).find(({ name }) => name === card)?.pin ?? assert.fail(`no card ${card}`)
}

async function countGrowing(browser: Browser, { names }: Person) {
  const pages = new Map<string, ReadonlyMap<string, number>>()
  for (const path of growing) pages.set(path, countLines(normalise((await browser.get(path)).text, names)))
  return pages
}

async function waitUntilClosed(browser: Browser, location: string): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (!/照会中|提供機関停止中/.test((await browser.get(location)).text)) return
    await sleep(20)
  }
  assert.fail('the question does not end')
}

/** A line more in what was done here. */
async function addRow({ databases }: Nation): Promise<void> {
  await using db = openDatabase<Record<string, never>>({ connection: databases.portal.runUrl, applicationName: 'leak' })
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
