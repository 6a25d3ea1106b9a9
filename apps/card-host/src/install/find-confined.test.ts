import assert from 'node:assert'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { findConfined } from './find-confined.ts'

test('browsers of Snap and Flatpak are seen, for all users or for one, and only on Linux', async () => {
  const root = await mkdtemp(join(tmpdir(), 'madoguchi-confined-'))
  try {
    const home = join(root, 'home', 'hanako')
    assert.deepEqual(await findConfined('linux', { home }, root), [])
    await mkdir(join(root, 'snap', 'chromium'), { recursive: true })
    await mkdir(join(home, '.var', 'app', 'com.google.Chrome'), { recursive: true })
    await mkdir(join(root, 'var', 'lib', 'flatpak', 'app', 'com.brave.Browser'), { recursive: true })
    assert.deepEqual(await findConfined('linux', { home }, root), [
      'Chromium (Snap)',
      'Chrome (Flatpak)',
      'Brave (Flatpak)',
    ])
    assert.deepEqual(await findConfined('darwin', { home }, root), [])
  } finally {
    await rm(root, { recursive: true })
  }
})
