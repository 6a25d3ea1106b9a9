import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { normalise, tokensOf } from '../normalise.ts'
import type { Holder } from './cast.ts'
import { pin } from './cast.ts'

const program = fileURLToPath(new URL('../../../cli/src/main.ts', import.meta.url))

/** `madoguchi me` as a process of its own: what it says, how it ends, what it leaves in a file, how long it takes. */
export async function callMe(
  { person, names }: Holder,
  { portal, dataFolder }: { portal: string; dataFolder: string },
): Promise<{ tokens: ReadonlySet<string>; times: Record<string, number> }> {
  const out = join(dataFolder, `me-${person}.json`)
  const words = ['--portal', portal, '--card', `person-${person}`, '--data', dataFolder, '--pin-stdin']
  const started = performance.now()
  const child = spawn(process.execPath, [program, 'me', ...words, '--types', 'local-tax', '--out', out], {
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      said += part
    })
  child.stdin.end(`${pin}\n`)
  const [code] = (await once(child, 'close')) as [number | null]
  const ms = performance.now() - started
  const file = await readFile(out, 'utf8').catch(() => 'no file')
  await rm(out, { force: true })
  const text = normalise(said.replaceAll(out, 'out'), names)
  const tokens = [`me ended with ${code}`, ...tokensOf('me', text), ...tokensOf('me file', normalise(file, names))]
  return { tokens: new Set(tokens), times: { me: ms } }
}
