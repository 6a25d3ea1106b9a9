import { once } from 'node:events'
import type { Socket } from 'node:net'
import { AppError, type Bytes, hex } from '@madoguchi/kit'
import { makeQuickAck } from './quick-ack.ts'
import type { VirtualCard } from './virtual-card.ts'
import { encodeVpcdFrame, makeFrameReader, type VpcdRequest } from './vpcd-framing.ts'

/** What happened on the link. `ins` and `status` are all that is told of a command: its data may be a PIN. */
export type VpcdEvent =
  | { readonly kind: 'inserted' | 'removed' | 'power-on' | 'power-off' | 'reset' }
  | { readonly kind: 'command'; readonly ins: string; readonly status: string }

export type LinkOptions = {
  readonly card: VirtualCard
  readonly signal?: AbortSignal | undefined
  readonly onEvent?: ((event: VpcdEvent) => void) | undefined
}

/**
 * Answers for the card over a socket until the reader hangs up or `signal` fires; then the card has no power.
 * Requests are answered in the order in which they came. Throws VIRTUAL_CARD_LINK_BROKEN.
 */
export async function serveLink(socket: Socket, { card, signal, onEvent }: LinkOptions): Promise<void> {
  socket.setNoDelay(true)
  const acknowledge = await makeQuickAck(socket)
  const read = makeFrameReader()
  function hangUp(): void {
    socket.destroy()
  }
  signal?.addEventListener('abort', hangUp)
  if (signal?.aborted) hangUp()
  onEvent?.({ kind: 'inserted' })
  try {
    let work: Promise<void> = Promise.resolve()
    socket.on('data', (chunk: Uint8Array) => {
      acknowledge()
      for (const request of read(chunk)) work = work.then(() => answerRequest(socket, request, { card, onEvent }))
      work.catch((error: Error) => socket.destroy(error))
    })
    await waitForEnd(socket)
    await work
  } catch (cause) {
    throw new AppError('VIRTUAL_CARD_LINK_BROKEN', 'The link between virtual card and vpcd broke.', { cause })
  } finally {
    signal?.removeEventListener('abort', hangUp)
    socket.destroy()
    await card.powerOff()
    onEvent?.({ kind: 'removed' })
  }
}

async function waitForEnd(socket: Socket): Promise<void> {
  if (socket.closed) return
  // An error rejects this; a plain end of the other side closes the socket by itself.
  await once(socket, 'close').catch((error: Error) => {
    if (!isHangUp(error)) throw error
  })
}

/** pcscd that is ended while it waits resets the connection; for a reader that is the ordinary way to go. */
function isHangUp(error: Error): boolean {
  return 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE')
}

async function answerRequest(
  socket: Socket,
  request: VpcdRequest,
  { card, onEvent }: Pick<LinkOptions, 'card' | 'onEvent'>,
): Promise<void> {
  switch (request.kind) {
    case 'command': {
      const answer = await card.transmit(request.command)
      onEvent?.({ kind: 'command', ins: hex.encode(request.command.slice(1, 2)), status: hex.encode(answer.slice(-2)) })
      request.command.fill(0)
      return send(socket, answer)
    }
    case 'atr':
      // Also vpcd's way to see whether the card is still there.
      return send(socket, card.atr)
    case 'reset':
      await card.reset()
      return onEvent?.({ kind: 'reset' })
    case 'power-off':
      await card.powerOff()
      return onEvent?.({ kind: 'power-off' })
    case 'power-on':
      return onEvent?.({ kind: 'power-on' })
    case 'unknown':
      throw new Error('vpcd sent a control code that this card does not know')
  }
}

function send(socket: Socket, body: Bytes): void {
  if (!socket.destroyed) socket.write(encodeVpcdFrame(body))
}
