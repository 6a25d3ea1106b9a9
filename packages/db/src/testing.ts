import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EmbeddedServer } from './embedded/open-embedded-server.ts'
import { openEmbeddedServer } from './embedded/open-embedded-server.ts'

/**
 * A throw-away server for one test file, in a folder of its own that disposing removes. It does not wait for the disk
 * (fsync off): never for data that anybody wants to keep. A test process that is killed leaves it running.
 */
export async function openTestServer(): Promise<EmbeddedServer> {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-test-'))
  const remove = async () => {
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const server = await openEmbeddedServer({ dataFolder: folder, durability: 'none', log: () => {} })
    return {
      ...server,
      [Symbol.asyncDispose]: async () => {
        await server[Symbol.asyncDispose]()
        await rm(server.socketFolder, { recursive: true, force: true })
        await remove()
      },
    }
  } catch (error) {
    await remove()
    throw error
  }
}
