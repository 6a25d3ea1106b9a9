import assert from 'node:assert/strict'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type { Clock } from '@madoguchi/kit'
import { AppError, secondMs } from '@madoguchi/kit'
import type { DirectoryView } from '@madoguchi/messages'
import { answerPart } from './answer-part.ts'
import { answerBatch, batchPath } from './direct.ts'
import { makeFindPeerKey } from './direct-tls.ts'
import type { PartSource } from './parts.ts'
import { makePartyPlaces } from './party-places.ts'
import { readIncoming } from './read-incoming.ts'
import { shareConnections } from './share-connections.ts'
import { makeStrangerPlaces, type StrangerPlace } from './stranger-places.ts'
import type { TlsIdentity } from './tls-identity.ts'
import type { Receive } from './transport.ts'

export type BatchServer = AsyncDisposable & { readonly port: number }

/**
 * Why somebody was turned away: no certificate at all, a key that no party has now, no TLS 1.3, too many connections of theirs,
 * no key shown in time, or none yet when somebody else needed the place.
 */
type Turned = 'NO_KEY' | 'STRANGER' | 'NO_TLS' | 'TOO_MANY' | 'TOO_SLOW' | 'CROWDED_OUT'

/** A handshake is two round trips and a signature: five seconds are long for a party, and short for who only holds a place. */
const timesMs = {
  handshake: 5 * secondMs,
  headers: 10 * secondMs,
  request: 30 * secondMs,
  check: 2 * secondMs,
  part: 30 * secondMs,
}

/**
 * Listens for batches over TLS 1.3. Whose key stands with no party of the directory now is hung up on before a byte of a
 * request is read, and so is one key's sixty-fifth connection. Who has shown no key yet holds a place among strangers, never one
 * of a party. Slow callers are cut off: 5 s from the connection to the shown key, 10 s for the headers, 30 s for the request.
 * Throws AppError DELIVERY_NOT_LISTENING.
 */
export async function serveBatches(options: {
  receive: Receive
  /** Parts of filings that this party sent; absent where it sends none. */
  parts?: PartSource | undefined
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
  /** Of strangers and parties together. */
  connectionsMax?: number | undefined
}): Promise<BatchServer> {
  const { receive, directory, identity, clock, host, onTurned, onFailure } = options
  const findPeerKey = makeFindPeerKey()
  const times = { ...timesMs, ...options.timesMs }

  function findStranger(socket: TLSSocket): Turned | undefined {
    const spki = findPeerKey(socket)
    if (spki === undefined) return 'NO_KEY'
    return directory.findTlsParty(spki, clock.now()) === undefined ? 'STRANGER' : undefined
  }

  const shares = shareConnections(options.connectionsMax)
  const strangers = makeStrangerPlaces(shares.strangers)
  const parties = makePartyPlaces(shares.parties)
  const unproven = new Map<string, StrangerPlace>()

  function turn(reason: Turned, socket: Socket): void {
    onTurned?.(reason)
    socket.destroy()
  }

  /** From here to the shown key a connection is nobody's. It costs no TLS before it says something. */
  function admit(socket: Socket, startTls: (socket: Socket) => void): void {
    const name = nameConnection(socket)
    const place = strangers.enter(socket.remoteAddress ?? '', () => turn('CROWDED_OUT', socket))
    const timer = setTimeout(() => turn('TOO_SLOW', socket), times.handshake)
    unproven.set(name, {
      noteSpoken: place.noteSpoken,
      [Symbol.dispose]() {
        clearTimeout(timer)
        unproven.delete(name)
        place[Symbol.dispose]()
      },
    })
    // A connection that is reset says so here, too.
    socket.on('error', () => {})
    socket.once('close', () => unproven.get(name)?.[Symbol.dispose]())
    socket.once('readable', () => {
      // Without a byte it is the end of one that never said anything.
      if (socket.readableLength === 0) return void socket.destroy()
      place.noteSpoken()
      startTls(socket)
    })
  }

  function giveParty(socket: TLSSocket): Turned | undefined {
    unproven.get(nameConnection(socket))?.[Symbol.dispose]()
    const stranger = findStranger(socket)
    if (stranger !== undefined) return stranger
    const place = parties.enter(findPeerKey(socket) ?? '')
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
    // Who is slow is let go before, counted from the connection on.
    handshakeTimeout: 2 * times.handshake,
    headersTimeout: times.headers,
    requestTimeout: times.request,
    connectionsCheckingInterval: times.check,
    keepAliveTimeout: 30 * secondMs,
    maxHeaderSize: 8192,
  })
  server.maxHeadersCount = 32
  const [startTls] = server.listeners('connection')
  assert(startTls !== undefined, 'a TLS server begins the handshake when it hears of a connection')
  server.removeAllListeners('connection')
  server.on('connection', (socket: Socket) => admit(socket, (spoken) => startTls.call(server, spoken)))
  server.prependListener('secureConnection', (socket: TLSSocket) => {
    const reason = giveParty(socket)
    if (reason !== undefined) turn(reason, socket)
  })
  server.on('tlsClientError', (error: NodeJS.ErrnoException, socket) => {
    // Reset: the caller hung up, or was let go for a reason that was told then.
    if (error.code === 'ECONNRESET') socket.destroy()
    else turn('NO_TLS', socket)
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

  function partsFor(socket: TLSSocket) {
    const party = directory.findTlsParty(findPeerKey(socket) ?? '', clock.now())?.id ?? ''
    return { parts: options.parts, party, idleMs: times.part }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url !== batchPath) return answerPart(request, response, partsFor(request.socket as TLSSocket))
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

/** The same for a connection and for the TLS that runs over it. */
function nameConnection({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`
}
