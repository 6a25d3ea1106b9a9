import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

/** The checkout, with a slash at its end. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/** The blocks of a page that are marked `sh`, in their order, word by word. */
export async function readSteps(page: string): Promise<string[]> {
  const text = await readFile(`${root}${page}`, 'utf8')
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block]) => block ?? '')
}

export type Followed = { readonly status: number | null; readonly out: string }

/**
 * One shell follows the steps as somebody would who pastes them, and stops at the first that fails. Ended with the group
 * of everything it started when it takes too long. `isBare`: with the computer's own Node and nothing of ours on the PATH.
 */
export function followSteps(
  steps: readonly string[],
  {
    environment,
    timeoutMs,
    isBare = false,
  }: { environment: Readonly<Record<string, string>>; timeoutMs: number; isBare?: boolean },
): Promise<Followed> {
  const script = steps.map((step, i) => `echo "=== step ${i + 1}"\n${step}`).join('\n')
  const { PATH = '', HOME = '' } = environment
  const shell = spawn('bash', ['-euo', 'pipefail', '-c', script], {
    env: { ...environment, PATH: isBare ? PATH : `${root}node_modules/.bin:${PATH}`, HOME },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const parts: Buffer[] = []
  for (const stream of [shell.stdout, shell.stderr]) stream.on('data', (part: Buffer) => parts.push(part))
  const endGroup = () => {
    try {
      process.kill(-(shell.pid ?? 0), 'SIGKILL')
    } catch {
      // All of them have ended already.
    }
  }
  const timer = setTimeout(endGroup, timeoutMs)
  return new Promise((resolve) => {
    // What the steps started in the background would keep the pipes open when a step fails.
    shell.on('exit', (status) => {
      clearTimeout(timer)
      endGroup()
      setTimeout(() => resolve({ status, out: Buffer.concat(parts).toString() }), 50)
    })
  })
}

/** The first of these ports that somebody listens on already. */
export async function findTakenPort(ports: readonly number[]): Promise<number | undefined> {
  for (const port of ports) {
    const isFree = await new Promise<boolean>((resolve) => {
      const server = createServer()
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
    })
    if (!isFree) return port
  }
  return undefined
}
