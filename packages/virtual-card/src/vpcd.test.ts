import assert from 'node:assert'
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { test } from 'node:test'
import { hex } from '@madoguchi/kit'
import { countWiped, listWiped } from '@madoguchi/kit/testing'
import fc from 'fast-check'
import { makeTestCardFile } from './test-card.fixture.ts'
import { openVirtualCard } from './virtual-card.ts'
import { emulateOverVpcd, type VpcdEvent } from './vpcd.ts'
import { encodeVpcdFrame, makeFrameReader } from './vpcd-framing.ts'

const file = makeTestCardFile()
const select = '00A4040C0AD392F000260100000001'

/** A reader as vpcd is one: it listens, and whoever connects is the card. */
async function withReader(
  use: (reader: { port: number; accept: () => Promise<Socket> }) => Promise<void>,
): Promise<void> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  assert(typeof address === 'object' && address !== null)
  try {
    await use({
      port: address.port,
      accept: async () => {
        const [socket] = await once(server, 'connection')
        return socket
      },
    })
  } finally {
    server.close()
  }
}

async function ask(socket: Socket, body: string): Promise<string> {
  socket.write(encodeVpcdFrame(hex.decode(body)))
  const [answer] = await once(socket, 'data')
  return hex.encode(answer).toUpperCase()
}

test('a card in a vpcd reader tells its ATR, answers commands and forgets its PIN without power', async () => {
  await withReader(async ({ port, accept }) => {
    const stop = new AbortController()
    const events: VpcdEvent[] = []
    const accepted = accept()
    const card = openVirtualCard({ file })
    const ended = emulateOverVpcd({ port, card, signal: stop.signal, onEvent: (event) => events.push(event) })
    const socket = await accepted
    socket.write(encodeVpcdFrame(hex.decode('01')))
    assert.equal(await ask(socket, '04'), `0013${file.atr}`)
    assert.equal(await ask(socket, select), '00029000')
    assert.equal(await ask(socket, '002000980431323334'), '00029000')
    socket.write(encodeVpcdFrame(hex.decode('02')))
    assert.equal(await ask(socket, select), '00029000')
    socket.write(encodeVpcdFrame(hex.decode('00')))
    assert.equal(await ask(socket, select), '00029000')
    assert.equal(await ask(socket, `802A009733${'00'.repeat(51)}00`), '00026982')
    stop.abort()
    await ended
    const command = (ins: string, status: string) => ({ kind: 'command', ins, status })
    assert.deepEqual(events, [
      { kind: 'inserted' },
      { kind: 'power-on' },
      command('a4', '9000'),
      command('20', '9000'),
      { kind: 'reset' },
      command('a4', '9000'),
      { kind: 'power-off' },
      command('a4', '9000'),
      command('2a', '6982'),
      { kind: 'removed' },
    ])
  })
})

test('a PIN that came over the link is left in no command: neither in what was received nor in what the card was given', async () => {
  const verify = '002000980431323334'
  await withReader(async ({ port, accept }) => {
    const stop = new AbortController()
    const accepted = accept()
    const ended = emulateOverVpcd({ port, card: openVirtualCard({ file }), signal: stop.signal })
    const socket = await accepted
    await ask(socket, select)
    const wiped = await listWiped(async () => assert.equal(await ask(socket, verify), '00029000'))
    stop.abort()
    await ended
    assert.equal(countWiped(wiped, hex.decode(verify)), 2)
  })
  const card = openVirtualCard({ file })
  const command = hex.decode(verify)
  assert.equal(countWiped(await listWiped(() => card.transmit(command)), command), 1, 'the card wipes its own copy')
})

test('a reader that goes away ends the emulation, and it does not come back by itself', async () => {
  await withReader(async ({ port, accept }) => {
    const accepted = accept()
    const ended = emulateOverVpcd({ port, card: openVirtualCard({ file }) })
    const socket = await accepted
    socket.end()
    await ended
  })
})

test('where no reader is, the one who put the card in is told', async () => {
  let freePort = 0
  await withReader(async ({ port }) => {
    freePort = port
  })
  const emulation = emulateOverVpcd({ port: freePort, card: openVirtualCard({ file }) })
  await assert.rejects(emulation, { code: 'VIRTUAL_CARD_NO_READER' })
})

test('a control code that no vpcd sends breaks the link instead of being ignored', async () => {
  await withReader(async ({ port, accept }) => {
    const accepted = accept()
    const ended = emulateOverVpcd({ port, card: openVirtualCard({ file }) })
    const broken = assert.rejects(ended, { code: 'VIRTUAL_CARD_LINK_BROKEN' })
    const socket = await accepted
    socket.on('error', () => {})
    socket.write(encodeVpcdFrame(hex.decode('09')))
    await broken
  })
})

test('a signal that fired before leaves the reader alone', async () => {
  await emulateOverVpcd({ port: 1, card: openVirtualCard({ file }), signal: AbortSignal.abort() })
})

test('requests come out whole however the network cuts them', () => {
  const bodies = fc.array(fc.uint8Array({ minLength: 2, maxLength: 40 }), { maxLength: 6 })
  fc.assert(
    fc.property(bodies, fc.integer({ min: 1, max: 9 }), (commands, size) => {
      const stream = Buffer.concat(commands.map((command) => encodeVpcdFrame(command)))
      const read = makeFrameReader()
      const out = []
      for (let at = 0; at < stream.length; at += size) out.push(...read(new Uint8Array(stream.subarray(at, at + size))))
      assert.deepEqual(
        out,
        commands.map((command) => ({ kind: 'command', command })),
      )
    }),
  )
})
