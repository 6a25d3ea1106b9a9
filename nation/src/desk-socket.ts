import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { chmod, rm } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { connect, createServer } from 'node:net'
import { join, relative } from 'node:path'
import type { Log } from '@madoguchi/kit'
import { AppError, base64, no } from '@madoguchi/kit'
import type { AgencyDesks } from './agency-desk.ts'
import { serveAgencyDesk } from './agency-desk.ts'
import type { DataFolder } from './data-folder.ts'
import type { DeskCall } from './desk-orders.ts'
import { readDeskOrder, refusedOrder, replies } from './desk-orders.ts'
import type { NationDesk } from './registry-desk.ts'

const requestBytesMax = 64 * 1024
/** What a Unix socket's address holds on Linux and macOS. */
const pathBytesMax = 100

/**
 * Serves the registry's desk, and those of agencies, to whoever may read the data folder's secrets: a socket of mode 0600 in a 0700 folder,
 * a JSON request up to its end, a JSON reply. Undefined where the folder's path is too long for a socket.
 * Duty: the caller holds the data folder, so that a socket found there is a dead one's.
 */
export async function serveDesk(options: {
  folder: DataFolder
  desk: NationDesk
  agencies?: AgencyDesks
  log: Log
}): Promise<AsyncDisposable | undefined> {
  const { folder, desk, agencies = {}, log } = options
  const path = findSocketPath(folder)
  if (path === undefined) return undefined
  if (process.platform !== 'win32') await rm(path, { force: true })
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    answer(socket, desk, agencies).catch((error) => {
      log.failure('DESK_FAILED', error)
      socket.destroy()
    })
  })
  server.listen(path)
  await once(server, 'listening')
  if (process.platform !== 'win32') await chmod(path, 0o600)
  return {
    async [Symbol.asyncDispose]() {
      server.close()
      await once(server, 'close')
    },
  }
}

/** Asks the desk of a nation that runs; undefined when none does. */
export async function findDeskCall(folder: DataFolder): Promise<DeskCall | undefined> {
  const path = findSocketPath(folder)
  if (path === undefined || !(await isServed(path))) return undefined
  return (command, body) => call(path, command, body)
}

/** The registry's desk of a nation that runs, or undefined when none does. */
export async function findDesk(folder: DataFolder): Promise<NationDesk | undefined> {
  const ask = await findDeskCall(folder)
  return (
    ask && {
      enrol: async (certificate, resident) =>
        replies.enrol.parse(await ask('enrol', { certificate: base64.encode(certificate), resident })),
      revoke: async (certificate, reason) =>
        replies.revoke.parse(await ask('revoke', { certificate: base64.encode(certificate), reason })),
      residents: async () => replies.residents.parse(await ask('residents', {})),
      renew: async (card, keepsOld) => replies.renew.parse(await ask('renew', { card, keepsOld: String(keepsOld) })),
    }
  )
}

async function answer(socket: Socket, desk: NationDesk, agencies: AgencyDesks): Promise<void> {
  // Whoever hangs up early is not waiting for a reply; the loop below ends by itself.
  socket.on('error', () => {})
  const request = await readAll(socket)
  // Nothing at all: somebody looked whether we are here.
  if (request === '') socket.end()
  else socket.end(JSON.stringify((await serve(request, desk, agencies)) ?? null))
}

/** What the order comes to, or why it is none; undefined for an agency that is not there. */
async function serve(request: string | undefined, desk: NationDesk, agencies: AgencyDesks): Promise<unknown> {
  if (request === undefined) return no('DESK_ORDER_TOO_LARGE')
  const order = readDeskOrder(request)
  if (order === undefined) return no('DESK_ORDER_MALFORMED')
  switch (order.command) {
    case 'enrol':
      return desk.enrol(order.certificate, order.resident)
    case 'revoke':
      return desk.revoke(order.certificate, order.reason)
    case 'residents':
      return desk.residents()
    case 'renew':
      return desk.renew(order.card, order.keepsOld)
    case 'agencies':
      return Object.keys(agencies)
    default:
      return serveAgencyDesk(agencies, order)
  }
}

async function call<T>(path: string, command: string, body: Readonly<Record<string, string>>): Promise<T> {
  const socket = connect(path)
  socket.end(JSON.stringify({ command, ...body }))
  const reply = await readAll(socket, Number.POSITIVE_INFINITY)
  if (reply === undefined || reply === '' || reply === 'null')
    throw new AppError('DESK_FAILED', 'The running demo could not do this; its own output says why.')
  const said = JSON.parse(reply) as T
  const refused = refusedOrder.safeParse(said)
  if (refused.success)
    throw new AppError(
      refused.data.code,
      'The running demo did not take this for an order: a file is too large, or the demo is of another version.',
    )
  return said
}

/** All of it, or undefined where it is longer: what is too much is read to its end, and nothing of it kept. */
async function readAll(socket: Socket, bytesMax = requestBytesMax): Promise<string | undefined> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of socket) {
    length += part.length
    if (length <= bytesMax) parts.push(part)
  }
  return length > bytesMax ? undefined : Buffer.concat(parts).toString('utf8')
}

async function isServed(path: string): Promise<boolean> {
  const socket = connect(path)
  try {
    await once(socket, 'connect')
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ECONNREFUSED') return false
    throw error
  } finally {
    socket.destroy()
  }
}

function findSocketPath(folder: DataFolder): string | undefined {
  if (process.platform === 'win32') {
    const name = createHash('sha256').update(folder.root).digest('hex').slice(0, 32)
    return `\\\\.\\pipe\\madoguchi-${name}`
  }
  const path = join(folder.secrets, 'registry-desk.sock')
  return [path, relative(process.cwd(), path)].find((one) => Buffer.byteLength(one) <= pathBytesMax)
}
