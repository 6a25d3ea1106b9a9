import { readFile } from 'node:fs/promises'
import { dirname, relative, sep } from 'node:path'
import type { Plugin } from 'esbuild'
import { build } from 'esbuild'

/**
 * Puts a program and all that it imports into one file, without types and without what nobody calls. What a source reads
 * beside itself (migrations, styles, fonts, forms) is read there as before, so the file belongs to the checkout that it was
 * made in. Gives the paths of all that went in. Throws esbuild's BuildFailure.
 */
export async function bundleProgram({ entry, outputFile }: { entry: string; outputFile: string }): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [entry],
    outfile: outputFile,
    bundle: true,
    platform: 'node',
    target: 'esnext',
    format: 'esm',
    // Have native bodies, or are somebody's choice to install.
    external: ['pcsc-mini', 'koffi', 'pg-native'],
    plugins: [keepPlaces(dirname(outputFile))],
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
  return Object.keys(metafile.inputs)
}

/** In a bundle all sources would have one address. Each keeps its own, as seen from the folder of the bundle. */
function keepPlaces(folder: string): Plugin {
  return {
    name: 'keep-places',
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        const text = await readFile(path, 'utf8')
        const place = JSON.stringify(relative(folder, path).split(sep).join('/'))
        const contents = text
          .replaceAll('import.meta.url', `new URL(${place}, import.meta.url).href`)
          .replaceAll('import.meta.main', 'false')
        return { contents, loader: 'ts' }
      })
    },
  }
}
