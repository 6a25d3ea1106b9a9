import { createHash } from 'node:crypto'
import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http'
import { Agent, request as httpsRequest } from 'node:https'
import type { Duplex } from 'node:stream'
import type { TLSSocket } from 'node:tls'
import { connect } from 'node:tls'
import { urlToHttpOptions } from 'node:url'
import type { Bytes, Clock } from '@madoguchi/kit'
import { AppError } from '@madoguchi/kit'
import type { DirectoryView, Party } from '@madoguchi/messages'
import { messageLimits } from '@madoguchi/messages'
import { batchContentType, getBatchUrl } from './direct.ts'
import { makeFetchTlsPart } from './fetch-part-tls.ts'
import type { FetchPart } from './parts.ts'
import { readIncoming } from './read-incoming.ts'
import type { TlsIdentity } from './tls-identity.ts'
import type { Transport } from './transport.ts'

/**
 * Names the key of whoever is at the other end as `tlsKeys` of the directory do: base64url of the SHA-256 of its
 * SubjectPublicKeyInfo. Asked once a connection: it cannot change, and Node's client side gives it once only.
 */
export function makeFindPeerKey(): (socket: TLSSocket) => string | undefined {
  const known = new WeakMap<TLSSocket, string>()
  return (socket) => {
    const before = known.get(socket)
    if (before !== undefined) return before
    const spki = socket.getPeerX509Certificate()?.publicKey.export({ type: 'spki', format: 'der' })
    if (spki === undefined) return undefined
    const name = createHash('sha256').update(spki).digest('base64url')
    known.set(socket, name)
    return name
  }
}

type Address = Pick<RequestOptions, 'hostname' | 'port' | 'path'>

/**
 * Batches over TLS 1.3 with keys from the directory, a keep-alive agent a party. No authority and no name counts: the key
 * must be one of the very party that is called, now, and is looked at again for each batch on a kept connection.
 */
export function makeTlsTransport(options: {
  directory: DirectoryView
  identity: TlsIdentity
  clock: Clock
  timeoutMs: number
}): Transport & Disposable & { readonly fetchPart: FetchPart } {
  const { directory, identity, clock, timeoutMs } = options
  const agents = new Map<string, Agent>()
  const findPeerKey = makeFindPeerKey()

  function isOf(to: string, socket: TLSSocket): boolean {
    const spki = findPeerKey(socket)
    return spki !== undefined && directory.findTlsParty(spki, clock.now())?.id === to
  }

  /** Parts go over connections of their own, so that no batch waits behind them. */
  function agentOf(to: string, use: 'batches' | 'parts'): Agent {
    const name = `${use} ${to}`
    const kept = agents.get(name)
    if (kept !== undefined) return kept
    const agent = new PartyAgent({ identity, timeoutMs, isPeer: (socket) => isOf(to, socket) })
    agents.set(name, agent)
    return agent
  }

  /** Worked out once for a party as the directory has it now: reading a URL anew for each batch costs more than it seems. */
  const addresses = new WeakMap<Party, Address>()

  function getAddress(to: string): Address {
    const party = directory.find(to)
    const known = party && addresses.get(party)
    if (known !== undefined) return known
    const url = getBatchUrl(directory, to)
    if (url.protocol !== 'https:')
      throw new AppError('DELIVERY_UNREACHABLE', 'The address of the party is not https.', { facts: { to } })
    const { hostname, port, path } = urlToHttpOptions(url)
    const address = { hostname, port, path }
    if (party !== undefined) addresses.set(party, address)
    return address
  }

  function openRequest(to: string, use: 'batches' | 'parts', options: RequestOptions): ClientRequest {
    const request = httpsRequest({ ...getAddress(to), agent: agentOf(to, use), ...options })
    // Told before anything of the request is written: a kept connection whose key is no longer good ends here.
    request.on('socket', (socket) => {
      if (!isOf(to, socket as TLSSocket)) request.destroy(strangerError())
    })
    return request
  }

  function post(to: string, batch: Bytes): Promise<Bytes> {
    const request = openRequest(to, 'batches', {
      method: 'POST',
      headers: { 'content-type': batchContentType, 'content-length': batch.length },
    })
    // A signal would do the same, and costs every batch far more than a timer.
    const timer = setTimeout(() => request.destroy(new Error('no whole answer in time')), timeoutMs)
    return new Promise<Bytes>((resolve, reject) => {
      request.on('response', (answer) => {
        readReceipt(to, answer).then(resolve, (error) => {
          // A connection with something unread on it is good for nothing more.
          answer.destroy()
          reject(error)
        })
      })
      request.on('error', reject)
      request.end(batch)
    }).finally(() => clearTimeout(timer))
  }

  return {
    async send(to, batch) {
      try {
        return await post(to, batch)
      } catch (cause) {
        if (cause instanceof AppError && cause.code !== 'DELIVERY_STRANGER') throw cause
        const reason = cause instanceof AppError ? 'STRANGER' : 'NO_ANSWER'
        throw new AppError('DELIVERY_UNREACHABLE', 'The party could not be reached.', { facts: { to, reason }, cause })
      }
    },
    fetchPart: makeFetchTlsPart((to, asked) => openRequest(to, 'parts', asked), timeoutMs),
    [Symbol.dispose]() {
      for (const agent of agents.values()) agent.destroy()
    },
  }
}

async function readReceipt(to: string, answer: IncomingMessage): Promise<Bytes> {
  if (answer.statusCode === 200) return readIncoming(answer, messageLimits.receiptSizeBytesMax)
  throw new AppError('DELIVERY_UNREACHABLE', 'The party answered with an error.', {
    facts: { to, status: answer.statusCode ?? 0 },
  })
}

function strangerError(): AppError {
  return new AppError('DELIVERY_STRANGER', 'Who answers at the address of the party has another key.')
}

/** Hands a connection over only when the other's key is good, so that a stranger gets no byte of a request. */
class PartyAgent extends Agent {
  readonly #identity: TlsIdentity
  readonly #isPeer: (socket: TLSSocket) => boolean
  readonly #timeoutMs: number

  constructor(options: { identity: TlsIdentity; timeoutMs: number; isPeer: (socket: TLSSocket) => boolean }) {
    super({ keepAlive: true, maxSockets: 4, maxFreeSockets: 2, timeout: 60_000 })
    this.#identity = options.identity
    this.#isPeer = options.isPeer
    this.#timeoutMs = options.timeoutMs
  }

  /** All connections here are one party's, made in one way: Node's own name has certificate and key in it, written out for each request. */
  override getName({ host, port }: { host?: string | undefined; port?: number | undefined } = {}): string {
    return `${host}:${port}`
  }

  override createConnection(
    options: { host?: string | null; port?: number | string | null },
    callback: (error: Error | null, stream?: Duplex) => void,
  ): undefined {
    const socket = connect({
      host: options.host ?? '',
      port: Number(options.port ?? 443),
      minVersion: 'TLSv1.3',
      key: this.#identity.privateKeyPem,
      cert: this.#identity.certificatePem,
      ALPNProtocols: ['http/1.1'],
      // No chain and no name is asked for: the key is compared with the directory below.
      rejectUnauthorized: false,
    })
    // A request that is given up has no connection yet that could be ended: the handshake has a bound of its own.
    const timer = setTimeout(() => socket.destroy(new Error('the handshake took too long')), this.#timeoutMs)
    const fail = (error: Error) => {
      clearTimeout(timer)
      callback(error)
    }
    socket.once('error', fail)
    socket.once('secureConnect', () => {
      clearTimeout(timer)
      socket.off('error', fail)
      if (this.#isPeer(socket)) return callback(null, socket)
      socket.destroy()
      fail(strangerError())
    })
  }
}
