import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Nation, startNation } from '@madoguchi/nation'
import { makeLog, serve } from '@madoguchi/server'
import { run } from './run.ts'

test('the card doctor asks a real portal whether it can look up revocations, and one that cannot tell is not called ill', async () => {
  await using stack = new AsyncDisposableStack()
  const dataFolder = await mkdtemp(join(tmpdir(), 'madoguchi-doctor-'))
  stack.defer(() => rm(dataFolder, { recursive: true, force: true }))
  let nation: Nation | undefined
  const web = stack.use(
    await serve({
      port: 0,
      fetch: async (request, env) => nation?.portal.fetch(request, env) ?? new Response(null, { status: 404 }),
    }),
  )
  const origin = `http://localhost:${web.port}`
  async function ask(): Promise<string> {
    let text = ''
    const write = (part: string) => {
      text += part
    }
    await run(['card', 'doctor', '--portal', origin], {
      out: write,
      err: write,
      signal: new AbortController().signal,
      readStdin: async () => '',
      isTerminal: false,
      environment: { HOME: dataFolder },
    })
    return text
  }
  assert.doesNotMatch(await ask(), /失効を調べるしくみ/)
  const log = makeLog({ level: 'silent', name: 'doctor' })
  nation = stack.use(await startNation({ dataFolder, origin, residents: 40, durability: 'none', log }))
  assert.match(await ask(), /✓ 証明書の失効を調べるしくみ/)
})
