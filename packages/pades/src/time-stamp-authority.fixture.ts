import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { Bytes } from '@madoguchi/kit'

/** `openssl ts` behind an HTTP server: a real authority of one's own. */
export type Authority = AsyncDisposable & {
  readonly url: string
  readonly certificate: Bytes
  /** What it answers with next, in place of its own answer. */
  replaceAnswer(change: ((answer: Buffer, request: Buffer) => { status: number; body: Uint8Array }) | undefined): void
  answer(request: Buffer): Buffer
}

const config = `
[tsa]
serial = serial
signer_cert = tsa.pem
signer_key = tsa.key
certs = ca.pem
default_policy = 1.2.3.4.1
signer_digest = sha256
digests = sha256, sha384, sha512
ess_cert_id_alg = sha256
ess_cert_id_chain = yes
tsa_name = yes
[ext]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[ca]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
`

export async function openAuthority(): Promise<Authority> {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-tsa-'))
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  writeFileSync(join(folder, 'tsa.cnf'), config)
  writeFileSync(join(folder, 'serial'), '01\n')
  const key = ['-newkey', 'rsa:2048', '-nodes', '-sha256']
  openssl(
    'req',
    '-x509',
    ...key,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-subj',
    '/CN=TEST ONLY TSA CA',
    '-days',
    '30',
    '-config',
    'tsa.cnf',
    '-extensions',
    'ca',
  )
  openssl('req', ...key, '-keyout', 'tsa.key', '-out', 'tsa.csr', '-subj', '/CN=TEST ONLY TSA', '-config', 'tsa.cnf')
  openssl(
    'x509',
    '-req',
    '-in',
    'tsa.csr',
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-out',
    'tsa.pem',
    '-days',
    '30',
    '-sha256',
    '-extfile',
    'tsa.cnf',
    '-extensions',
    'ext',
  )
  openssl('x509', '-in', 'ca.pem', '-outform', 'DER', '-out', 'ca.der')
  let change: Parameters<Authority['replaceAnswer']>[0]

  function answer(request: Buffer): Buffer {
    writeFileSync(join(folder, 'request'), request)
    openssl('ts', '-reply', '-config', 'tsa.cnf', '-section', 'tsa', '-queryfile', 'request', '-out', 'answer')
    return readFileSync(join(folder, 'answer'))
  }

  const server = createServer(async (request, response) => {
    const body = await buffer(request)
    const own = answer(body)
    const { status, body: sent } = change?.(own, body) ?? { status: 200, body: own }
    response.writeHead(status, { 'content-type': 'application/timestamp-reply' }).end(sent)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    certificate: new Uint8Array(readFileSync(join(folder, 'ca.der'))),
    answer,
    replaceAnswer: (next) => {
      change = next
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
