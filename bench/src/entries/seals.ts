import { decapsulate, encapsulate, generateKeyPairSync } from 'node:crypto'
import { deriveReaderKey, openSeal, seal } from '@madoguchi/messages'
import type { Entry } from '../entry.ts'
import { perSecond } from '../limits.ts'

const rounds = 5
const roundMs = 500
const plaintext = new Uint8Array(1500)
const context = { exchange: 'exc_AAAAAAAAAAAAAAAAAAAAAA', askDigest: new Uint8Array(32) }

/** What HPKE costs an exchange: sealed once, opened once. */
export const seals: Entry = {
  name: 'seals',
  title: 'answers of 1.5 kB sealed and opened again, one core',
  unit: 'seals/s',
  isHigherBetter: true,
  async run() {
    const readerKey = await deriveReaderKey(new Uint8Array(32), context.exchange)
    const values: number[] = []
    for (let round = 0; round < rounds; round++) {
      const started = performance.now()
      let count = 0
      for (; performance.now() - started < roundMs; count++) {
        const sealed = await seal({ readerKey: readerKey.publicKey, plaintext, context })
        if (!(await openSeal({ readerKey, sealed, context })).ok) throw new Error('the seal did not open')
      }
      values.push(count / ((performance.now() - started) / 1000))
    }
    const { publicKey, privateKey } = generateKeyPairSync('x25519')
    const bare = perSecond(() => decapsulate(privateKey, encapsulate(publicKey).ciphertext))
    return { values, limit: { what: 'bare key encapsulations, in and out', value: bare } }
  },
}
