import { extensionId, nativeHostName } from '@madoguchi/card/protocol'

/** What a browser reads before it starts the host: `path` is absolute, and our extension alone may ask for it. */
export function renderNativeManifest(path: string): string {
  const manifest = {
    name: nativeHostName,
    description: 'Madoguchi: the My Number Card for the browser',
    path,
    type: 'stdio',
    allowed_origins: [`chrome-extension://${extensionId}/`],
  }
  return `${JSON.stringify(manifest, null, 2)}\n`
}

/** Browsers start it with any PATH, so the Node that runs us stands in it by its absolute path. */
export function renderStarter(
  platform: string,
  { node, main, args = [] }: { node: string; main: string; args?: readonly string[] },
): string {
  const words = [node, main, ...args]
  if (platform === 'win32') {
    const quoted = words.map((word) => `"${word.replaceAll('%', '%%')}"`)
    return `@echo off\r\n${quoted.join(' ')} %*\r\n`
  }
  return `#!/bin/sh\nexec ${words.map(quote).join(' ')} "$@"\n`
}

function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`
}
