import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { createServer } from 'node:net'
import { createServer as createTlsServer, TLSSocket } from 'node:tls'

export type SmtpServer = AsyncDisposable & {
  readonly port: number
  /** What was said to it, a line each, and the mails that it took. */
  readonly lines: readonly string[]
  readonly mails: readonly string[]
}

/**
 * A small server that speaks SMTP (RFC 5321) over a socket. `says` answers a command in place of its usual word; `tls`: from
 * the first byte, or once STARTTLS was said.
 */
export async function openSmtpServer(
  options: {
    says?: (command: string) => string | undefined
    tls?: { key: string; cert: string; when: 'at-once' | 'when-asked' }
  } = {},
): Promise<SmtpServer> {
  const { says = () => undefined, tls } = options
  const lines: string[] = []
  const mails: string[] = []
  const sockets = new Set<Socket>()

  function answer(command: string): string {
    const word = command.split(/[ :]/)[0]?.toUpperCase() ?? ''
    if (word === 'EHLO') {
      const extras = tls?.when === 'when-asked' ? ['STARTTLS'] : []
      return ['localhost', ...extras, 'AUTH PLAIN LOGIN']
        .map((line, i, all) => `250${i < all.length - 1 ? '-' : ' '}${line}`)
        .join('\r\n')
    }
    if (word === 'STARTTLS') return '220 go ahead'
    if (word === 'AUTH') return '235 welcome'
    if (word === 'DATA') return '354 end with a dot'
    if (word === 'QUIT') return '221 bye'
    return '250 ok'
  }

  function talk(socket: Socket, greets: boolean): void {
    sockets.add(socket)
    socket.on('error', () => {})
    let rest = ''
    let mail: string | undefined
    if (greets) socket.write('220 localhost ESMTP\r\n')
    socket.on('data', (bytes) => {
      rest += bytes.toString('utf8')
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end)
        rest = rest.slice(end + 2)
        if (mail !== undefined && line !== '.') mail += `${line}\n`
        else if (mail !== undefined) {
          mails.push(mail)
          mail = undefined
          socket.write(`${says('.') ?? '250 taken'}\r\n`)
        } else {
          lines.push(line)
          const word = says(line) ?? answer(line)
          socket.write(`${word}\r\n`)
          if (word.startsWith('354')) mail = ''
          if (line === 'STARTTLS' && word.startsWith('220') && tls !== undefined) {
            socket.removeAllListeners('data')
            talk(new TLSSocket(socket, { isServer: true, key: tls.key, cert: tls.cert }), false)
            return
          }
        }
      }
    })
  }

  const server =
    tls?.when === 'at-once'
      ? createTlsServer({ key: tls.key, cert: tls.cert }, (socket) => talk(socket, true))
      : createServer((socket) => talk(socket, true))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    lines,
    mails,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
