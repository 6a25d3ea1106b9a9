import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('./dial-vpcd-in-child.fixture.ts', import.meta.url))

/** Connects to the vpcd of a pcscd that runs in a network of its own, by way of a process in that network. */
export async function dialVpcd({ pid, port }: { pid: number; port: number }): Promise<Socket> {
  const child = fork(program, [String(port)], {
    execPath: 'nsenter',
    execArgv: [`--net=/proc/${pid}/ns/net`, process.execPath],
  })
  const exited = once(child, 'exit')
  const [said, socket]: [unknown, unknown] = await Promise.race([
    once(child, 'message').then(([message, handle]) => [message, handle] as [unknown, unknown]),
    exited.then(([code]) => [`ended with ${code}`, undefined] as [unknown, unknown]),
  ])
  if (child.connected) child.disconnect()
  await exited
  if (!(socket instanceof Socket)) throw new Error(`nobody answers for the reader: ${said}`)
  return socket
}
