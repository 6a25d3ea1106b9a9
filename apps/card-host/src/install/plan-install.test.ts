import assert from 'node:assert'
import { test } from 'node:test'
import { extensionId, nativeHostName } from '@madoguchi/card/protocol'
import type { Browser, Platform, Scope } from './browser-places.ts'
import { planInstall } from './plan-install.ts'

const home = { home: '/home/hanako' }
const windowsHome = { home: 'C:\\Users\\hanako', localAppData: 'C:\\Users\\hanako\\AppData\\Local' }
const file = `${nativeHostName}.json`

function placesOf(platform: Platform, scope: Scope, browser: Browser) {
  const steps = planInstall({
    platform,
    scope,
    browsers: [browser],
    home: platform === 'win32' ? windowsHome : home,
    node: '/opt/node',
    main: '/opt/main.ts',
  })
  return steps.slice(1).map((step) => (step.kind === 'file' ? step.path : `${step.key} = ${step.value}`))
}

test('every browser of the family is told in the place where it looks', () => {
  const support = '/home/hanako/Library/Application Support'
  const local = 'C:\\Users\\hanako\\AppData\\Local\\Madoguchi\\card-host'
  const rows: readonly [Platform, Scope, Browser, string][] = [
    ['linux', 'user', 'chrome', '/home/hanako/.config/google-chrome/NativeMessagingHosts/'],
    ['linux', 'user', 'chromium', '/home/hanako/.config/chromium/NativeMessagingHosts/'],
    ['linux', 'user', 'edge', '/home/hanako/.config/microsoft-edge/NativeMessagingHosts/'],
    ['linux', 'user', 'brave', '/home/hanako/.config/BraveSoftware/Brave-Browser/NativeMessagingHosts/'],
    ['linux', 'system', 'chrome', '/etc/opt/chrome/native-messaging-hosts/'],
    ['linux', 'system', 'chromium', '/etc/chromium/native-messaging-hosts/'],
    ['linux', 'system', 'edge', '/etc/opt/edge/native-messaging-hosts/'],
    ['linux', 'system', 'brave', '/etc/chromium/native-messaging-hosts/'],
    ['darwin', 'user', 'chrome', `${support}/Google/Chrome/NativeMessagingHosts/`],
    ['darwin', 'user', 'chromium', `${support}/Chromium/NativeMessagingHosts/`],
    ['darwin', 'user', 'edge', `${support}/Microsoft Edge/NativeMessagingHosts/`],
    ['darwin', 'user', 'brave', `${support}/BraveSoftware/Brave-Browser/NativeMessagingHosts/`],
    ['darwin', 'system', 'chrome', '/Library/Google/Chrome/NativeMessagingHosts/'],
    ['darwin', 'system', 'chromium', '/Library/Application Support/Chromium/NativeMessagingHosts/'],
    ['darwin', 'system', 'edge', '/Library/Microsoft/Edge/NativeMessagingHosts/'],
    ['darwin', 'system', 'brave', '/Library/Application Support/Chromium/NativeMessagingHosts/'],
  ]
  for (const [platform, scope, browser, folder] of rows) {
    assert.deepEqual(placesOf(platform, scope, browser), [`${folder}${file}`], `${platform} ${scope} ${browser}`)
  }
  const keys: readonly [Scope, Browser, string][] = [
    ['user', 'chrome', 'HKCU\\Software\\Google\\Chrome'],
    ['user', 'chromium', 'HKCU\\Software\\Chromium'],
    ['user', 'edge', 'HKCU\\Software\\Microsoft\\Edge'],
    ['user', 'brave', 'HKCU\\Software\\BraveSoftware\\Brave-Browser'],
    ['system', 'chrome', 'HKLM\\Software\\Google\\Chrome'],
    ['system', 'edge', 'HKLM\\Software\\Microsoft\\Edge'],
  ]
  for (const [scope, browser, key] of keys) {
    const folder = scope === 'user' ? local : 'C:\\ProgramData\\Madoguchi\\card-host'
    assert.deepEqual(placesOf('win32', scope, browser), [
      `${folder}\\${file}`,
      `${key}\\NativeMessagingHosts\\${nativeHostName} = ${folder}\\${file}`,
    ])
  }
})

test('an authority for time stamps is named by the starter, before anything that a browser says', () => {
  const options = { scope: 'user', browsers: ['chromium'], node: '/opt/node', main: '/opt/main.ts' } as const
  const timeStampUrl = 'https://tsa.example/%41?a=1&b=2'
  const [starter] = planInstall({ ...options, platform: 'linux', home, timeStampUrl })
  assert(starter?.kind === 'file')
  assert.equal(starter.text, `#!/bin/sh\nexec '/opt/node' '/opt/main.ts' '--time-stamp' '${timeStampUrl}' "$@"\n`)
  const [batch] = planInstall({ ...options, platform: 'win32', home: windowsHome, timeStampUrl })
  assert(batch?.kind === 'file')
  // A single % would begin a variable there.
  assert.match(batch.text, /"--time-stamp" "https:\/\/tsa\.example\/%%41\?a=1&b=2" %\*\r\n$/)
})

test('only our extension may start the host, by a path that no PATH changes', () => {
  const [starter, manifest] = planInstall({
    platform: 'linux',
    scope: 'user',
    browsers: ['chromium'],
    home: { ...home, configHome: '/conf', dataHome: '/data' },
    node: "/opt/it's/node",
    main: '/opt/main.ts',
  })
  assert(starter?.kind === 'file' && manifest?.kind === 'file')
  assert.equal(starter.path, '/data/madoguchi-card-host/card-host')
  assert.equal(starter.text, `#!/bin/sh\nexec '/opt/it'\\''s/node' '/opt/main.ts' "$@"\n`)
  assert.equal(manifest.path, `/conf/chromium/NativeMessagingHosts/${file}`)
  const read = JSON.parse(manifest.text) as { name: string; type: string; path: string; allowed_origins: string[] }
  assert.deepEqual(read.allowed_origins, [`chrome-extension://${extensionId}/`])
  assert.deepEqual([read.name, read.type, read.path], [nativeHostName, 'stdio', starter.path])
})
