import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createPartyDatabase } from '@madoguchi/db'
import { writeWhole } from '@madoguchi/kit/files'
import type { Command } from '@madoguchi/party'
import { textOf, usageError } from '@madoguchi/party'
import { demandValue } from './keys.ts'

export const databaseCreate: Command = {
  name: 'database create',
  summary: 'make a database and two roles for one party, and write their URLs into its folder',
  examples: [
    "madoguchi database create --admin 'postgresql://root@localhost/postgres?host=/run/postgresql' --name core --dir core",
  ],
  options: {
    admin: { type: 'string', value: 'URL', help: 'the URL of a role that may create roles and databases' },
    'admin-file': { type: 'string', value: 'FILE', help: 'a file that holds this URL, when there is a password in it' },
    name: {
      type: 'string',
      value: 'NAME',
      help: 'a-z, 0-9 and _: the database will be madoguchi_NAME',
      isRequired: true,
    },
    server: {
      type: 'string',
      value: 'PLACE',
      help: 'where the program reaches PostgreSQL: HOST:PORT, or the folder of its socket (default: as --admin)',
    },
    dir: { type: 'string', value: 'DIR', help: "the party's folder", isRequired: true },
  },
  async run(values, { out }) {
    const file = textOf(values, 'admin-file')
    const adminUrl = file === undefined ? demandValue(values, 'admin') : (await readFile(file, 'utf8')).trim()
    const name = demandValue(values, 'name')
    if (!/^[a-z][a-z0-9_]{0,39}$/.test(name) || !URL.canParse(adminUrl))
      throw usageError('--name には a-z、0-9、_ を、--admin には PostgreSQL の URL を指定してください。')
    const folder = demandValue(values, 'dir')
    const server = textOf(values, 'server')
    const secretsFolder = join(folder, 'database-roles')
    await mkdir(secretsFolder, { recursive: true, mode: 0o700 })
    const socketFolder = new URL(adminUrl).searchParams.get('host') ?? ''
    const made = await createPartyDatabase({ server: { adminUrl, secretsFolder, socketFolder }, party: name })
    for (const [target, url] of [
      ['database-url', made.runUrl],
      ['database-owner-url', made.migrateUrl],
    ] as const)
      await writeWhole({ path: join(folder, target), data: `${place(url, server ?? placeOf(adminUrl))}\n` })
    out(`madoguchi_${name} is there; its URLs are in ${folder}.\n`)
    return 0
  },
}

/** The server of an admin's URL, as `--server` would name it. */
function placeOf(adminUrl: string): string {
  const { host, searchParams } = new URL(adminUrl)
  return searchParams.get('host') ?? host
}

/** Role, password and database of the one, at the server of the other. */
function place(url: string, server: string): string {
  const placed = new URL(url)
  placed.searchParams.delete('host')
  if (server.startsWith('/')) placed.searchParams.set('host', server)
  else placed.host = server.includes(':') ? server : `${server}:5432`
  return placed.href
}
