import assert from 'node:assert/strict'
import { chmod, mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { canReach } from './run-as.ts'

describe('who may reach a folder', () => {
  it('depends on every folder above it', async () => {
    const base = await mkdtemp(join(tmpdir(), 'madoguchi-reach-'))
    const inner = join(base, 'inner')
    const stranger = 4_000_000
    try {
      await mkdir(inner, { mode: 0o711 })
      await chmod(base, 0o700)
      assert.equal(await canReach(inner, stranger), false)
      assert.equal(await canReach(inner, (await stat(base)).uid), true)
      await chmod(base, 0o711)
      assert.equal(await canReach(inner, stranger), true)
    } finally {
      await rm(base, { recursive: true })
    }
  })
})
