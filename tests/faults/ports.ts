import { createServer } from 'node:net'
import type { Dice } from './dice.ts'

/**
 * Free ports below those that the system hands out by itself, so that nobody takes one while its process is dead.
 */
export async function choosePorts(count: number, dice: Dice): Promise<number[]> {
  const chosen = new Set<number>()
  while (chosen.size < count) {
    const port = 12_000 + dice.below(18_000)
    if (await isFree(port)) chosen.add(port)
  }
  return [...chosen]
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
