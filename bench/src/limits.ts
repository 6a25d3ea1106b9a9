import { generateKeyPairSync, sign, verify } from 'node:crypto'
import pg from 'pg'
import { percentileOf } from './percentile.ts'

/** Single-row commits a second from sixteen connections, on the very server that the entry used, fsync on. */
export async function measureCommits(connectionString: string): Promise<number> {
  const clients = 16
  const pool = new pg.Pool({ connectionString, max: clients })
  try {
    await pool.query('create temporary table nothing (n int)').catch(() => undefined)
    const until = performance.now() + 1500
    let commits = 0
    await Promise.all(
      Array.from({ length: clients }, async () => {
        while (performance.now() < until) {
          await pool.query("select pg_current_xact_id(), pg_logical_emit_message(true, 'bench', repeat('x', 500))")
          commits++
        }
      }),
    )
    return commits / 1.5
  } finally {
    await pool.end()
  }
}

/** Median time of one commit on that server, one after the other, fsync on. Milliseconds. */
export async function measureCommitMs(connectionString: string): Promise<number> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    const times: number[] = []
    for (let i = 0; i < 200; i++) {
      const started = performance.now()
      await client.query("select pg_current_xact_id(), pg_logical_emit_message(true, 'bench', repeat('x', 500))")
      times.push(performance.now() - started)
    }
    return percentileOf(times, 0.5)
  } finally {
    await client.end()
  }
}

/** RSA-2048 verifications a second on one core. */
export function measureRsaVerify(): number {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const data = new Uint8Array(96)
  const signature = sign('sha256', data, privateKey)
  return perSecond(() => verify('sha256', data, publicKey, signature))
}

/** How often a second one core does it. */
export function perSecond(action: () => unknown): number {
  const until = performance.now() + 500
  let count = 0
  while (performance.now() < until) {
    for (let i = 0; i < 50; i++) action()
    count += 50
  }
  return count * 2
}
