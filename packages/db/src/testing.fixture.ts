import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError, minuteMs } from '@madoguchi/kit'
import { openFolderLock } from './embedded/folder-lock.ts'
import type { EmbeddedServer } from './embedded/open-embedded-server.ts'
import { openEmbeddedServer } from './embedded/open-embedded-server.ts'
import { findPostmaster, stopPostmaster } from './embedded/postmaster.ts'

const prefix = 'madoguchi-test-'

/** The owner's URL of a database that only its running role is known of, from the server's folder: for looking at everything. */
export async function readOwnerUrl({ dataFolder, runUrl }: { dataFolder: string; runUrl: string }): Promise<string> {
  const url = new URL(runUrl)
  url.username = url.username.replace(/_run$/, '_owner')
  url.password = (await readFile(join(dataFolder, 'secrets', url.username), 'utf8')).trim()
  return url.href
}

/**
 * A throw-away server for one test file, in a folder of its own that disposing removes. It does not wait for the disk
 * (fsync off): never for data that anybody wants to keep. What a killed test process left behind, the next one removes.
 */
export async function openTestServer(): Promise<EmbeddedServer> {
  await removeAbandoned()
  const folder = await mkdtemp(join(tmpdir(), prefix))
  try {
    const server = await openEmbeddedServer({ dataFolder: folder, durability: 'none', log: () => {} })
    return {
      ...server,
      [Symbol.asyncDispose]: async () => {
        await server[Symbol.asyncDispose]()
        await rm(server.socketFolder, { recursive: true, force: true })
        await rm(folder, { recursive: true, force: true })
      },
    }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(prefix)) continue
    const folder = join(tmpdir(), name)
    const found = await stat(folder).catch(() => undefined)
    // One that is being made is not locked yet.
    if (found === undefined || found.uid !== process.getuid?.() || Date.now() - found.mtimeMs < minuteMs) continue
    try {
      using _lock = openFolderLock(folder)
      const cluster = join(folder, 'cluster')
      const server = await findPostmaster(cluster)
      if (server !== undefined) {
        await stopPostmaster(server.pid, cluster, 'SIGQUIT')
        await rm(server.socketFolder, { recursive: true, force: true })
      }
      await rm(folder, { recursive: true, force: true })
    } catch (error) {
      if (error instanceof AppError && error.code === 'DB_FOLDER_IN_USE') continue
      // Another test process removes it at the same time.
      if ((await stat(folder).catch(() => undefined)) !== undefined) throw error
    }
  }
}
