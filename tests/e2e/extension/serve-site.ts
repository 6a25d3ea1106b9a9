import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readCardClient } from '@madoguchi/card-client'

const page = `<!doctype html><html lang="ja"><meta charset="utf-8"><title>A site</title><h1>A site</h1>
<script type="module">import * as cardClient from '/card-client.js'; globalThis.cardClient = cardClient</script>`
const frames =
  '<iframe name="inner" src="/frame"></iframe><iframe name="boxed" sandbox="allow-scripts" src="/frame"></iframe>'

export type Site = AsyncDisposable & { readonly port: number; readonly origin: string }

/** A site on this computer that serves card-client as it is: `/` with two frames, one of them sandboxed, `/frame` alone. */
export async function serveSite(): Promise<Site> {
  const client = await readCardClient()
  const server = createServer((request, response) => {
    const isClient = request.url === '/card-client.js'
    // A sandboxed frame has no origin, so modules come to it as to another site.
    response.setHeader('access-control-allow-origin', '*')
    response.setHeader('content-type', isClient ? 'text/javascript' : 'text/html; charset=utf-8')
    response.end(isClient ? client : request.url === '/' ? page + frames : page)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    origin: `http://localhost:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
