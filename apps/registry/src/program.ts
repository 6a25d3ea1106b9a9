import { readBounded } from '@madoguchi/delivery'
import { AppError } from '@madoguchi/kit'
import type { AnyExtra, Listen, Program } from '@madoguchi/party'
import { demandKind, listenType, only, readPartyConfig, readSecretBytes } from '@madoguchi/party'
import type { ForeignAnchor } from '@madoguchi/party/anchors'
import {
  foreignAnchorsHelp,
  foreignAnchorsType,
  makeForeignAuthorities,
  noteForeignAnchors,
} from '@madoguchi/party/anchors'
import type { StoredAuthorities } from './authorities.ts'
import { parseAuthorities, readAuthorities } from './authorities.ts'
import { registrySeries } from './open-desk.ts'
import type { Registry } from './start.ts'
import { start } from './start.ts'

const registryExtra = {
  help: {
    MADOGUCHI_SUBJECT_KEY_FILE: 'the key that names residents towards the core (secret file, 0600)',
    MADOGUCHI_AUTHORITIES_FILE: 'the test authorities with their keys (secret file, 0600)',
    MADOGUCHI_CRL_LISTEN:
      'where the revocation lists are, in plain HTTP: /crl/authentication.crl, /crl/signing.crl; and OCSP: /ocsp/authentication, /ocsp/signing',
    MADOGUCHI_FOREIGN_TRUST_ANCHORS: foreignAnchorsHelp,
  },
  settings: () => ({ MADOGUCHI_CRL_LISTEN: listenType(), MADOGUCHI_FOREIGN_TRUST_ANCHORS: foreignAnchorsType() }),
  secrets: (files) => ({
    MADOGUCHI_SUBJECT_KEY_FILE: files.secret('32 bytes in base64url', readSecretBytes),
    MADOGUCHI_AUTHORITIES_FILE: files.secret('the test authorities', readStoredAuthorities),
  }),
  decide: (settings: { MADOGUCHI_CRL_LISTEN: Listen; MADOGUCHI_FOREIGN_TRUST_ANCHORS: readonly ForeignAnchor[] }) => ({
    listen: settings.MADOGUCHI_CRL_LISTEN,
    foreign: settings.MADOGUCHI_FOREIGN_TRUST_ANCHORS,
  }),
} satisfies AnyExtra

function readStoredAuthorities(text: string): StoredAuthorities {
  const stored = parseAuthorities(text)
  readAuthorities(stored)
  return stored
}

export const registry: Program<Registry> = {
  summary: 'run the registry, the stand-in for J-LIS: test cards, revocation lists, whose card was shown',
  help: registryExtra.help,
  migrating: { settings: () => ({}), listSeries: () => registrySeries },
  configure(source) {
    const { config, own, secrets } = readPartyConfig(registryExtra, source)
    return {
      config,
      secrets,
      notes: noteForeignAnchors(own.foreign),
      async start({ deps }) {
        const self = config.party
        demandKind(deps, self, 'registry')
        return start(
          { self, core: only(deps.directory, 'core') },
          {
            ...deps,
            authorities: secrets.MADOGUCHI_AUTHORITIES_FILE,
            subjectKey: secrets.MADOGUCHI_SUBJECT_KEY_FILE,
            foreignAuthorities: makeForeignAuthorities(own.foreign, deps.clock),
          },
        )
      },
      doors: [{ listen: own.listen, fetch: serveRevocation }],
    }
  },
}

const ocspRequestType = 'application/ocsp-request'
const ocspRequestSizeBytesMax = 32 * 1024

/** Lists and OCSP answers are signed: plain HTTP is how such things are published. */
async function serveRevocation(app: Registry, request: Request): Promise<Response> {
  const profile = /^\/ocsp\/(authentication|signing)$/.exec(new URL(request.url).pathname)?.[1]
  if (profile === undefined) return serveList(app, request)
  if (request.method !== 'POST') return new Response(null, { status: 405, headers: { allow: 'POST' } })
  if (request.headers.get('content-type') !== ocspRequestType) return new Response(null, { status: 415 })
  const bytes = await readBounded(request.body, ocspRequestSizeBytesMax).catch((error) => {
    if (error instanceof AppError && error.code === 'MESSAGE_TOO_LARGE') return undefined
    throw error
  })
  if (bytes === undefined) return new Response(null, { status: 413 })
  const answer = await app.answerOcsp(profile as 'authentication' | 'signing', bytes)
  return new Response(new Uint8Array(answer), {
    headers: { 'content-type': 'application/ocsp-response', 'cache-control': 'no-store' },
  })
}

async function serveList(app: Registry, request: Request): Promise<Response> {
  const name = /^\/crl\/(authentication|signing)\.crl$/.exec(new URL(request.url).pathname)?.[1]
  if (name === undefined || request.method !== 'GET') return new Response(null, { status: 404 })
  const list = await app.loadCrl(name as 'authentication' | 'signing')
  return new Response(new Uint8Array(list), { headers: { 'content-type': 'application/pkix-crl' } })
}
