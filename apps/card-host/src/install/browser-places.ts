import { posix, win32 } from 'node:path'
import { nativeHostName } from '@madoguchi/card/protocol'

export const browsers = ['chrome', 'chromium', 'edge', 'brave'] as const
export type Browser = (typeof browsers)[number]
export const platforms = ['linux', 'darwin', 'win32'] as const
export type Platform = (typeof platforms)[number]
export type Scope = 'user' | 'system'

/** Where a citizen's own things are. */
export type Home = {
  readonly home: string
  /** XDG_CONFIG_HOME and XDG_DATA_HOME, where somebody set them. Linux only. */
  readonly configHome?: string
  readonly dataHome?: string
  /** %LOCALAPPDATA%. Windows only. */
  readonly localAppData?: string
}

/** Folders below the configuration folder of a person, and system-wide ones (Chromium: chrome_paths.cc; Edge: its own documentation). */
const linux = {
  chrome: ['google-chrome', '/etc/opt/chrome/native-messaging-hosts'],
  chromium: ['chromium', '/etc/chromium/native-messaging-hosts'],
  edge: ['microsoft-edge', '/etc/opt/edge/native-messaging-hosts'],
  // Built without Google's brand, so it looks where Chromium does.
  brave: ['BraveSoftware/Brave-Browser', '/etc/chromium/native-messaging-hosts'],
} as const satisfies Record<Browser, readonly [string, string]>

const mac = {
  chrome: ['Google/Chrome', '/Library/Google/Chrome/NativeMessagingHosts'],
  chromium: ['Chromium', '/Library/Application Support/Chromium/NativeMessagingHosts'],
  edge: ['Microsoft Edge', '/Library/Microsoft/Edge/NativeMessagingHosts'],
  brave: ['BraveSoftware/Brave-Browser', '/Library/Application Support/Chromium/NativeMessagingHosts'],
} as const satisfies Record<Browser, readonly [string, string]>

const windowsKeys = {
  chrome: 'Google\\Chrome',
  chromium: 'Chromium',
  edge: 'Microsoft\\Edge',
  brave: 'BraveSoftware\\Brave-Browser',
} as const satisfies Record<Browser, string>

/** The file in which a browser looks for the host; on Windows the registry key whose default value names that file. */
export function getManifestPlace(options: {
  platform: Platform
  browser: Browser
  scope: Scope
  home: Home
}): { readonly kind: 'file'; readonly path: string } | { readonly kind: 'registry'; readonly key: string } {
  const { platform, browser, scope, home } = options
  const file = `${nativeHostName}.json`
  if (platform === 'win32') {
    const root = scope === 'user' ? 'HKCU' : 'HKLM'
    return {
      kind: 'registry',
      key: `${root}\\Software\\${windowsKeys[browser]}\\NativeMessagingHosts\\${nativeHostName}`,
    }
  }
  const [folder, system] = (platform === 'linux' ? linux : mac)[browser]
  if (scope === 'system') return { kind: 'file', path: posix.join(system, file) }
  const config =
    platform === 'linux'
      ? (home.configHome ?? posix.join(home.home, '.config'))
      : posix.join(home.home, 'Library/Application Support')
  return { kind: 'file', path: posix.join(config, folder, 'NativeMessagingHosts', file) }
}

/** Where the starter lies, and on Windows the manifest beside it. */
export function getProgramFolder(platform: Platform, scope: Scope, home: Home): string {
  if (platform === 'win32') {
    const base = scope === 'user' ? (home.localAppData ?? win32.join(home.home, 'AppData', 'Local')) : 'C:\\ProgramData'
    return win32.join(base, 'Madoguchi', 'card-host')
  }
  if (scope === 'system') return '/usr/local/lib/madoguchi-card-host'
  if (platform === 'darwin') return posix.join(home.home, 'Library/Application Support/Madoguchi/card-host')
  return posix.join(home.dataHome ?? posix.join(home.home, '.local/share'), 'madoguchi-card-host')
}
