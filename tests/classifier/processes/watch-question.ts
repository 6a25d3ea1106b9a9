import { setTimeout as sleep } from 'node:timers/promises'
import type { Observation } from '../classify.ts'
import { changesSince, countLines, normalise, tokensOf } from '../normalise.ts'
import type { Timed } from '../score-times.ts'
import type { Holder } from './cast.ts'
import type { MailFolder } from './mail-folder.ts'

/** What one question showed: words, sizes and counts as tokens, and the milliseconds that everything took. */
export type Seen = Observation & Timed & { readonly person: number; readonly round: number }

const growing = ['/home', '/requests', '/history?fresh=1', '/activity'] as const
const files = ['', '/answers', '/answers.pdf', '/answers.csv', '/answers.json', '/answers.xml'] as const
const apiPaths = (request: string) => [
  `/api/v1/requests/${request}`,
  `/api/v1/requests/${request}/answers.json`,
  `/api/v1/requests/${request}/answers.csv`,
]
const lastsAtMostMs = 120_000
const betweenLooksMs = 5

export type Question = {
  readonly holder: Holder
  readonly location: string
  readonly askedAt: number
  readonly tokens: string[]
  readonly times: Record<string, number>
  readonly before: ReadonlyMap<string, ReadonlyMap<string, number>>
}

/** Asks みほん市, and looks once. */
export async function askCity(holder: Holder): Promise<Question> {
  const before = await countGrowing(holder)
  const tokens: string[] = []
  const times: Record<string, number> = {}
  const started = performance.now()
  const { location, status } = await holder.pages.post('/information', { type: 'local-tax' })
  if (!location.startsWith('/requests/ask_')) throw new Error(`person ${holder.person} could not ask: ${status}`)
  times.ask = performance.now() - started
  const question = { holder, location, askedAt: Date.now(), tokens, times, before }
  await look(question, 'first look', location)
  return question
}

/** Looks at a page. `more` is what a program that tells would have added to it. */
export async function look({ holder, tokens, times }: Question, name: string, path: string, more = ''): Promise<void> {
  const started = performance.now()
  const { status, text } = await holder.pages.get(path)
  times[name] = performance.now() - started
  tokens.push(...tokensOf(`${name} ${status}`, normalise(text, holder.names) + more))
}

/** Waits until it has ended, then looks at everything that there is to see of it. `since`: from when its time counts. */
export async function watchEnding(
  question: Question,
  { mails, since, more = '' }: { mails: MailFolder; since: number; more?: string },
): Promise<{ tokens: ReadonlySet<string>; times: Record<string, number> }> {
  const { holder, location, tokens, times, before } = question
  await waitUntilEnded(question)
  times.ended = Date.now() - since
  const [mail, ...others] = await mails.waitFor(holder.email)
  times.mail = (mail?.sentAt.getTime() ?? since + lastsAtMostMs) - since
  for (const end of files) await look(question, `page ${end}`, location + end, end === '' ? more : '')
  for (const path of apiPaths(location.split('/')[2] ?? '')) {
    const started = performance.now()
    const { status, text } = await holder.api.get(path)
    const name = `api ${path.split('/').slice(5).join('/')}`
    times[name] = performance.now() - started
    tokens.push(...tokensOf(`${name} ${status}`, normalise(text, holder.names)))
  }
  const after = await countGrowing(holder, times)
  for (const path of growing) tokens.push(...changesSince(path, before.get(path), after.get(path)))
  tokens.push(`mails ${mail === undefined ? 0 : 1 + others.length}`)
  for (const { text } of [mail, ...others].flatMap((one) => one ?? []))
    tokens.push(...tokensOf('mail', normalise(text, holder.names)))
  // Steps of a fifth: what is about as long is the same token.
  for (const [name, ms] of Object.entries(times)) tokens.push(`time ${name} ${Math.round(Math.log(ms + 1) * 5)}`)
  return { tokens: new Set(tokens), times }
}

async function waitUntilEnded({ holder, location }: Question): Promise<void> {
  const until = Date.now() + lastsAtMostMs
  while (/照会中|提供機関停止中/.test((await holder.pages.get(location)).text)) {
    if (Date.now() > until) throw new Error(`the question of person ${holder.person} does not end`)
    await sleep(betweenLooksMs)
  }
}

async function countGrowing({ pages, names }: Holder, times: Record<string, number> = {}) {
  const counts = new Map<string, ReadonlyMap<string, number>>()
  for (const path of growing) {
    const started = performance.now()
    counts.set(path, countLines(normalise((await pages.get(path)).text, names)))
    times[path] = performance.now() - started
  }
  return counts
}
