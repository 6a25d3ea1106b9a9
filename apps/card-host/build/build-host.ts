import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmod, cp, lutimes, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { nativeHostName } from '@madoguchi/card/protocol'
import { nameAuthorityFile } from '../src/authority.ts'
import { browsers, getManifestPlace } from '../src/install/browser-places.ts'
import { renderNativeManifest, renderStarter } from '../src/install/native-manifest.ts'
import { version } from '../src/version.ts'
import { bundleHost, findBinding } from './bundle.ts'

const run = promisify(execFile)
const home = '/opt/madoguchi-card-host'
/** Not in the package: an office that has its documents stamped puts it there. */
const authorityFile = '/etc/madoguchi-card-host/time-stamp'
const root = fileURLToPath(new URL('../../../', import.meta.url))
/** The same for every build of a version, so that the same sources give the same bytes. */
const builtAt = new Date('2026-01-01T00:00:00Z')

type BuiltHost = { readonly file: string; readonly sizeBytes: number; readonly sha256: string }

/**
 * Makes a Debian package with the program, the Node that runs this build, and the manifests for every user's browsers. It has
 * no scripts of its own: installing it puts files there, removing it takes them away. Needs dpkg-deb, on Linux.
 */
export async function buildHost({
  outputFolder,
  at = builtAt,
}: {
  outputFolder: string
  at?: Date
}): Promise<BuiltHost> {
  const { platform, arch, versions } = process
  assert(platform === 'linux' && (arch === 'x64' || arch === 'arm64'), 'a .deb is built on Linux, x64 or arm64')
  assert(versions.node.startsWith('24.'), 'the package carries the Node that builds it, which must be 24')
  const stage = await mkdtemp(join(tmpdir(), 'madoguchi-deb-'))
  try {
    await fill(stage, arch)
    await settle(stage, at)
    await mkdir(outputFolder, { recursive: true })
    const file = join(outputFolder, `madoguchi-card-host_${version}_${debianArch[arch]}.deb`)
    // One thread, since the bytes of a compression in several depend on how many there are.
    const how = ['--root-owner-group', '-Zxz', '-z2', '--threads-max=1', '--build', stage, file]
    await run('dpkg-deb', how, {
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', SOURCE_DATE_EPOCH: `${at.getTime() / 1000}` },
    })
    const bytes = await readFile(file)
    return { file, sizeBytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
  } finally {
    await rm(stage, { recursive: true })
  }
}

const debianArch = { x64: 'amd64', arm64: 'arm64' } as const

async function fill(stage: string, arch: 'x64' | 'arm64'): Promise<void> {
  const inside = join(stage, home)
  await mkdir(join(inside, 'bin'), { recursive: true })
  await cp(process.execPath, join(inside, 'bin/node'), { dereference: true })
  await bundleHost(join(inside, 'card-host.mjs'))
  for (const { name, folder } of findBinding(arch)) {
    await cp(folder, join(inside, 'node_modules', name), { recursive: true, dereference: true })
  }
  await writeFile(
    join(inside, 'card-host'),
    renderStarter('linux', {
      node: `${home}/bin/node`,
      main: `${home}/card-host.mjs`,
      args: nameAuthorityFile(authorityFile),
    }),
  )
  for (const browser of browsers) {
    const place = getManifestPlace({ platform: 'linux', browser, scope: 'system', home: { home: '/' } })
    assert(place.kind === 'file')
    await write(join(stage, place.path), renderNativeManifest(`${home}/card-host`))
  }
  await write(join(stage, 'usr/share/doc/madoguchi-card-host/copyright'), await readLicences())
  await write(join(stage, 'DEBIAN/control'), renderControl(arch, await countKilobytes(stage)))
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
}

async function readLicences(): Promise<string> {
  const ofNode = join(dirname(dirname(process.execPath)), 'LICENSE')
  const paths = [join(root, 'LICENSE'), join(root, 'THIRD-PARTY-NOTICES.md'), ofNode]
  return (await Promise.all(paths.map((path) => readFile(path, 'utf8')))).join('\n\n')
}

function renderControl(arch: keyof typeof debianArch, kilobytes: number): string {
  const fields = {
    Package: 'madoguchi-card-host',
    Version: version,
    Architecture: debianArch[arch],
    Maintainer: 'The Madoguchi project <card-host@madoguchi.example>',
    'Installed-Size': kilobytes,
    Depends: 'libc6 (>= 2.28), libstdc++6, libpcsclite1',
    Recommends: 'pcscd, libccid',
    Section: 'utils',
    Priority: 'optional',
    Description: `My Number Card for the browser (${nativeHostName})\n The program between Madoguchi's browser extension and the card reader.`,
  }
  return `${Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')}\n`
}

async function countKilobytes(folder: string): Promise<number> {
  const files = await listFiles(folder)
  const sizes = await Promise.all(files.map(async (path) => Math.ceil((await stat(path)).size / 1024)))
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** Times and permissions depend on nobody's machine. */
async function settle(stage: string, at: Date): Promise<void> {
  const programs = [join(stage, home, 'bin/node'), join(stage, home, 'card-host')]
  for (const path of await listFiles(stage)) {
    await chmod(path, programs.includes(path) ? 0o755 : 0o644)
    await lutimes(path, at, at)
  }
  for (const path of await listFolders(stage)) {
    await chmod(path, 0o755)
    await lutimes(path, at, at)
  }
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

/** Children before parents, the folder itself last. */
async function listFolders(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name))
  return [...folders.sort((a, b) => b.length - a.length), folder]
}
