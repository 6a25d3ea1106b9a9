import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { extensionId } from '@madoguchi/card/protocol'
import { unzipSync } from 'fflate'
import { buildExtension } from './build-extension.ts'

type Manifest = {
  readonly [key: string]: unknown
  readonly key: string
  readonly permissions: readonly string[]
  readonly externally_connectable: { readonly matches: readonly string[] }
  readonly content_security_policy: { readonly extension_pages: string }
}

async function openFolder(): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'madoguchi-extension-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) }
}

async function readFolder(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).sort()
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')])),
  )
}

test('whoever builds it again gets the same bytes, in the folder and in the zip', async () => {
  await using first = await openFolder()
  await using second = await openFolder()
  const one = await buildExtension({ outputFolder: first.path })
  const two = await buildExtension({ outputFolder: second.path })
  const files = await readFolder(one.folder)
  assert.deepEqual(files, await readFolder(two.folder))
  const zip = await readFile(one.zipFile)
  assert.ok(zip.equals(await readFile(two.zipFile)))
  const unpacked = Object.entries(unzipSync(zip)).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)])
  assert.deepEqual(Object.fromEntries(unpacked), files)
})

test('a citizen is asked for two permissions and no site; nothing comes from outside', async () => {
  await using folder = await openFolder()
  const { folder: path } = await buildExtension({ outputFolder: folder.path })
  const { 'manifest.json': json = '', ...files } = await readFolder(path)
  const manifest = JSON.parse(json) as Manifest
  assert.deepEqual(manifest.permissions, ['nativeMessaging', 'storage'])
  for (const key of ['host_permissions', 'optional_permissions', 'content_scripts', 'web_accessible_resources'])
    assert.equal(manifest[key], undefined)
  assert.deepEqual(manifest.externally_connectable.matches, ['http://127.0.0.1/*', 'http://localhost/*'])
  assert.match(manifest.content_security_policy.extension_pages, /default-src 'none'; script-src 'self'/)
  assert.doesNotMatch(manifest.content_security_policy.extension_pages, /unsafe|https?:/)
  for (const [name, text] of Object.entries(files)) {
    assert.doesNotMatch(text, /\bfetch\(|XMLHttpRequest|WebSocket|importScripts|innerHTML/, name)
    if (!name.endsWith('.js')) assert.doesNotMatch(text, /https?:|style="|\son\w+=/, name)
  }
  const id = createHash('sha256').update(Buffer.from(manifest.key, 'base64')).digest('hex').slice(0, 32)
  const letters = [...id].map((digit) => 'abcdefghijklmnop'[Number.parseInt(digit, 16)])
  assert.equal(letters.join(''), extensionId)
})

test('an operator builds it for their own sites, and for them only', async () => {
  await using folder = await openFolder()
  const portalsFile = join(folder.path, 'portals.json')
  const portal = { origin: 'https://portal.example', operator: 'みほん市', mode: 'production' }
  await writeFile(portalsFile, JSON.stringify({ portals: [portal] }))
  const built = await buildExtension({ outputFolder: folder.path, portalsFile })
  const { 'manifest.json': manifest = '', ...files } = await readFolder(built.folder)
  assert.deepEqual((JSON.parse(manifest) as Manifest).externally_connectable.matches, ['https://portal.example/*'])
  // Whichever of the scripts the list was put into.
  const scripts = Object.values(files).join('')
  assert.ok(scripts.includes('みほん市') && !scripts.includes('この端末で動くサンドボックス'))
  await writeFile(portalsFile, JSON.stringify({ portals: [{ ...portal, mode: 'x' }] }))
  await assert.rejects(buildExtension({ outputFolder: folder.path, portalsFile }), /mode/)
})
