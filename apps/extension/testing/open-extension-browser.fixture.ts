import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { extensionId, nativeHostName } from '@madoguchi/card/protocol'
import { type BrowserContext, chromium } from 'playwright-core'
import { buildExtension } from '../build/index.ts'

export type ExtensionBrowser = AsyncDisposable & {
  readonly context: BrowserContext
  /** Makes card-host known to this browser, as an installation does; `program` is what is started, by whom it may be. */
  readonly installHost: (program?: string, allowedId?: string) => Promise<void>
  /** Takes it away again. */
  readonly removeHost: () => Promise<void>
}

const executablePath = '/usr/bin/chromium'
const cardHost = fileURLToPath(new URL('./main.ts', import.meta.resolve('@madoguchi/card-host')))

/** Why the extension cannot be opened in a browser here, with the remedy; false when it can. For `{ skip }` of node:test. */
export function findReasonForNoBrowser(): string | false {
  return existsSync(executablePath) ? false : 'needs a browser: apt-get install chromium'
}

/** The shell's lines that start our real card-host with the Node that runs this. */
export function renderHostProgram(...args: readonly string[]): string {
  const words = [process.execPath, cardHost, ...args]
  return `#!/bin/sh\nexec ${words.map((word) => `'${word}'`).join(' ')} "$@"\n`
}

/** Chromium with the extension as it is built, in a profile of its own, and with the names of other sites ending here. */
export async function openExtensionBrowser(): Promise<ExtensionBrowser> {
  await using cleanup = new AsyncDisposableStack()
  const home = await mkdtemp(join(tmpdir(), 'madoguchi-browser-'))
  cleanup.defer(() => rm(home, { recursive: true, force: true, maxRetries: 5 }))
  const { folder } = await buildExtension({ outputFolder: join(home, 'extension') })
  const profile = join(home, 'profile')
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: false,
    locale: 'ja-JP',
    // Without a locale Chromium opens and names no file with Japanese letters; the shell of a test need not have one.
    env: { LC_ALL: 'C.UTF-8', PATH: '/usr/bin:/bin', HOME: homedir() },
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--disable-extensions-except=${folder}`,
      `--load-extension=${folder}`,
      '--host-resolver-rules=MAP *.example 127.0.0.1',
    ],
  })
  cleanup.defer(() => context.close())
  if (context.serviceWorkers().length === 0) await context.waitForEvent('serviceworker')
  const hosts = join(profile, 'NativeMessagingHosts')
  const manifestFile = join(hosts, `${nativeHostName}.json`)
  const rest = cleanup.move()
  return {
    context,
    async installHost(program = renderHostProgram(), allowedId = extensionId) {
      const path = join(home, 'card-host')
      await mkdir(hosts, { recursive: true })
      await writeFile(path, program)
      await chmod(path, 0o755)
      const allowed = [`chrome-extension://${allowedId}/`]
      const manifest = { name: nativeHostName, description: 'test', path, type: 'stdio', allowed_origins: allowed }
      await writeFile(manifestFile, JSON.stringify(manifest))
    },
    removeHost: () => rm(manifestFile, { force: true }),
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  }
}
