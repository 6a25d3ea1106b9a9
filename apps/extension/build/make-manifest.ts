import { extensionPublicKey } from '@madoguchi/card/protocol'
import { listMatchPatterns, type Portal } from '../src/portals.ts'

/** `Promise.withResolvers` is the youngest thing that the bundle uses. */
const chromeVersionMin = '119'

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** What browsers read of the extension: two permissions, no host, nothing from outside, the sites that may speak to it. */
export function makeManifest(portals: readonly Portal[], version: string) {
  return {
    manifest_version: 3,
    name: 'まどぐち カード連携',
    short_name: 'まどぐち',
    description: 'マイナンバーカードで、ポータルへのログインと電子署名をします。',
    version,
    key: extensionPublicKey,
    minimum_chrome_version: chromeVersionMin,
    permissions: ['nativeMessaging', 'storage'],
    background: { service_worker: 'service-worker.js', type: 'module' },
    externally_connectable: { matches: listMatchPatterns(portals) },
    options_page: 'options.html',
    action: { default_title: 'まどぐち カード連携', default_popup: 'popup.html' },
    content_security_policy: { extension_pages: policy },
  }
}
