import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findFreePorts } from '@madoguchi/delivery/testing'
import { bundleProgram } from 'madoguchi/build'
import { madoguchi } from './madoguchi.ts'

/** An insurer that no file of the repository but this names. */
export const stranger = {
  id: 'hayabusa-kenpo',
  about: {
    name: 'はやぶさ健康保険組合',
    kana: 'ハヤブサケンコウホケンクミアイ',
    headTitle: '理事長',
    contact: {
      section: '資格給付課',
      postalAddress: '〒000-0000 みほん県みほん市港町九丁目9番',
      phone: '000-0000-7788',
      hours: '平日 9:00〜16:30',
      email: 'shikaku@hayabusa.example',
    },
    counter: { name: '加入者窓口', place: '本部1階', hours: '平日 9:00〜16:30', phone: '000-0000-7789' },
  },
} as const

export type Stranger = AsyncDisposable & { readonly config: string; readonly party: string }

/**
 * Its own folder, keys, database, and the agency's program built into one file, in a process of its own. `signIn` has its entry signed, once it
 * has its name in it: nothing else of it reaches the others.
 */
export async function openStranger(options: {
  folder: string
  adminUrl: string
  common: readonly string[]
  signIn(party: string): Promise<void>
}): Promise<Stranger> {
  const { folder, adminUrl, common, signIn } = options
  const at = (...path: string[]) => join(folder, ...path)
  const [port, internal] = await findFreePorts(2)
  const url = `https://127.0.0.1:${port}`
  const kinds = ['--is', 'medical-insurer', '--is', 'health-insurance-society', '--provides', 'medical-insurance']
  const party = at('party.json')
  await madoguchi([
    'keys',
    'new',
    '--dir',
    folder,
    '--party',
    stranger.id,
    '--kind',
    'agency',
    '--network-url',
    url,
    ...kinds,
  ])
  await writeFile(at('about.json'), JSON.stringify(stranger.about))
  await madoguchi(['directory', 'describe', '--party', party, '--about', at('about.json')])
  await madoguchi(['database', 'create', '--admin', adminUrl, '--name', 'hayabusa', '--dir', folder])
  const files = ['SIGNING_KEY_FILE=signing-key.pem', 'TLS_KEY_FILE=tls-key.pem', 'READER_SECRET_FILE=reader-secret']
  files.push('TLS_CERTIFICATE_FILE=tls-certificate.pem', 'DATABASE_URL_FILE=database-url')
  const lines = [
    ...[`PARTY=${stranger.id}`, 'CONNECTOR=replicas', ...common],
    ...[`NETWORK_LISTEN=127.0.0.1:${port}`, `INTERNAL_LISTEN=127.0.0.1:${internal}`],
    ...files.map((line) => line.replace('=', `=${folder}/`)),
  ]
  const config = at('program.env')
  await writeFile(config, lines.map((line) => `MADOGUCHI_${line}\n`).join(''))
  const built = at('agency.mjs')
  const entry = fileURLToPath(new URL('../../../apps/agency/src/main.ts', import.meta.url))
  await bundleProgram({ entry, outputFile: built })
  await using log = await open(at('log'), 'a')
  const start = (words: readonly string[]): ChildProcess =>
    spawn(process.execPath, [built, ...words, '--config', config], { stdio: ['ignore', 'ignore', log.fd], cwd: folder })
  const [status] = await once(start(['migrate', '--owner-file', at('database-owner-url')]), 'exit')
  if (status !== 0) throw new Error(`its migration ended with ${status}: see ${at('log')}`)
  await signIn(party)
  const child = start([])
  const gone = once(child, 'exit')
  await madoguchi(['health', '--config', config, '--wait', '60'])
  return {
    config,
    party,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM')
      await gone
    },
  }
}
