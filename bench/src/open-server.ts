import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openEmbeddedServer } from '@madoguchi/db/embedded'

/** A PostgreSQL that waits for the disk, until the stack ends. A bench that fails or is told to stop leaves none behind. */
export async function openServer(stack: AsyncDisposableStack, dataFolder: string): Promise<EmbeddedServer> {
  const server = stack.use(await openEmbeddedServer({ dataFolder, log: () => undefined }))
  const endServer = () => void process.kill(server.pid, 'SIGINT')
  process.once('exit', endServer)
  stack.defer(() => void process.off('exit', endServer))
  return server
}
