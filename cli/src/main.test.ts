import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))

test('a SIGTERM that comes twice, by the service manager and by the Node that started us, cuts no stop short', async () => {
  let child: ReturnType<typeof spawn> | undefined
  const server = createServer(async (_, response) => {
    // The command waits for this answer: it is there for every one of the signals.
    for (let i = 0; i < 20; i++) {
      child?.kill('SIGTERM')
      await sleep(5)
    }
    response.writeHead(503).end('not yet')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  try {
    const env = { MADOGUCHI_INTERNAL_LISTEN: `127.0.0.1:${port}` }
    child = spawn(process.execPath, [main, 'health', '--wait', '60'], { env, stdio: ['ignore', 'ignore', 'pipe'] })
    let err = ''
    child.stderr?.on('data', (text) => {
      err += text
    })
    const [status] = await once(child, 'close')
    assert.deepEqual(
      { status, err },
      { status: 1, err: 'プログラムは動いていますが、まだ働けません。(NOT_READY)\nnot yet\n' },
    )
  } finally {
    server.close()
  }
})
