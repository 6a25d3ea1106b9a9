import { parentPort, workerData } from 'node:worker_threads'

/** A job that never ends by itself, eats memory, fails, or answers what it was given. */
type Job = { readonly kind: 'tick' | 'eat' | 'throw' | 'leave' | 'echo'; readonly ticks: SharedArrayBuffer }

const { kind, ticks } = workerData as Job
const counter = new Int32Array(ticks)
const kept: number[][] = []
if (kind === 'throw') throw new TypeError('a fault in the job')
while (kind === 'tick' || kind === 'eat') {
  Atomics.add(counter, 0, 1)
  if (kind === 'eat') kept.push(new Array(100_000).fill(kept.length))
}
if (kind === 'echo') parentPort?.postMessage(Atomics.add(counter, 0, 1))
