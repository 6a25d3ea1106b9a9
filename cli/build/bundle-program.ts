import { readFile } from 'node:fs/promises'
import { basename, dirname, join, relative, sep } from 'node:path'
import type { Plugin } from 'esbuild'
import { build } from 'esbuild'

/**
 * Puts a program and all that it imports into one file, without types and without what nobody calls. What a source reads
 * beside itself (migrations, styles, fonts, forms) is read there as before, so the file belongs to the checkout that it was
 * made in. A thread, `NAME.worker.ts`, becomes a file of its own beside it, `NAME.worker.mjs`.
 * Throws esbuild's BuildFailure.
 */
export async function bundleProgram({ entry, outputFile }: Order): Promise<Bundled> {
  const bundled = await bundle({ entry, outputFile })
  const folder = dirname(outputFile)
  // Two programs may start the same thread: each writes the same file. A thread's sources name itself, and no other.
  for (const worker of bundled.workers)
    await bundle({ entry: worker, outputFile: join(folder, `${basename(worker, '.ts')}.mjs`) })
  return bundled
}

type Order = { readonly entry: string; readonly outputFile: string }

async function bundle({ entry, outputFile }: Order): Promise<Bundled> {
  const workers = new Set<string>()
  const { metafile } = await build({
    entryPoints: [entry],
    outfile: outputFile,
    bundle: true,
    platform: 'node',
    target: 'esnext',
    format: 'esm',
    // Have native bodies, or are somebody's choice to install.
    external: ['pcsc-mini', 'koffi', 'pg-native'],
    plugins: [keepPlaces(dirname(outputFile), workers)],
    // A trace names the sources where Node is started with --enable-source-maps; without it the map is not read.
    sourcemap: 'linked',
    sourcesContent: false,
    // One byte for each letter: with Japanese in it, Node would keep the whole text with two.
    charset: 'ascii',
    legalComments: 'eof',
    logLevel: 'error',
    metafile: true,
    // For the packages among them that still ask for others by `require`.
    banner: {
      js: "import { createRequire as madoguchiRequire } from 'node:module'\nconst require = madoguchiRequire(import.meta.url)",
    },
  })
  const put = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs))
  return {
    loaded: Object.keys(metafile.inputs),
    sources: put.flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
    workers: [...workers],
  }
}

type Bundled = {
  /** Paths of all that was read, though nothing of some of it is called and stays. */
  readonly loaded: readonly string[]
  /** Paths of all that went in. */
  readonly sources: readonly string[]
  /** Entries of threads that what went in starts. */
  readonly workers: readonly string[]
}

const workerPattern = /new URL\('\.\/([a-z-]+\.worker)\.ts', import\.meta\.url\)/g

/**
 * In a bundle all sources would have one address. Each keeps its own, as seen from the folder of the bundle; only threads
 * are sought beside the bundle, and their sources noted.
 */
function keepPlaces(folder: string, workers: Set<string>): Plugin {
  return {
    name: 'keep-places',
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        const text = await readFile(path, 'utf8')
        const place = JSON.stringify(relative(folder, path).split(sep).join('/'))
        const contents = text
          .replaceAll(workerPattern, (_, name: string) => {
            workers.add(join(dirname(path), `${name}.ts`))
            return `new URL('./${name}.mjs', import.meta.bundle)`
          })
          .replaceAll('import.meta.url', `new URL(${place}, import.meta.url).href`)
          .replaceAll('import.meta.main', 'false')
          .replaceAll('import.meta.bundle', 'import.meta.url')
        return { contents, loader: 'ts' }
      })
    },
  }
}
