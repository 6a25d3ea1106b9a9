import { sizeOfChunk } from '../perform.ts'
import { type Operation, type ToWindow, type ToWorker, windowPortName } from '../window-message.ts'

/** Browsers end a service worker that nobody spoke to for half a minute. */
const aliveMs = 20_000

/** The window's end of its connection to the service worker. Without a worker there is nobody to work for. */
export function connectWorker({ onLost }: { onLost: () => void }) {
  const port = chrome.runtime.connect({ name: windowPortName })
  const operation = Promise.withResolvers<Operation>()
  const whole = Promise.withResolvers<readonly string[]>()
  const chunks: string[] = []
  let receivedBytes = 0
  let sizeBytes = 0

  port.onDisconnect.addListener(onLost)
  port.onMessage.addListener((message: ToWindow) => {
    if (message.type === 'operation') {
      if (message.operation.request.action === 'sign') sizeBytes = message.operation.request.sizeBytes
      operation.resolve(message.operation)
      return
    }
    chunks.push(message.chunk)
    receivedBytes += sizeOfChunk(message.chunk)
    if (receivedBytes === sizeBytes) whole.resolve(chunks)
    if (receivedBytes > sizeBytes) say({ type: 'failed', code: 'REQUEST_MALFORMED' })
  })
  function say(message: ToWorker): void {
    port.postMessage(message)
  }
  setInterval(() => say({ type: 'alive' }), aliveMs)
  return { operation: operation.promise, document: whole.promise, say }
}
