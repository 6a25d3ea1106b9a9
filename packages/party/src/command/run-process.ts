import { text } from 'node:stream/consumers'
import type { Surroundings } from './command.ts'

/** Runs one call of a program in this process: its signals, its terminal, its exit status. The environment is its main's to give. */
export async function runProcess(
  environment: Surroundings['environment'],
  run: (surroundings: Surroundings) => Promise<number>,
): Promise<void> {
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // The second Ctrl-C is from somebody who does not want to wait. A second SIGTERM is the same one: a service manager
      // sends it to every process of a unit, and the older Node that started this one hands it on.
      if (stopping.signal.aborted && signal === 'SIGINT') process.exit(130)
      stopping.abort()
    })
  }

  // Whoever read our output is gone (`| head`): stop in good order instead of dying on the next line.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    stopping.abort()
  })

  process.exitCode = await run({
    out: (words) => void process.stdout.write(words),
    err: (words) => void process.stderr.write(words),
    signal: stopping.signal,
    readStdin: () => text(process.stdin),
    isTerminal: process.stderr.isTTY === true,
    environment,
  })

  // What is still open now was not worth waiting for any longer: a stop has a bound.
  setTimeout(() => process.exit(), 1000).unref()
}
