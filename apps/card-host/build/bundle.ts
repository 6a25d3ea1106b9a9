import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** Puts the program and all that it imports into one file; the binding to PC/SC, which has a native body, stays beside it. */
export async function bundleHost(outputFile: string): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(new URL('../src/main.ts', import.meta.url))],
    outfile: outputFile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    external: ['pcsc-mini'],
    legalComments: 'eof',
    logLevel: 'error',
    // For the packages among them that still ask for others by `require`.
    banner: {
      js: "import { createRequire as madoguchiRequire } from 'node:module'\nconst require = madoguchiRequire(import.meta.url)",
    },
  })
}

/** The folders of the binding and of its native body for this machine, as they lie under node_modules. */
export function findBinding(arch: 'x64' | 'arm64'): readonly { readonly name: string; readonly folder: string }[] {
  // Found from the package that declares it.
  const fromCard = createRequire(import.meta.resolve('@madoguchi/card'))
  const binding = dirname(fromCard.resolve(`${'pcsc-mini'}/package.json`))
  const native = `@pcsc-mini/linux-${arch === 'x64' ? 'x86_64' : 'aarch64'}-gnu`
  const fromBinding = createRequire(join(binding, 'package.json'))
  return [
    { name: 'pcsc-mini', folder: binding },
    { name: native, folder: dirname(fromBinding.resolve(`${native}/package.json`)) },
  ]
}
