import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { readDemoCards } from '@madoguchi/nation'
import { openCitizen, signAgain } from '../network/citizen.ts'
import { findOwnerUrl, openNation } from '../network/open-nation.ts'
import { makePageVisitor, readHiddenFields } from '../network/page-visitor.ts'
import { dumpDatabase } from './dump-database.ts'
import type { KeptNation } from './kept-nation.ts'

// node tests/kept/make-dump.main.ts --out FILE
//
// What a nation of today keeps, for releases of tomorrow to open: all databases, all secrets, the cards. A file that was
// committed is never made again; a later release gets one of its own beside it.

const { values } = parseArgs({ options: { out: { type: 'string' } } })
if (values.out === undefined) throw new Error('--out names the file to write')

const nation = await openNation({ residents: 16 })
const ownerName = '髙﨑󠄀 太郎'
const taro = await openCitizen(nation, 'taro')
const { request, items } = await taro.ask(['local-tax', 'medical-insurance'])
const answers = await taro.call('GET', `/api/v1/requests/${request}/answers.json`)
const recovery = await taro.call('POST', '/api/v1/vault/recovery-code', await showCard('recovery-code'))
await taro.call('POST', '/api/v1/account/email', { email: 'taro@example.jp', ...(await showCard('email')) })
const draft = await beginDraft()
await nation.settle()

const names = ['core', 'registry', 'portal', 'mihon-shi', 'mihon-kenpo', 'mihon-nenkin'] as const
const kept: KeptNation = {
  madeAt: new Date().toISOString(),
  residents: nation.residents.length,
  files: await readFiles(),
  databases: Object.fromEntries(
    await Promise.all(
      names.map(async (name) => {
        const { party } = nation.databaseOf(name)
        return [name, await dumpDatabase({ party, migrateUrl: await findOwnerUrl(nation, name) })] as const
      }),
    ),
  ),
  said: {
    request,
    answers: new TextDecoder().decode(answers.bytes),
    exchanges: items.map(({ exchange }) => exchange),
    recoveryCode: String(recovery.body.code),
    draft,
    ownerName,
  },
}
const packed = gzipSync(JSON.stringify(kept), { level: 9 })
await writeFile(values.out, packed)
process.stdout.write(`${createHash('sha256').update(packed).digest('hex')}  ${values.out}, ${packed.length} bytes\n`)
await nation[Symbol.asyncDispose]()

/** What taro's card says to an act that a log-in alone does not do. */
async function showCard(act: string) {
  const { body } = await taro.call('POST', '/api/v1/confirmations', { act })
  return { card: await signAgain(nation, { name: 'taro', challenge: String(body.challenge) }) }
}

/** A form that taro began: its address. */
async function beginDraft(): Promise<string> {
  const visitor = makePageVisitor(nation.portal)
  const { pin = '' } = (await readDemoCards(nation.folder)).find(({ name }) => name === 'taro') ?? {}
  await visitor.post('/login/sandbox', [
    ['card', 'taro'],
    ['pin', pin],
  ])
  const { location } = await visitor.post('/procedures/482013/dog-registration/fill')
  const { location: first } = await visitor.get(location)
  const { action, hidden } = readHiddenFields((await visitor.get(first)).text)
  const typed = [
    ['ownerName', ownerName],
    ['ownerKana', 'たかさき たろう'],
    ['ownerAddress', 'みほん市本町一丁目'],
    ['ownerPhone', '0999-00-0000'],
  ] as const
  await visitor.post(action, [...hidden, ...typed, ['_go', 'next']])
  if (!(await visitor.get(first)).text.includes(ownerName)) throw new Error('the draft does not hold what was typed')
  return location
}

async function readFiles(): Promise<Record<string, string>> {
  const { root } = nation.folder
  const names = await Promise.all(
    ['secrets', 'cards'].map(async (folder) => (await readdir(join(root, folder))).map((name) => `${folder}/${name}`)),
  )
  const paths = [...names.flat().sort(), 'directory.signed', 'seeded.json']
  return Object.fromEntries(
    await Promise.all(paths.map(async (path) => [path, await readFile(join(root, path), 'utf8')])),
  )
}
