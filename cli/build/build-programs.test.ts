import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import type { BuiltProgram } from './build-programs.ts'
import { buildPrograms, programNames } from './build-programs.ts'

const run = promisify(execFile)
let folder = ''
let built: readonly BuiltProgram[] = []
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'madoguchi-programs-'))
  built = await buildPrograms(folder)
})
after(() => rm(folder, { recursive: true }))

test('an operator asks each built program what it takes, and is told of one command and its settings', async () => {
  for (const { name, file } of built) {
    const { stdout } = await run(process.execPath, [file, '--help'])
    assert.match(stdout, new RegExp(`^madoguchi ${name} — `))
    assert.match(stdout, /MADOGUCHI_PARTY/)
  }
})

test('a built program that has no configuration says what is missing, and that only a person can mend it', async () => {
  for (const { file } of built) {
    const why = await run(process.execPath, [file, '--check'], { env: {} }).then(
      () => assert.fail('it needs a configuration'),
      (error: { code: number; stderr: string }) => error,
    )
    assert.equal(why.code, 78)
    assert.match(why.stderr, /MADOGUCHI_PARTY/)
    assert.match(why.stderr, /MADOGUCHI_TLS_KEY_FILE/)
  }
})

test('no program carries the code of another, of the made-up nation or of the card that is not one', () => {
  for (const { name, sources } of built) {
    const foreign = [...programNames.map((other) => `apps/${other}/`), 'nation/src/', 'packages/virtual-card/'].filter(
      (place) => place !== `apps/${name}/`,
    )
    const found = sources.filter((source) => foreign.some((place) => source.includes(place)))
    assert.deepEqual(found, [], name)
    assert.ok(sources.some((source) => source.includes(`apps/${name}/src/start.ts`)))
  }
})

test('what a source reads beside itself is sought beside the source, not beside the built file', async () => {
  for (const { name, file } of built) {
    const text = await readFile(file, 'utf8')
    const places = [...text.matchAll(/new URL\("([^"]+\.ts)", import\.meta\.url\)/g)].map(([, place = '']) => place)
    assert.ok(
      places.some((place) => place.endsWith('packages/delivery/src/index.ts')),
      name,
    )
    for (const place of places) await readFile(join(folder, place))
    // Once for each such place, and in the banner.
    assert.equal(text.split('import.meta.url').length - 1, places.length + 1, name)
  }
})
