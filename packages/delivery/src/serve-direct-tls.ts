import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type { Clock } from '@madoguchi/kit'
import { AppError, secondMs } from '@madoguchi/kit'
import type { DirectoryView } from '@madoguchi/messages'
import { answerBatch, batchPath } from './direct.ts'
import { makeFindPeerKey } from './direct-tls.ts'
import { readIncoming } from './read-incoming.ts'
import type { TlsIdentity } from './tls-identity.ts'
import type { Receive } from './transport.ts'
import { makeTurnstile } from './turnstile.ts'

export type BatchServer = AsyncDisposable & { readonly port: number }

/** Why somebody was turned away: no certificate at all, a key that no party has now, no TLS 1.3, too many connections of theirs. */
export type Turned = 'NO_KEY' | 'STRANGER' | 'NO_TLS' | 'TOO_MANY'

const timesMs = { handshake: 10 * secondMs, headers: 10 * secondMs, request: 30 * secondMs, check: 2 * secondMs }
/** A copy of a program opens four to a party. Each may send a whole batch, which is in memory until it is taken. */
const connectionsOfKeyMax = 64
const connectionsMax = 1024

/**
 * Listens for batches over TLS 1.3. Whose key stands with no party of the directory now is hung up on before a byte of a
 * request is read, and so is one key's sixty-fifth connection. Slow callers are cut off: 10 s for the handshake, 10 s for the headers, 30 s for the request.
 * Throws AppError DELIVERY_NOT_LISTENING.
 */
export async function serveBatches(options: {
  receive: Receive
  directory: DirectoryView
  identity: TlsIdentity
  clock: Clock
  host: string
  /** 0 chooses a free one. */
  port: number
  onTurned?: (reason: Turned) => void
  onFailure?: (error: unknown) => void
  /** How long requests under way may take after a stop. Default: 5 s. */
  stopMs?: number
  timesMs?: Partial<typeof timesMs>
}): Promise<BatchServer> {
  const { receive, directory, identity, clock, host, onTurned, onFailure } = options
  const findPeerKey = makeFindPeerKey()
  const times = { ...timesMs, ...options.timesMs }

  function findStranger(socket: TLSSocket): Turned | undefined {
    const spki = findPeerKey(socket)
    if (spki === undefined) return 'NO_KEY'
    return directory.findTlsParty(spki, clock.now()) === undefined ? 'STRANGER' : undefined
  }

  const connections = makeTurnstile(connectionsOfKeyMax)

  function countConnection(socket: TLSSocket): Turned | undefined {
    const place = connections.enter(findPeerKey(socket) ?? '')
    if (place === undefined) return 'TOO_MANY'
    socket.once('close', () => place[Symbol.dispose]())
    return undefined
  }

  const server = createServer({
    minVersion: 'TLSv1.3',
    key: identity.privateKeyPem,
    cert: identity.certificatePem,
    requestCert: true,
    // Every certificate is self-signed: its key is compared with the directory below.
    rejectUnauthorized: false,
    ALPNProtocols: ['http/1.1'],
    handshakeTimeout: times.handshake,
    headersTimeout: times.headers,
    requestTimeout: times.request,
    connectionsCheckingInterval: times.check,
    keepAliveTimeout: 30 * secondMs,
    maxHeaderSize: 8192,
  })
  server.maxHeadersCount = 32
  server.maxConnections = connectionsMax
  server.prependListener('secureConnection', (socket: TLSSocket) => {
    const reason = findStranger(socket) ?? countConnection(socket)
    if (reason === undefined) return
    onTurned?.(reason)
    socket.destroy()
  })
  server.on('tlsClientError', (_error, socket) => {
    onTurned?.('NO_TLS')
    socket.destroy()
  })
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    // A kept connection whose key has run out meanwhile.
    const reason = findStranger(request.socket as TLSSocket)
    if (reason !== undefined) {
      onTurned?.(reason)
      request.socket.destroy()
      return
    }
    answer(request, response).catch((error) => {
      onFailure?.(error)
      if (response.headersSent) response.destroy()
      else response.writeHead(500).end()
    })
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url !== batchPath) return void response.writeHead(404).end()
    const { method = '', headers } = request
    const {
      status,
      headers: lines,
      body,
    } = await answerBatch(receive, {
      method,
      contentType: headers['content-type'] ?? null,
      readBody: (sizeBytesMax) => readIncoming(request, sizeBytesMax),
    })
    // With its length told an answer is one piece; without, Node sends it in chunks.
    const sized = { ...lines, 'content-length': body?.length ?? 0 }
    // What was not read to its end cannot be followed by another request.
    response.writeHead(status, request.complete ? sized : { ...sized, connection: 'close' }).end(body)
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      const sentence = `The network's address ${host} port ${options.port} could not be listened on.`
      reject(new AppError('DELIVERY_NOT_LISTENING', sentence, { facts: { port: options.port }, cause }))
    })
    server.listen(options.port, host, resolve)
  })
  let stopping: Promise<void> | undefined
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: () => {
      stopping ??= new Promise((resolve) => {
        const timer = setTimeout(() => server.closeAllConnections(), options.stopMs ?? 5 * secondMs)
        server.close(() => {
          clearTimeout(timer)
          resolve()
        })
        server.closeIdleConnections()
      })
      return stopping
    },
  }
}
