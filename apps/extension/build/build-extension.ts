import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'
import { type Portal, parsePortals } from '../src/portals.ts'
import { makeManifest } from './make-manifest.ts'
import { packZip } from './pack-zip.ts'

type BuildOptions = {
  /** A list of portals; the shipped one knows the sandbox of this computer only. */
  readonly portalsFile?: string | undefined
  readonly outputFolder: string
}

type Built = { readonly folder: string; readonly zipFile: string; readonly files: number }

const home = new URL('../', import.meta.url)
const pages = new URL('src/browser/pages/', home)
const entries = ['service-worker', 'window', 'options', 'popup'] as const
/** Of kit the browser gets verdicts: what is beside them is for Node, and using it here fails the build. */
const verdicts = fileURLToPath(new URL('../../packages/kit/src/verdict.ts', home))

/** Makes the folder that a browser loads, and a zip of it: the same bytes at every build of the same sources. */
export async function buildExtension({ portalsFile, outputFolder }: BuildOptions): Promise<Built> {
  const portals = parsePortals(JSON.parse(await readFile(portalsFile ?? new URL('portals.json', home), 'utf8')))
  const { version } = JSON.parse(await readFile(new URL('package.json', home), 'utf8')) as { version: string }
  const manifest = `${JSON.stringify(makeManifest(portals, version), null, 2)}\n`
  const files = new Map([
    ...(await bundle(portals)),
    ...(await readPages()),
    ['manifest.json', new TextEncoder().encode(manifest)] as const,
  ])
  const folder = join(outputFolder, 'unpacked')
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  for (const [name, bytes] of files) await writeFile(join(folder, name), bytes)
  const zipFile = join(outputFolder, `madoguchi-extension-${version}.zip`)
  await writeFile(zipFile, packZip(files))
  return { folder, zipFile, files: files.size }
}

/** zod's own error messages in fifty languages, which nobody reads here: half a megabyte. */
const leaveOutLanguages: Plugin = {
  name: 'leave-out-languages',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({ contents: 'export {}' }))
  },
}

async function bundle(portals: readonly Portal[]): Promise<(readonly [string, Uint8Array])[]> {
  const { outputFiles } = await build({
    absWorkingDir: fileURLToPath(home),
    entryPoints: entries.map((name) => `src/browser/${name}.ts`),
    outdir: 'dist',
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'chrome119',
    charset: 'utf8',
    legalComments: 'none',
    splitting: true,
    chunkNames: 'shared-[hash]',
    // zod compiles its schemas with Function where it may; here it may not, and must not even try.
    banner: { js: 'globalThis.__zod_globalConfig = { jitless: true }' },
    plugins: [leaveOutLanguages],
    alias: { '@madoguchi/kit': verdicts },
    define: { builtPortals: JSON.stringify(portals) },
    logLevel: 'error',
  })
  return outputFiles.map(({ path, contents }) => [basename(path), contents] as const)
}

async function readPages(): Promise<(readonly [string, Uint8Array])[]> {
  const names = await readdir(pages)
  return Promise.all(names.map(async (name) => [name, await readFile(new URL(name, pages))] as const))
}
