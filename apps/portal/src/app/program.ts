import { batchPath } from '@madoguchi/delivery'
import { factsFile, factsFileHelp } from '@madoguchi/facts'
import { AppError } from '@madoguchi/kit'
import type { AnyExtra, Listen, Program } from '@madoguchi/party'
import {
  demandKind,
  getHeld,
  listenType,
  only,
  readPartyConfig,
  waitingMaxHelp,
  waitingMaxType,
} from '@madoguchi/party'
import type { ForeignAnchor } from '@madoguchi/party/anchors'
import {
  foreignAnchorsHelp,
  foreignAnchorsType,
  noteForeignAnchors,
  readAnchor,
  timeStampAnchorsHelp,
  timeStampAnchorsType,
} from '@madoguchi/party/anchors'
import type { TrustAnchor } from '@madoguchi/pki'
import { configInteger, configOrigin, configText, configWord } from '@madoguchi/server'
import { makeSmtpMailer, readSmtpUrl } from '../account/smtp-mailer.ts'
import type { FilingsConfig, PortalConfig } from '../shell/config.ts'
import type { Portal } from './start.ts'
import { portalSeries, start } from './start.ts'
import { makeTrust } from './trust.ts'

const portalExtra = {
  help: {
    ...factsFileHelp,
    MADOGUCHI_ORIGIN: 'what citizens see and cards sign for: https://portal.example; the url of the directory',
    MADOGUCHI_WEB_LISTEN: 'where the pages are, in plain HTTP for a proxy in front: 127.0.0.1:8480',
    MADOGUCHI_PROXY_HOPS:
      'how many proxies of ours stand in front (default: 0); a wrong number is told by health and the operator page',
    MADOGUCHI_MODE: 'sandbox or production (default: sandbox)',
    MADOGUCHI_IDLE_MINUTES: 'a session without a request for so long ends (default: 15)',
    ...waitingMaxHelp,
    MADOGUCHI_FILINGS_FOLDER:
      'where sealed papers and parts of filings stand, on a disk that is backed up (default: none, nothing is sent online)',
    MADOGUCHI_FILINGS_FULL_PERCENT: 'how full that disk may be before no new paper is taken (default: 80)',
    MADOGUCHI_TRUST_ANCHOR_FILE:
      'the certificate of the authority that issues the cards (base64 DER, as "keys new" wrote it)',
    MADOGUCHI_CRL_URL: 'where its revocation list is: http://registry.example/crl/authentication.crl',
    MADOGUCHI_OCSP_URL:
      'where its OCSP responder is: http://registry.example/ocsp/authentication (default: none, lists only)',
    MADOGUCHI_SIGNING_TRUST_ANCHOR_FILE:
      'the authority whose signatures under documents are known (base64 DER; default: every signer is unknown)',
    MADOGUCHI_SIGNING_CRL_URL: 'where its revocation list is: http://registry.example/crl/signing.crl',
    MADOGUCHI_SIGNING_OCSP_URL: 'where its OCSP responder is: http://registry.example/ocsp/signing (default: none)',
    MADOGUCHI_TIME_STAMP_TRUST_ANCHORS: timeStampAnchorsHelp,
    MADOGUCHI_FOREIGN_TRUST_ANCHORS: foreignAnchorsHelp,
    MADOGUCHI_OPERATOR_FILE: 'who runs the site, as JSON: name, section, address, phone, hours, legalBasis',
    MADOGUCHI_SMTP_URL_FILE:
      'the mail server, smtps://user:password@mail.example:465 or smtp://… with STARTTLS (secret file, 0600; default: no mail)',
    MADOGUCHI_MAIL_FROM: 'who mails are from: noreply@portal.example',
    MADOGUCHI_OPERATOR_PAGE_LISTEN:
      "where the operator's page is, in plain HTTP, out of citizens' reach: 127.0.0.1:8481",
    MADOGUCHI_OPERATOR_PAGE_ORIGIN: "what the operator's browser calls it: http://127.0.0.1:8481",
    MADOGUCHI_OPERATOR_PAGE_TOKEN_FILE: 'the word to log in there with, 24 characters or more (secret file, 0600)',
  },
  settings: (files) => ({
    MADOGUCHI_FACTS_FILE: configText({ lengthMax: 4096 }),
    MADOGUCHI_ORIGIN: configOrigin(),
    MADOGUCHI_WEB_LISTEN: listenType(),
    MADOGUCHI_PROXY_HOPS: configInteger({ min: 0, max: 5 }).default(0),
    MADOGUCHI_MODE: configWord('sandbox', 'production').default('sandbox'),
    MADOGUCHI_IDLE_MINUTES: configInteger({ min: 1, max: 60 }).default(15),
    MADOGUCHI_WAITING_MAX: waitingMaxType(),
    MADOGUCHI_FILINGS_FOLDER: configText({ lengthMax: 4096 }).optional(),
    MADOGUCHI_FILINGS_FULL_PERCENT: configInteger({ min: 10, max: 99 }).default(80),
    MADOGUCHI_TRUST_ANCHOR_FILE: files.open('a CA certificate (base64 DER)', readAnchor),
    MADOGUCHI_CRL_URL: urlType(),
    MADOGUCHI_OCSP_URL: urlType().optional(),
    MADOGUCHI_SIGNING_TRUST_ANCHOR_FILE: files.open('a CA certificate (base64 DER)', readAnchor).optional(),
    MADOGUCHI_SIGNING_CRL_URL: urlType().optional(),
    MADOGUCHI_SIGNING_OCSP_URL: urlType().optional(),
    MADOGUCHI_TIME_STAMP_TRUST_ANCHORS: timeStampAnchorsType(),
    MADOGUCHI_FOREIGN_TRUST_ANCHORS: foreignAnchorsType(),
    MADOGUCHI_OPERATOR_FILE: files.open('name, section, address, phone, hours and legalBasis as JSON', readOperator),
    MADOGUCHI_MAIL_FROM: configText({ lengthMax: 254 })
      .refine((from) => /^[^\s@<>]+@[A-Za-z0-9.-]+$/.test(from), 'must be an address of mail')
      .optional(),
    MADOGUCHI_OPERATOR_PAGE_LISTEN: listenType().optional(),
    MADOGUCHI_OPERATOR_PAGE_ORIGIN: configOrigin().optional(),
  }),
  secrets: (files) => ({
    MADOGUCHI_OPERATOR_PAGE_TOKEN_FILE: files.secret('one line of 24 characters or more', readToken).optional(),
    MADOGUCHI_SMTP_URL_FILE: files.secret('the URL of a mail server (smtp: or smtps:)', readSmtpUrl).optional(),
  }),
  decide,
} satisfies AnyExtra

function urlType() {
  return configText({ lengthMax: 1024 }).refine((url) => URL.canParse(url), 'must be a URL')
}

function decide(
  settings: {
    MADOGUCHI_FACTS_FILE: string
    MADOGUCHI_ORIGIN: string
    MADOGUCHI_WEB_LISTEN: Listen
    MADOGUCHI_PROXY_HOPS: number
    MADOGUCHI_MODE: 'sandbox' | 'production'
    MADOGUCHI_IDLE_MINUTES: number
    MADOGUCHI_WAITING_MAX: number
    MADOGUCHI_FILINGS_FOLDER?: string | undefined
    MADOGUCHI_FILINGS_FULL_PERCENT: number
    MADOGUCHI_TRUST_ANCHOR_FILE: TrustAnchor
    MADOGUCHI_CRL_URL: string
    MADOGUCHI_OCSP_URL?: string | undefined
    MADOGUCHI_SIGNING_TRUST_ANCHOR_FILE?: TrustAnchor | undefined
    MADOGUCHI_SIGNING_CRL_URL?: string | undefined
    MADOGUCHI_SIGNING_OCSP_URL?: string | undefined
    MADOGUCHI_TIME_STAMP_TRUST_ANCHORS: readonly TrustAnchor[]
    MADOGUCHI_FOREIGN_TRUST_ANCHORS: readonly ForeignAnchor[]
    MADOGUCHI_OPERATOR_FILE: PortalConfig['operator']
    MADOGUCHI_MAIL_FROM?: string | undefined
    MADOGUCHI_OPERATOR_PAGE_LISTEN?: Listen | undefined
    MADOGUCHI_OPERATOR_PAGE_ORIGIN?: string | undefined
  },
  complain: (problem: string) => void,
  isGiven: (name: string) => boolean,
) {
  if (isGiven('MADOGUCHI_SMTP_URL_FILE') !== isGiven('MADOGUCHI_MAIL_FROM'))
    complain('MADOGUCHI_SMTP_URL_FILE and MADOGUCHI_MAIL_FROM must be given together: mail needs both, or is not sent.')
  if (isGiven('MADOGUCHI_SIGNING_TRUST_ANCHOR_FILE') !== isGiven('MADOGUCHI_SIGNING_CRL_URL'))
    complain('MADOGUCHI_SIGNING_TRUST_ANCHOR_FILE and MADOGUCHI_SIGNING_CRL_URL must be given together.')
  const missing = operatorPageNames.filter((name) => !isGiven(name))
  if (missing.length > 0 && missing.length < operatorPageNames.length)
    complain(`${missing.join(' and ')} must be given too: the operator's page has all three settings or none.`)
  if (settings.MADOGUCHI_OPERATOR_PAGE_ORIGIN === settings.MADOGUCHI_ORIGIN)
    complain('MADOGUCHI_OPERATOR_PAGE_ORIGIN must be another than MADOGUCHI_ORIGIN: citizens must not reach it.')
  const isBlind = settings.MADOGUCHI_FOREIGN_TRUST_ANCHORS.some(({ crlUrl }) => crlUrl === undefined)
  if (settings.MADOGUCHI_MODE === 'production' && isBlind)
    complain('MADOGUCHI_FOREIGN_TRUST_ANCHORS needs the URL of a revocation list for each CA in production.')
  return settings
}

const operatorPageNames = [
  'MADOGUCHI_OPERATOR_PAGE_LISTEN',
  'MADOGUCHI_OPERATOR_PAGE_ORIGIN',
  'MADOGUCHI_OPERATOR_PAGE_TOKEN_FILE',
] as const

function readToken(text: string): string {
  const token = text.trim()
  if (token.length < 24 || token.length > 200 || /\s/.test(token)) throw new RangeError('not a token')
  return token
}

function readOperator(text: string): PortalConfig['operator'] {
  const fields = ['name', 'section', 'address', 'phone', 'hours', 'legalBasis'] as const
  const given: Readonly<Record<string, unknown>> = Object(JSON.parse(text))
  for (const field of fields) if (typeof given[field] !== 'string' || given[field] === '') throw new TypeError(field)
  const links = { terms: '/terms', privacy: '/privacy', accessibility: '/accessibility', contact: '/operator' }
  return {
    ...(Object.fromEntries(fields.map((field) => [field, given[field]])) as Omit<PortalConfig['operator'], 'links'>),
    links,
  }
}

export const portal: Program<Portal> = {
  summary: "run the portal: citizens' pages and API",
  help: portalExtra.help,
  migrating: { settings: () => ({}), listSeries: () => portalSeries },
  configure(source) {
    const { config, own, secrets } = readPartyConfig(portalExtra, source)
    const foreign = own.MADOGUCHI_FOREIGN_TRUST_ANCHORS
    const operator = findOperatorPage(own, secrets)
    const { MADOGUCHI_MAIL_FROM: from } = own
    const { MADOGUCHI_SMTP_URL_FILE: url } = secrets
    return {
      config,
      secrets,
      signedFile: { path: own.MADOGUCHI_FACTS_FILE, kind: factsFile },
      notes: noteForeignAnchors(foreign),
      async start(party) {
        const { deps } = party
        const self = config.party
        demandKind(deps, self, 'portal')
        if (deps.directory.find(self)?.url !== own.MADOGUCHI_ORIGIN)
          throw new AppError(
            'CONFIG_INVALID',
            'MADOGUCHI_ORIGIN is not the url that the directory has for us: no card could log in.',
          )
        return start(
          {
            self,
            core: only(deps.directory, 'core'),
            registry: only(deps.directory, 'registry'),
            origin: own.MADOGUCHI_ORIGIN,
            mode: own.MADOGUCHI_MODE,
            operator: own.MADOGUCHI_OPERATOR_FILE,
            idleMinutes: own.MADOGUCHI_IDLE_MINUTES,
            proxyHops: own.MADOGUCHI_PROXY_HOPS,
            waitingMax: own.MADOGUCHI_WAITING_MAX,
            filings: findFilings(own),
            desk: operator,
          },
          deps,
          makeTrust(own),
          {
            facts: getHeld(party, factsFile),
            ...(url === undefined || from === undefined ? {} : { mailer: makeSmtpMailer({ url, from }) }),
          },
        )
      },
      doors: [
        {
          listen: own.MADOGUCHI_WEB_LISTEN,
          // Batches have a door of their own, with TLS.
          fetch: async (app, request, env) =>
            new URL(request.url).pathname === batchPath ? new Response(null, { status: 404 }) : app.fetch(request, env),
        },
        ...(operator === undefined
          ? []
          : [
              {
                listen: operator.listen,
                fetch: (app: Pick<Portal, 'operatorFetch'>, request: Request, env: unknown) =>
                  app.operatorFetch(request, env),
              },
            ]),
      ],
    }
  },
}

function findFilings({
  MADOGUCHI_FILINGS_FOLDER: folder,
  MADOGUCHI_FILINGS_FULL_PERCENT: percent,
}: {
  readonly MADOGUCHI_FILINGS_FOLDER?: string | undefined
  readonly MADOGUCHI_FILINGS_FULL_PERCENT: number
}): FilingsConfig | undefined {
  // What is sent takes the room of its papers once more, for as long as its agency has not fetched it.
  return folder === undefined
    ? undefined
    : { folder, fullAt: { paper: percent / 100, filing: Math.max(percent, sendingFullPercent) / 100 } }
}

const sendingFullPercent = 95

type Own = {
  readonly MADOGUCHI_OPERATOR_PAGE_LISTEN?: Listen | undefined
  readonly MADOGUCHI_OPERATOR_PAGE_ORIGIN?: string | undefined
}

function findOperatorPage(own: Own, secrets: { MADOGUCHI_OPERATOR_PAGE_TOKEN_FILE?: string | undefined }) {
  const { MADOGUCHI_OPERATOR_PAGE_LISTEN: listen, MADOGUCHI_OPERATOR_PAGE_ORIGIN: origin } = own
  const token = secrets.MADOGUCHI_OPERATOR_PAGE_TOKEN_FILE
  return listen === undefined || origin === undefined || token === undefined ? undefined : { listen, origin, token }
}
