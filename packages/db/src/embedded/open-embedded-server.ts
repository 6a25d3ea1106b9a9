import { chmod, readdir, stat } from 'node:fs/promises'
import { AppError } from '@madoguchi/kit'
import pg from 'pg'
import type { DbLog } from '../log.ts'
import { makeSocketUrl } from '../socket-url.ts'
import type { Binaries } from './binaries.ts'
import { copyBinaries, getBinaries, linkLibraries } from './binaries.ts'
import type { ClusterFolder } from './data-folder.ts'
import { openClusterFolder } from './data-folder.ts'
import { openFolderLock } from './folder-lock.ts'
import { adminRole, openCluster } from './make-cluster.ts'
import { findPostmaster, isServerOf, removeStalePostmasterFile, stopPostmaster } from './postmaster.ts'
import type { RunAs } from './run-as.ts'
import { canReach, chooseRunAs, giveTree, isToBeHandedOver } from './run-as.ts'
import type { Durability } from './settings.ts'
import { nameCluster } from './settings.ts'
import { makeSocketFolder } from './socket-folder.ts'
import { startPostmaster } from './start-postmaster.ts'

export type EmbeddedServer = AsyncDisposable & {
  readonly dataFolder: string
  /** Where the passwords are kept, one 0600 file each. */
  readonly secretsFolder: string
  readonly socketFolder: string
  readonly port: number
  /** For the superuser and the database `postgres`. Holds a password: never log it. */
  readonly adminUrl: string
  readonly pid: number
  /** PostgreSQL's own folder. */
  readonly cluster: string
  /** `adopted`: it was left running by a process that was killed. */
  readonly start: 'fresh' | 'started' | 'adopted'
}

/**
 * Opens the PostgreSQL server that comes with the program, on a unix socket only, one server for one data folder.
 * Disposing stops it, and returns when everything is written.
 *
 * Throws DB_FOLDER_IN_USE when another live process holds the folder, DB_FOLDER_NOT_WRITABLE, DB_FOLDER_OTHER_VERSION,
 * DB_FOLDER_INCOMPLETE, DB_BINARIES_MISSING, DB_ROOT_NOT_POSSIBLE, DB_SOCKET_FOLDER_NOT_OURS or DB_SERVER_FAILED.
 */
export async function openEmbeddedServer(options: {
  dataFolder: string
  log: DbLog
  durability?: Durability
  /** The process that started this one holds the folder already, and goes on to. */
  isHeldByParent?: boolean
}): Promise<EmbeddedServer> {
  const folder = await openClusterFolder(options.dataFolder)
  using stack = new DisposableStack()
  const lock = options.isHeldByParent === true ? undefined : stack.use(openFolderLock(folder.root))
  const durability = options.durability ?? 'full'
  await letUserThrough(folder)
  const runAs = await chooseRunAs(folder)
  await handOver(folder, runAs)
  const binaries = await openBinaries(folder, runAs)
  const { password, isFresh } = await openCluster({ folder, binaries, runAs, durability })
  const socketFolder = await makeSocketFolder(folder.root, runAs)
  const adminUrl = makeSocketUrl({ socketFolder, user: adminRole, password, database: 'postgres' })

  const clusterName = nameCluster(durability, binaries.version)
  const adopted = await adoptPostmaster({ folder, socketFolder, adminUrl, clusterName })
  let isStopping = false
  const onEnd = (code: number | null, signal: string | null) => {
    if (!isStopping) options.log('DB_SERVER_ENDED', { code: code ?? -1, signal: signal ?? 'none' })
  }
  const pid = adopted ?? (await startPostmaster({ folder, binaries, runAs, socketFolder, durability, onEnd }))
  const start = adopted !== undefined ? 'adopted' : isFresh ? 'fresh' : 'started'
  options.log('DB_SERVER_READY', { pid, start, runAs: runAs.way })

  stack.move()
  return {
    dataFolder: folder.root,
    secretsFolder: folder.secrets,
    socketFolder,
    port: 5432,
    adminUrl,
    pid,
    cluster: folder.cluster,
    start,
    [Symbol.asyncDispose]: async () => {
      if (isStopping) return
      isStopping = true
      using _lock = lock
      await stopPostmaster(pid, folder.cluster, durability === 'full' ? 'SIGINT' : 'SIGQUIT')
      options.log('DB_SERVER_STOPPED', { pid })
    },
  }
}

/** A cluster that `nobody` had gets the user of its own; a server that was left running on it is stopped first. */
async function handOver(folder: ClusterFolder, runAs: RunAs): Promise<void> {
  if (runAs.way !== 'user' || !(await isToBeHandedOver(folder, runAs))) return
  const found = await findPostmaster(folder.cluster)
  if (found !== undefined) await stopPostmaster(found.pid, folder.cluster, 'SIGINT')
  await giveTree(folder.cluster, runAs)
}

/** Stops what a process that was killed left running on a folder that nobody holds now. Throws DB_FOLDER_IN_USE. */
export async function stopLeftServer(dataFolder: string): Promise<void> {
  const folder = await openClusterFolder(dataFolder)
  using _lock = openFolderLock(folder.root)
  const found = await findPostmaster(folder.cluster)
  if (found !== undefined) await stopPostmaster(found.pid, folder.cluster, 'SIGINT')
}

/** Root lets the server's user through a data folder that is new and empty. The folders inside have modes of their own. */
async function letUserThrough(folder: ClusterFolder): Promise<void> {
  if (process.getuid?.() !== 0 || (await stat(folder.root)).uid !== 0) return
  const names = await readdir(folder.root)
  if (names.every((name) => name === 'secrets' || name === 'lock')) await chmod(folder.root, 0o711)
}

async function openBinaries(folder: ClusterFolder, runAs: RunAs): Promise<Binaries> {
  const binaries = await getBinaries()
  const isReachable = runAs.way !== 'user' || (await canReach(binaries.folder, runAs.uid))
  return isReachable && (await linkLibraries(binaries)) ? binaries : copyBinaries(binaries, folder.root)
}

/** The process id of a server that was left running and is as we would start it. Stops one that is not. */
async function adoptPostmaster(options: {
  folder: ClusterFolder
  socketFolder: string
  adminUrl: string
  clusterName: string
}): Promise<number | undefined> {
  const { folder } = options
  const found = await findPostmaster(folder.cluster)
  if (found === undefined) {
    await removeStalePostmasterFile(folder.cluster)
    return undefined
  }
  const isGood =
    found.status === 'ready' && found.socketFolder === options.socketFolder && (await isHealthy(found.pid, options))
  if (isGood) return found.pid
  await stopPostmaster(found.pid, folder.cluster, 'SIGINT')
  return undefined
}

async function isHealthy(
  pid: number,
  options: { folder: ClusterFolder; adminUrl: string; clusterName: string },
): Promise<boolean> {
  const client = new pg.Client({
    connectionString: options.adminUrl,
    connectionTimeoutMillis: 2000,
    query_timeout: 2000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ folder: string; name: string }>(
      "SELECT current_setting('data_directory') AS folder, current_setting('cluster_name') AS name",
    )
    const row = rows[0]
    return row?.folder === options.folder.cluster && row.name === options.clusterName && isServerOf(pid, row.folder)
  } catch (error) {
    if (error instanceof AppError) throw error
    return false
  } finally {
    // A connection that broke is closed already.
    await client.end().catch(() => {})
  }
}
