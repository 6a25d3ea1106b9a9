import { secondMs } from '@madoguchi/kit'
import { openClusterFolder } from '../embedded/data-folder.ts'
import { openFolderLock } from '../embedded/folder-lock.ts'
import { isServerOf, stopPostmaster } from '../embedded/postmaster.ts'
import type { DbLog } from '../log.ts'
import type { PrepareOrder, RunDatabase } from './order.ts'
import { prepareInChild } from './prepare-in-child.ts'

type RunServer = AsyncDisposable & {
  readonly pid: number
  /** In the order given. */
  readonly databases: readonly RunDatabase[]
}

const lookMs = secondMs

/**
 * The embedded server with the databases of several parties, migrated, for a process that serves: passwords of
 * administrator and owners stay in a child that makes all of it and has ended when this returns. Disposing stops the
 * server. Throws what `openEmbeddedServer`, `createPartyDatabases` and `migrate` throw, or DB_PREPARING_FAILED.
 */
export async function openPreparedServer(order: PrepareOrder, log: DbLog): Promise<RunServer> {
  const folder = await openClusterFolder(order.dataFolder)
  using stack = new DisposableStack()
  stack.use(openFolderLock(folder.root))
  const { pid, cluster, databases } = await prepareInChild({ ...order, dataFolder: folder.root }, log)
  const watch = setInterval(async () => {
    if (await isServerOf(pid, cluster)) return
    clearInterval(watch)
    log('DB_SERVER_ENDED', { pid })
  }, lookMs).unref()
  stack.defer(() => clearInterval(watch))
  const held = stack.move()
  let isStopping = false
  return {
    pid,
    databases,
    [Symbol.asyncDispose]: async () => {
      if (isStopping) return
      isStopping = true
      clearInterval(watch)
      using _held = held
      await stopPostmaster(pid, cluster, order.durability === 'full' ? 'SIGINT' : 'SIGQUIT')
      log('DB_SERVER_STOPPED', { pid })
    },
  }
}
