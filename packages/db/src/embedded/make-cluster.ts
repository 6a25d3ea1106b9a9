import { chmod, chown, mkdir, open, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '@madoguchi/kit'
import { findText } from '@madoguchi/kit/files'
import { findSecret, keepSecret, makePassword } from '../secrets.ts'
import type { Binaries } from './binaries.ts'
import type { ClusterFolder } from './data-folder.ts'
import type { RunAs } from './run-as.ts'
import { giveTree } from './run-as.ts'
import { runPostgresTool } from './run-postgres-tool.ts'
import type { Durability } from './settings.ts'

export const adminRole = 'madoguchi_admin'
const adminSecret = 'madoguchi_admin'

type Options = { folder: ClusterFolder; binaries: Binaries; runAs: RunAs; durability: Durability }

/** Makes the cluster at the first start, whole or not at all. Returns the administrator's password. */
export async function openCluster(options: Options): Promise<{ password: string; isFresh: boolean }> {
  const { folder, binaries } = options
  const version = await findVersion(folder)
  if (version === undefined) return { password: await makeCluster(options), isFresh: true }
  if (version !== binaries.major) {
    throw new AppError(
      'DB_FOLDER_OTHER_VERSION',
      `The data folder ${folder.root} was made by PostgreSQL ${version}, and this release brings PostgreSQL ${binaries.major}; dump it with the old release and load it with this one.`,
      { facts: { dataMajor: version, serverMajor: binaries.major } },
    )
  }
  const password = await findSecret(folder.secrets, adminSecret)
  if (password !== undefined) return { password, isFresh: false }
  throw new AppError(
    'DB_FOLDER_INCOMPLETE',
    `The data folder ${folder.root} has a database but no passwords; bring its secrets folder back from the backup.`,
  )
}

async function findVersion(folder: ClusterFolder): Promise<string | undefined> {
  return (await findText(join(folder.cluster, 'PG_VERSION')))?.trim()
}

async function makeCluster(options: Options): Promise<string> {
  const { folder, binaries, runAs } = options
  const cluster = folder.clusterUnfinished
  const passwordFile = join(folder.root, 'password-unfinished')
  const password = makePassword()
  await rm(cluster, { recursive: true, force: true })
  await rm(passwordFile, { force: true })
  try {
    await mkdir(cluster, { mode: 0o700 })
    await writeFile(passwordFile, password, { mode: 0o600, flag: 'wx' })
    if (runAs.way === 'user') {
      const { uid, gid } = runAs.maker ?? runAs
      await chown(cluster, uid, gid)
      await chown(passwordFile, uid, gid)
    }
    await runPostgresTool({
      ...options,
      name: 'initdb',
      cwd: cluster,
      args: [
        ...['-D', cluster, '-U', adminRole, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
        ...['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
        '--data-checksums',
        ...(options.durability === 'none' ? ['--no-sync'] : []),
      ],
    })
  } finally {
    await rm(passwordFile, { force: true })
  }
  await writeFile(join(cluster, 'pg_hba.conf'), 'local all all scram-sha-256\n')
  await chmod(join(cluster, 'pg_hba.conf'), 0o600)
  await closeToPublic({ binaries, runAs, cluster })
  if (runAs.way === 'user') await giveTree(cluster, runAs)
  await keepSecret({ folder: folder.secrets, name: adminSecret, secret: password })
  await rename(cluster, folder.cluster)
  await syncFolder(folder.root)
  return password
}

/** Takes from everybody what PostgreSQL gives everybody, before the server is first reachable. New databases copy template1. */
async function closeToPublic(options: { binaries: Binaries; runAs: RunAs; cluster: string }): Promise<void> {
  const schema = 'REVOKE ALL ON SCHEMA public FROM PUBLIC\n'
  const databases = 'REVOKE ALL ON DATABASE postgres, template0, template1 FROM PUBLIC\n'
  for (const [database, input] of [
    ['template1', schema + databases],
    ['postgres', schema],
  ] as const) {
    await runPostgresTool({
      ...options,
      name: 'postgres',
      cwd: options.cluster,
      args: ['--single', '-j', '-c', 'exit_on_error=on', '-D', options.cluster, database],
      input: input.replaceAll('\n', ';\n\n'),
    })
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
