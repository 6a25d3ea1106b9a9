import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { connect as connectPlain, createServer as createPlainServer } from 'node:net'
import { it } from 'node:test'
import type { ConnectionOptions, TLSSocket } from 'node:tls'
import { connect, createServer } from 'node:tls'
import { dayMs } from '@madoguchi/kit'
import { waitUntil } from '@madoguchi/kit/testing'
import { messageLimits, readSigningKey } from '@madoguchi/messages'
import { batchContentType } from './direct.ts'
import { openPair } from './direct-tls.fixture.ts'
import { makeTlsIdentity, spkiSha256Of } from './tls-identity.ts'

const batch = new Uint8Array([0x80])
const unreachable = { code: 'DELIVERY_UNREACHABLE' }
const stranger = { code: 'DELIVERY_UNREACHABLE', facts: { to: 'core', reason: 'STRANGER' } }

it('carries batches between two parties of the directory over TLS 1.3, on one kept connection', async () => {
  await using pair = await openPair()
  using transport = pair.call()
  for (let i = 0; i < 3; i++) assert.deepEqual(await transport.send('core', batch), new Uint8Array([0x82]))
  assert.equal(pair.received.length, 3)
  assert.deepEqual(pair.turned, [])
})

it('makes a certificate that holds together and is what the directory’s digest says', () => {
  const identity = makeTlsIdentity()
  const certificate = new X509Certificate(identity.certificatePem)
  assert.ok(certificate.verify(certificate.publicKey))
  assert.ok(certificate.checkPrivateKey(readSigningKey(identity.privateKeyPem).privateKey))
  assert.notEqual(spkiSha256Of(identity), spkiSha256Of(makeTlsIdentity()))
})

it('hangs up on a caller with a foreign key, before it reads what it sends', async () => {
  await using pair = await openPair()
  using transport = pair.call(makeTlsIdentity())
  await assert.rejects(transport.send('core', batch), unreachable)
  assert.deepEqual([pair.turned, pair.received], [['STRANGER'], []])
})

it('hangs up on a caller without any certificate, and on one that speaks an older TLS or none', async () => {
  await using pair = await openPair()
  const reach = async (options: ConnectionOptions) => {
    const socket = connect({ host: '127.0.0.1', port: pair.port, rejectUnauthorized: false, ...options })
    socket.on('error', () => {})
    await new Promise((resolve) => socket.once('close', resolve))
  }
  await reach({})
  await reach({ maxVersion: 'TLSv1.2', minVersion: 'TLSv1.2' })
  const plain = connectPlain(pair.port, '127.0.0.1')
  plain.on('error', () => {})
  plain.write(
    `POST /network/batch HTTP/1.1\r\nhost: x\r\ncontent-type: ${batchContentType}\r\ncontent-length: 1\r\n\r\n\x80`,
  )
  await once(plain, 'close')
  assert.deepEqual(pair.turned.toSorted(), ['NO_KEY', 'NO_TLS', 'NO_TLS'])
  assert.deepEqual(pair.received, [])
})

it('sends nothing to whoever answers at the address of a party with the key of another, or with a foreign one', async () => {
  await using pair = await openPair()
  for (const identity of [pair.identities['mihon-shi'], makeTlsIdentity()]) {
    let heard = 0
    const impostor = createServer(
      { key: identity.privateKeyPem, cert: identity.certificatePem },
      (socket: TLSSocket) => {
        socket.on('data', (bytes) => (heard += bytes.length))
        socket.on('error', () => {})
      },
    ).listen(0, '127.0.0.1')
    await once(impostor, 'listening')
    pair.moveTo((impostor.address() as AddressInfo).port)
    using transport = pair.call()
    await assert.rejects(transport.send('core', batch), stranger)
    assert.equal(heard, 0)
    impostor.close()
  }
})

it('trusts a TLS key as long as the directory does: a kept connection ends when it expires or is taken out', async () => {
  await using pair = await openPair()
  using transport = pair.call()
  await transport.send('core', batch)
  const next = makeTlsIdentity()
  pair.rotate({ core: [next, pair.identities.core] })
  await transport.send('core', batch)
  pair.rotate({ core: [next] })
  await assert.rejects(transport.send('core', batch), stranger)
  pair.rotate({})
  await transport.send('core', batch)
  pair.clock.advance(dayMs)
  await assert.rejects(transport.send('core', batch), unreachable)
  assert.equal(pair.received.length, 3)
})

it('the listener looks again at each request: a caller whose key was taken out is hung up on', async () => {
  await using pair = await openPair()
  const { privateKeyPem: key, certificatePem: cert } = pair.identities['mihon-shi']
  const socket = connect({ host: '127.0.0.1', port: pair.port, rejectUnauthorized: false, key, cert })
  const ask = `POST /network/batch HTTP/1.1\r\nhost: x\r\ncontent-type: ${batchContentType}\r\ncontent-length: 1\r\n\r\n`
  socket.write(Buffer.concat([Buffer.from(ask), batch]))
  const [answer] = (await once(socket, 'data')) as [Buffer]
  assert.match(answer.toString('latin1'), /^HTTP\/1\.1 200/)
  pair.rotate({ 'mihon-shi': [makeTlsIdentity()] })
  socket.on('error', () => {})
  socket.write(Buffer.concat([Buffer.from(ask), batch]))
  await once(socket, 'close')
  assert.deepEqual([pair.turned, pair.received.length], [['STRANGER'], 1])
})

it('cuts off whoever is slow: in the handshake, in the headers, in the body', { timeout: 20_000 }, async () => {
  await using pair = await openPair({ fast: true })
  const silent = connectPlain(pair.port, '127.0.0.1')
  silent.on('error', () => {})
  const { privateKeyPem: key, certificatePem: cert } = pair.identities['mihon-shi']
  const open = () => {
    const socket = connect({ host: '127.0.0.1', port: pair.port, rejectUnauthorized: false, key, cert })
    socket.on('error', () => {})
    socket.resume()
    return socket
  }
  const [inHeaders, inBody] = [open(), open()]
  inHeaders.write('POST /network/batch HTTP/1.1\r\nhost: x\r\n')
  inBody.write(
    `POST /network/batch HTTP/1.1\r\nhost: x\r\ncontent-type: ${batchContentType}\r\ncontent-length: 9\r\n\r\n1`,
  )
  await Promise.all([silent, inHeaders, inBody].map((socket) => once(socket, 'close')))
  assert.deepEqual(pair.received, [])
})

it('gives up on a party that is silent, that has no https address, or is not there', async () => {
  await using pair = await openPair({ receive: () => new Promise(() => {}) })
  using transport = pair.call(undefined, 200)
  await assert.rejects(transport.send('core', batch), {
    code: 'DELIVERY_UNREACHABLE',
    facts: { to: 'core', reason: 'NO_ANSWER' },
  })
  await assert.rejects(transport.send('nobody', batch), unreachable)
  const held: Socket[] = []
  const deaf = createPlainServer((socket) => void held.push(socket.on('error', () => {}))).listen(0, '127.0.0.1')
  await once(deaf, 'listening')
  pair.moveTo((deaf.address() as AddressInfo).port)
  await assert.rejects(transport.send('core', batch), unreachable)
  for (const socket of held) socket.destroy()
  deaf.close()
})

it('takes no receipt that breaks off, stands still in the middle or is longer than any, and keeps no such connection', async () => {
  await using pair = await openPair()
  const { privateKeyPem: key, certificatePem: cert } = pair.identities.core
  const long = 'x'.repeat(messageLimits.receiptSizeBytesMax + 1)
  const answers = [
    (socket: TLSSocket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n12345'),
    (socket: TLSSocket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n12345'),
    (socket: TLSSocket) => socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${long.length}\r\n\r\n${long}`),
    (socket: TLSSocket) => socket.write('HTTP/1.1 503 Service Unavailable\r\ncontent-length: 9\r\n\r\n'),
  ]
  const closed: Promise<unknown>[] = []
  const hostile = createServer({ key, cert, minVersion: 'TLSv1.3', requestCert: true, rejectUnauthorized: false })
  hostile.on('secureConnection', (socket) => {
    const answer = answers[closed.length]
    closed.push(new Promise((resolve) => socket.once('close', resolve)))
    socket.on('error', () => {})
    socket.once('data', () => answer?.(socket))
  })
  hostile.listen(0, '127.0.0.1')
  await once(hostile, 'listening')
  pair.moveTo((hostile.address() as AddressInfo).port)
  using transport = pair.call(undefined, 500)
  await assert.rejects(transport.send('core', batch), unreachable)
  await assert.rejects(transport.send('core', batch), unreachable)
  await assert.rejects(transport.send('core', batch), { code: 'MESSAGE_TOO_LARGE' })
  await assert.rejects(transport.send('core', batch), {
    code: 'DELIVERY_UNREACHABLE',
    facts: { to: 'core', status: 503 },
  })
  assert.equal(closed.length, answers.length)
  await Promise.all(closed)
  hostile.close()
})

it('answers nothing but POST /network/batch in its own type, and reads no more than a batch can be', async () => {
  await using pair = await openPair()
  const { privateKeyPem: key, certificatePem: cert } = pair.identities['mihon-shi']
  const knock = async (head: string) => {
    const socket = connect({ host: '127.0.0.1', port: pair.port, rejectUnauthorized: false, key, cert })
    socket.on('error', () => {})
    socket.write(`${head}\r\nhost: x\r\nconnection: close\r\n\r\n`)
    const [answer] = (await once(socket, 'data')) as [Buffer]
    socket.destroy()
    return answer.toString('latin1').slice(9, 12)
  }
  assert.equal(await knock('GET / HTTP/1.1'), '404')
  assert.equal(await knock('GET /network/batch HTTP/1.1'), '405')
  assert.equal(await knock('POST /network/batch HTTP/1.1\r\ncontent-type: application/json'), '415')
  using transport = pair.call()
  await assert.rejects(transport.send('core', new Uint8Array(8 * 1024 * 1024 + 1)), unreachable)
  assert.deepEqual(pair.received, [])
})

it('a party that opens connections without end leaves the others theirs, and gets new ones when it lets go of some', async () => {
  const identities = { hostile: makeTlsIdentity(), quiet: makeTlsIdentity() }
  await using pair = await openPair()
  pair.rotate({ 'mihon-shi': [identities.hostile, identities.quiet] })
  const { privateKeyPem: key, certificatePem: cert } = identities.hostile
  const open = async () => {
    const socket = connect({ host: '127.0.0.1', port: pair.port, rejectUnauthorized: false, key, cert })
    socket.on('error', () => {})
    socket.resume()
    await once(socket, 'secureConnect')
    return socket
  }
  const held = await Promise.all(Array.from({ length: 64 }, open))
  const tooMany = await open()
  if (!tooMany.closed) await once(tooMany, 'close')
  assert.deepEqual(pair.turned, ['TOO_MANY'])
  using quiet = pair.call(identities.quiet)
  await quiet.send('core', batch)
  const [first] = held
  first?.destroy()
  using again = pair.call(identities.hostile)
  await waitUntil(async () => {
    // Refused while nobody has seen yet that a place is free.
    await again.send('core', batch).catch(() => {})
    return pair.received.length >= 2
  })
  assert.equal(pair.received.length, 2)
  for (const socket of held) socket.destroy()
})

it('a party is answered at the very address at which somebody holds more connections than there are places', async () => {
  await using pair = await openPair({ connectionsMax: 32 })
  const held = await Promise.all(
    Array.from({ length: 40 }, async () => {
      const socket = connectPlain(pair.port, '127.0.0.1')
      socket.on('error', () => {})
      await once(socket, 'connect')
      return socket
    }),
  )
  using transport = pair.call()
  assert.deepEqual(await transport.send('core', batch), new Uint8Array([0x82]))
  assert.ok(pair.turned.every((reason) => reason === 'CROWDED_OUT'))
  for (const socket of held) socket.destroy()
})

it('who shows no key in time is let go, whether it says nothing or begins a handshake', {
  timeout: 20_000,
}, async () => {
  await using pair = await openPair({ fast: true })
  const [silent, begun] = [connectPlain(pair.port, '127.0.0.1'), connectPlain(pair.port, '127.0.0.1')]
  for (const socket of [silent, begun]) socket.on('error', () => {})
  // The first bytes of a record of TLS, and no more.
  begun.write(new Uint8Array([0x16, 0x03, 0x01, 0x02]))
  await Promise.all([silent, begun].map((socket) => once(socket, 'close')))
  assert.deepEqual(pair.turned, ['TOO_SLOW', 'TOO_SLOW'])
})
