import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bytes } from '@madoguchi/kit'
import type { Judged } from './judge.fixture.ts'
import { anyPolicy } from './oids.ts'

/** The second opinion: the `openssl` command, where the machine has it. */
export const hasOpenssl = spawnSync('openssl', ['version']).status === 0

export function runOpenssl(args: readonly string[], input?: Bytes): { isOk: boolean; output: string } {
  const { status, stdout, stderr } = spawnSync('openssl', args, { input, timeout: 30_000 })
  return { isOk: status === 0, output: `${stdout}${stderr}` }
}

/** `openssl verify` with the same question that `judge` answers. */
export function askOpenssl({
  leaf,
  intermediates,
  anchors,
  at,
  requirements,
  crl,
}: Judged): ReturnType<typeof runOpenssl> {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-pki-'))
  try {
    const write = (name: string, text: string) => {
      writeFileSync(join(folder, name), text)
      return join(folder, name)
    }
    const leafPath = write('leaf.pem', encodePem('CERTIFICATE', [leaf]))
    const trusted = write('anchors.pem', encodePem('CERTIFICATE', anchors))
    const args = ['verify', '-no-CApath', '-no-CAstore', '-CAfile', trusted, '-attime', String(at.getTime() / 1000)]
    // Level 2 is 112 bits: no SHA-1, no RSA under 2048.
    args.push('-auth_level', '2', '-inhibit_map')
    args.push('-policy', requirements.policy ?? anyPolicy)
    if (requirements.policy) args.push('-explicit_policy')
    if (requirements.extendedKeyUsage) args.push('-purpose', 'sslclient')
    if (intermediates.length > 0)
      args.push('-untrusted', write('untrusted.pem', encodePem('CERTIFICATE', intermediates)))
    if (crl) args.push('-crl_check', '-CRLfile', write('crl.pem', encodePem('X509 CRL', [crl])))
    return runOpenssl([...args, leafPath])
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function encodePem(label: string, blocks: readonly Bytes[]): string {
  return blocks
    .map((der) => {
      const lines =
        Buffer.from(der)
          .toString('base64')
          .match(/.{1,64}/g) ?? []
      return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
    })
    .join('')
}
