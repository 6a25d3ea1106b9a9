import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The same work by OpenSC: PIN, authentication certificate, one signature. `driver` is the only one it may try. */
export type OpenSc = AsyncDisposable & {
  readonly logIn: (options: { reader: string; pin: string; driver?: 'jpki' }) => Promise<void>
}

/** Throws when pkcs11-tool fails. */
export async function openOpenSc(): Promise<OpenSc> {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-opensc-'))
  const message = join(folder, 'message')
  const config = join(folder, 'opensc.conf')
  await writeFile(message, new Uint8Array(96))
  await writeFile(config, 'app default {\n  card_drivers = jpki;\n}\n')
  return {
    async logIn({ reader, pin, driver }) {
      const slot = ['--slot-description', reader]
      const key = ['--login', '--pin', pin, '--id', '01', '-m', 'SHA256-RSA-PKCS']
      const work = ['--sign', '-i', message, '--read-object', '--type', 'cert', '-o', join(folder, 'out')]
      const env = { PATH: '/usr/bin:/bin', ...(driver === undefined ? {} : { OPENSC_CONF: config }) }
      await run('pkcs11-tool', [...slot, ...key, ...work], { env })
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}
