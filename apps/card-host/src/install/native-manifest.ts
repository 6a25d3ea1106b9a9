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
export function renderStarter(platform: string, node: string, main: string): string {
  if (platform === 'win32') return `@echo off\r\n"${node}" "${main}" %*\r\n`
  return `#!/bin/sh\nexec ${quote(node)} ${quote(main)} "$@"\n`
}

function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`
}
