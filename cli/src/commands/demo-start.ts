import assert from 'node:assert/strict'
import { join } from 'node:path'
import type { DeskSite } from '@madoguchi/agency'
import { AppError } from '@madoguchi/kit'
import type { NamedAuthority, Nation } from '@madoguchi/nation'
import {
  agencyDesksOf,
  makeNationDesk,
  operatorTokenFile,
  planParties,
  readDemoCards,
  readTrustAnchors,
  resetNation,
  serveDesk,
  startNation,
} from '@madoguchi/nation'
import type { Command, Surroundings, Values } from '@madoguchi/party'
import { textOf, textsOf, usageError } from '@madoguchi/party'
import type { Serving } from '@madoguchi/server'
import { makeLog, serve } from '@madoguchi/server'
import { dataFolderOf, dataOption } from '../data-option.ts'

const defaultPort = 8480

const progress = {
  database: '  データベースを用意しています',
  residents: '  住民1,000人を登録しています',
  cards: '  体験用カードを発行しています',
  'link-codes': '  符号を取得しています',
  exchanges: '  機関どうしの情報連携をしています',
} as const

const agencyIds = planParties().flatMap(({ kind, name }) => (kind === 'agency' ? [name] : []))

export const demoStart: Command = {
  name: 'demo start',
  summary: `start the demo nation: portal, core, registry, database, and the agencies ${agencyIds.join(', ')}`,
  examples: [
    'npm start',
    'npm start -- --port 9000',
    'npm start -- --reset',
    'npm start -- --trust-anchor ca.pem --crl ca.crl',
    'madoguchi demo start --data /var/tmp/demo',
  ],
  options: {
    port: { type: 'string', value: 'N', help: `where the portal listens on this computer (default: ${defaultPort})` },
    'operator-port': {
      type: 'string',
      value: 'N',
      help: "where the operator's page listens on this computer (default: the next port, or a free one)",
    },
    'desk-port': {
      type: 'string',
      value: 'N',
      help: "where the officers' desk of the first agency listens on this computer (default: two ports on, or a free one)",
    },
    data: dataOption,
    'trust-anchor': {
      type: 'string',
      multiple: true,
      value: 'FILE',
      help: 'a CA certificate (PEM or DER) whose cards take part too; may be given several times',
    },
    crl: {
      type: 'string',
      multiple: true,
      value: 'FILE',
      help: 'the revocation list of such a CA; without one its cards are taken unasked, which the demo says',
    },
    'time-stamp-trust': {
      type: 'string',
      multiple: true,
      value: 'FILE',
      help: 'a CA certificate whose time-stamp authorities are believed when a signed document is checked',
    },
    reset: { type: 'boolean', help: 'empty the data folder first' },
    log: {
      type: 'string',
      value: 'LEVEL',
      help: 'debug, info, warn, error or silent (default: warn), to standard error',
    },
  },
  async run(values, surroundings) {
    const { out, signal } = surroundings
    const port = readPort(values, 'port') ?? defaultPort
    const operatorPort = readPort(values, 'operator-port')
    const deskPort = readPort(values, 'desk-port')
    const level = readLevel(values)
    const dataFolder = dataFolderOf(values)
    const anchorFiles = textsOf(values, 'trust-anchor')
    const crlFiles = textsOf(values, 'crl')
    // Read before anything is made or emptied: a wrong file should cost nothing.
    const foreignAuthorities = await readTrustAnchors({ anchorFiles, crlFiles })
    const timeStampAnchors = await readAnchors(textsOf(values, 'time-stamp-trust'))
    const log = makeLog({ level, name: 'demo', destination: { write: surroundings.err } })
    let nation: Nation | undefined
    // The port is taken first: who finds it in use should hear so before anything is made.
    await using web = await serve({
      port,
      // With its socket: limits by client count whom they are about.
      fetch: async (request, env) => (nation === undefined ? starting() : nation.portal.fetch(request, env)),
    })
    const origin = `http://localhost:${web.port}`
    await using operatorWeb = await serveBeside({
      port: operatorPort ?? (port === 0 ? 0 : port + 1),
      isChosen: operatorPort !== undefined,
      fetch: async (request, env) => (nation === undefined ? starting() : nation.portal.operatorFetch(request, env)),
    })
    const operatorOrigin = `http://localhost:${operatorWeb.port}`
    await using deskWeb = await serveBeside({
      port: deskPort ?? (port === 0 ? 0 : port + 2),
      isChosen: deskPort !== undefined,
      fetch: async (request, env) => (nation === undefined ? starting() : deskOf(nation).fetch(request, env)),
    })
    const deskOrigin = `http://localhost:${deskWeb.port}`
    if (values.reset === true) await resetNation(dataFolder)
    out('Madoguchi(窓口)の体験環境を起動しています。\n')
    await using started = await startNation({
      dataFolder,
      origin,
      ...{ operatorOrigin, deskOrigin },
      log,
      foreignAuthorities,
      timeStampAnchors,
      onProgress: (step) => out(`${progress[step]}\n`),
    })
    const desk = makeNationDesk(started.folder, started.registry.desk)
    const agencies = agencyDesksOf(started)
    await using _served = await serveDesk({ folder: started.folder, desk, agencies, log })
    nation = started
    warnOfAnchors(foreignAuthorities, out)
    await printWelcome({ origin, operatorOrigin, nation: started, out })
    await printDesk({ deskOrigin, nation: started, out })
    out(`\nready ${origin}\n`)
    if (!signal.aborted)
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
    out('\n終了しています。\n')
    return 0
  },
}

async function readAnchors(anchorFiles: readonly string[]) {
  return (await readTrustAnchors({ anchorFiles })).map(({ anchor }) => anchor)
}

/** Said at every start: a sandbox that takes cards of others is not the one people know. */
function warnOfAnchors(authorities: readonly NamedAuthority[], out: Surroundings['out']): void {
  for (const { file, loadCrl } of authorities)
    out(
      loadCrl === undefined
        ? `\n注意: 失効情報がない認証局のカードです。失効を確かめずに受け付けます(体験環境だけ): ${file}\n`
        : `\n追加の認証局のカードを受け付けます: ${file}\n`,
    )
}

/** A page beside the portal takes the port it was given, or else the wished one if it is free. */
async function serveBeside(options: {
  port: number
  isChosen: boolean
  fetch: (request: Request, env?: unknown) => Promise<Response>
}): Promise<Serving> {
  const { port, isChosen, fetch } = options
  try {
    return await serve({ port, fetch })
  } catch (error) {
    if (isChosen || !(error instanceof AppError) || error.code !== 'SERVER_PORT_IN_USE') throw error
    return serve({ port: 0, fetch })
  }
}

async function printWelcome({
  origin,
  operatorOrigin,
  nation,
  out,
}: {
  origin: string
  operatorOrigin: string
  nation: Nation
  out: Surroundings['out']
}): Promise<void> {
  out(
    `\nブラウザーで開いてください: ${origin}\nデータの場所: ${nation.folder.root}\n運営者の画面: ${operatorOrigin}(合言葉は ${join(nation.folder.secrets, operatorTokenFile)} の中)\n\n体験用カード(本物の個人情報ではありません)\n`,
  )
  out('  カード      暗証番号  署名用パスワード  名前\n')
  for (const { name, pin, password, resident } of await readDemoCards(nation.folder)) {
    out(`  ${name.padEnd(10)}  ${pin}      ${(password ?? '-').padEnd(16)}  ${resident}\n`)
  }
}

/** The first agency of the cast has the desk. */
function deskOf({ agencies }: Nation): DeskSite {
  const [first] = agencies.values()
  assert(first !== undefined, 'the demo has an agency')
  return first.desk
}

/** Until somebody has a passkey, each start makes a link for one; whoever has one invites others. */
async function printDesk({
  deskOrigin,
  nation,
  out,
}: {
  deskOrigin: string
  nation: Nation
  out: Surroundings['out']
}): Promise<void> {
  const desk = deskOf(nation)
  const [agency] = nation.agencies.keys()
  out(`\n職員の窓口(${nation.directory.describeParty(agency ?? '').name}): ${deskOrigin}\n`)
  if (await desk.hasOfficers()) return
  const made = await desk.invite({ name: '体験 職員', roles: demoRoles, affairs: demoAffairs })
  if (made.ok) out(`  パスキーを登録するリンク(1回だけ、1日のあいだ): ${made.value.link}\n`)
}

/** Everything that there is to try: all roles in what the desk is about, and in what others of the cast ask for. */
const demoRoles = 'look,handle,divide,records,settings'
const demoAffairs = 'self-information,protection,desk,health-insurance-benefit,child-allowance'

function starting(): Response {
  return new Response('起動しています。少し待って、もう一度開いてください。\n', {
    status: 503,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '2' },
  })
}

function readPort(values: Values, name: string): number | undefined {
  const text = textOf(values, name)
  if (text === undefined) return undefined
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw usageError(`--${name} には 0 から 65535 の数を指定してください。「${text}」は使えません。`)
  return port
}

const levels = ['debug', 'info', 'warn', 'error', 'silent'] as const

function readLevel(values: Values): (typeof levels)[number] {
  const text = textOf(values, 'log') ?? 'warn'
  const level = levels.find((one) => one === text)
  if (level === undefined)
    throw usageError(`--log には ${levels.join('、')} のどれかを指定してください。「${text}」はありません。`)
  return level
}
