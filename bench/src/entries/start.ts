import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Entry } from '../entry.ts'
import type { Stage } from '../stage.ts'

const program = fileURLToPath(new URL('../../../cli/src/main.ts', import.meta.url))
const rounds = 3

/** Time from the call to the line `ready`, in a new process each, and the memory it then holds. */
export const firstStart: Entry = {
  name: 'first-start',
  title: 'first start of the demo nation: database made, 1,000 residents, ten cards, link codes',
  unit: 's',
  isHigherBetter: false,
  run: async (stage) => ({
    values: await repeat(async () => (await startDemo(await stage.folder())).seconds),
    limit: await bareNode(),
  }),
}

export const laterStart: Entry = {
  name: 'later-start',
  title: 'a later start of the same nation',
  unit: 's',
  isHigherBetter: false,
  async run(stage) {
    const folder = await prepare(stage)
    return { values: await repeat(async () => (await startDemo(folder)).seconds), limit: await bareNode() }
  },
}

export const memory: Entry = {
  name: 'memory',
  title: 'resident memory of the demo process (all six programs) after a start, without PostgreSQL',
  unit: 'MB',
  isHigherBetter: false,
  async run(stage) {
    const folder = await prepare(stage)
    return {
      values: await repeat(async () => (await startDemo(folder)).residentMb),
      limit: { what: 'bare node, MB', value: process.platform === 'linux' ? await bareMemory() : Number.NaN },
    }
  },
}

async function prepare(stage: Stage): Promise<string> {
  const folder = await stage.folder()
  await startDemo(folder)
  return folder
}

async function repeat(measure: () => Promise<number>): Promise<number[]> {
  const values: number[] = []
  for (let round = 0; round < rounds; round++) values.push(await measure())
  return values
}

async function startDemo(folder: string): Promise<{ seconds: number; residentMb: number }> {
  const port = await chooseFreePort()
  const started = performance.now()
  const child = spawn(process.execPath, [program, 'demo', 'start', '--port', String(port), '--data', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = new Promise((resolve) => child.once('exit', resolve))
  try {
    await new Promise<void>((resolve, reject) => {
      let text = ''
      child.stdout.on('data', (part) => {
        text += part
        if (/^ready /m.test(text)) resolve()
      })
      child.once('exit', (code) => reject(new Error(`the demo ended with ${code} before it was ready`)))
    })
    const seconds = (performance.now() - started) / 1000
    return { seconds, residentMb: await residentMb(child.pid ?? 0) }
  } finally {
    child.kill('SIGTERM')
    await gone
  }
}

async function bareNode(): Promise<{ what: string; value: number }> {
  const started = performance.now()
  await new Promise((resolve) => spawn(process.execPath, ['-e', '0']).once('exit', resolve))
  return { what: 'bare node, s', value: (performance.now() - started) / 1000 }
}

async function bareMemory(): Promise<number> {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 5000)'])
  await new Promise((resolve) => setTimeout(resolve, 500))
  const value = await residentMb(child.pid ?? 0)
  child.kill()
  return value
}

async function residentMb(pid: number): Promise<number> {
  const line = /^VmRSS:\s+(\d+) kB/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))
  return Number(line?.[1] ?? Number.NaN) / 1024
}

function chooseFreePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
