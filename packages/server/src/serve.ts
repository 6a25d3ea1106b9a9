import type { IncomingMessage, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { AppError } from '@madoguchi/kit'
import { findRepeatedHeader } from './repeated-headers.ts'

type ServeOptions = {
  readonly fetch: (request: Request, env?: unknown) => Response | Promise<Response>
  /** 0 chooses a free one. */
  readonly port: number
  /** Default: 127.0.0.1, for a proxy in front. */
  readonly host?: string | undefined
  /** Stops the server when it is aborted. */
  readonly signal?: AbortSignal | undefined
  /** How long requests under way may take after a stop. Default: 10 s. */
  readonly stopMs?: number | undefined
  /** How long a client may take to send its headers. Default: 10 s. */
  readonly headersTimeoutMs?: number | undefined
  /** How long a client may take to send its request. Default: 30 s. */
  readonly requestTimeoutMs?: number | undefined
}

export type Serving = { readonly url: string; readonly port: number; [Symbol.asyncDispose](): Promise<void> }

/**
 * Listens for HTTP. A request in which a header stands twice that may stand once, as Host, is answered 400. Slow and greedy clients are cut off: 10 s for the headers, 30 s for the request, 16 kB and 64 lines
 * of headers. Stopping lets requests under way finish within `stopMs` and then closes what is left.
 * Throws SERVER_PORT_IN_USE, SERVER_NOT_LISTENING.
 */
export async function serve(options: ServeOptions): Promise<Serving> {
  const host = options.host ?? '127.0.0.1'
  const server = createAdaptorServer({
    fetch: (request, env) => refuseAmbiguous(env) ?? options.fetch(request, env),
    hostname: host,
    // `Response` in this process becomes one that keeps its text until Node writes it: with Node's own every answer
    // would go through a web stream. It is still a `Response` to whoever reads it.
    overrideGlobalObjects: true,
    serverOptions: {
      headersTimeout: options.headersTimeoutMs ?? 10_000,
      requestTimeout: options.requestTimeoutMs ?? 30_000,
      keepAliveTimeout: 5_000,
      connectionsCheckingInterval: Math.min(2_000, options.headersTimeoutMs ?? 2_000),
      maxHeaderSize: 16_384,
    },
  }) as Server
  server.maxHeadersCount = 64
  await listen(server, { port: options.port, host })
  const { port } = server.address() as AddressInfo
  const stop = makeStop(server, options.stopMs ?? 10_000)
  if (options.signal?.aborted === true) await stop()
  // A failed stop leaves nothing to do: closing rejects only when the server is closed already.
  options.signal?.addEventListener('abort', () => void stop(), { once: true })
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`, port, [Symbol.asyncDispose]: stop }
}

/** No browser and no proxy that keeps to HTTP sends it, so nobody waits for words. */
function refuseAmbiguous(env: object): Response | undefined {
  const incoming = 'incoming' in env ? (env.incoming as IncomingMessage) : undefined
  if (incoming === undefined || findRepeatedHeader(incoming.rawHeaders) === undefined) return undefined
  return new Response(null, { status: 400, headers: { connection: 'close' } })
}

function listen(server: Server, { port, host }: { port: number; host: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(
        cause.code === 'EADDRINUSE'
          ? new AppError(
              'SERVER_PORT_IN_USE',
              `Port ${port} is taken by another program: stop it or choose another port.`,
              { facts: { port }, cause },
            )
          : new AppError('SERVER_NOT_LISTENING', `The server could not listen on ${host} port ${port}.`, {
              facts: { port },
              cause,
            }),
      )
    })
    server.listen(port, host, resolve)
  })
}

function makeStop(server: Server, stopMs: number): () => Promise<void> {
  let stopping: Promise<void> | undefined
  return () => {
    stopping ??= new Promise((resolve) => {
      const timer = setTimeout(() => server.closeAllConnections(), stopMs)
      server.close(() => {
        clearTimeout(timer)
        resolve()
      })
      server.closeIdleConnections()
    })
    return stopping
  }
}
