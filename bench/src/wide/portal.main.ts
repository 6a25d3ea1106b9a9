import { makeTlsTransport, serveBatches } from '@madoguchi/delivery'
import { openSandboxFacts } from '@madoguchi/facts/sandbox'
import { base64url, systemClock, systemRandom } from '@madoguchi/kit'
import { openDirectory, readPublicKey, readSigningKey } from '@madoguchi/messages'
import { parseCertificate, pinAnchor } from '@madoguchi/pki'
import { start } from '@madoguchi/portal'
import { makeLog, serve } from '@madoguchi/server'
import type { PortalOrder } from './orders.ts'

/** The portal alone in a process, so that its memory is its own: HTTP for citizens, TLS 1.3 to core and registry. */
const operator = {
  name: 'みほん窓口ポータル運営機構',
  section: '利用者相談室',
  address: 'みほん県みほん市中央一丁目1番1号',
  phone: '000-0000-0000',
  hours: '平日 8:30〜17:15',
  legalBasis: '番号法附則第6条',
  links: { terms: '/terms', privacy: '/privacy', accessibility: '/accessibility', contact: '/operator' },
}

process.once('message', (order: PortalOrder) => {
  open(order).then(
    () => process.send?.('ready'),
    (error) => {
      process.stderr.write(`${error.stack}\n`)
      process.exit(1)
    },
  )
})
process.once('disconnect', () => process.exit())

async function open(order: PortalOrder): Promise<void> {
  const clock = systemClock
  const directory = openDirectory({
    bytes: base64url.decode(order.directory),
    pinnedKey: readPublicKey(base64url.decode(order.pinnedKey)),
    clock,
  })
  const identity = { privateKeyPem: order.tlsKeyPem, certificatePem: order.tlsCertificatePem }
  const portal = await start(
    {
      self: 'mihon-portal',
      core: 'mihon-core',
      registry: 'mihon-registry',
      origin: order.origin,
      mode: 'sandbox',
      operator,
      idleMinutes: 60,
      proxyHops: 1,
    },
    {
      runUrl: order.runUrl,
      directory,
      key: readSigningKey(order.signingKeyPem),
      transport: makeTlsTransport({ directory, identity, clock, timeoutMs: 10_000 }),
      clock,
      random: systemRandom,
      log: makeLog({ level: 'error', name: 'portal', destination: process.stderr }),
    },
    { anchors: [readAnchor(order.anchor)], source: { loadCrl: async () => base64url.decode(order.crl) } },
    { facts: openSandboxFacts(clock) },
  )
  const host = '127.0.0.1'
  await serve({ host, port: order.webPort, fetch: portal.fetch })
  await serveBatches({ receive: portal.receive, directory, identity, clock, host, port: order.networkPort })
}

function readAnchor(der: string) {
  const certificate = parseCertificate(base64url.decode(der))
  const anchor = certificate.ok ? pinAnchor('bench', certificate.value) : certificate
  if (!anchor.ok) throw new Error(`the registry's CA cannot be pinned: ${anchor.code}`)
  return anchor.value
}
