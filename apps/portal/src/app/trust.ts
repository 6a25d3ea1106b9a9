import type { ForeignAnchor } from '@madoguchi/party/anchors'
import { fetchCrl } from '@madoguchi/party/anchors'
import type { TrustAnchor } from '@madoguchi/pki'
import type { PortalTrust, RevocationSource } from '../shell/deps.ts'
import { fetchOcsp } from './fetch-ocsp.ts'

/** Whom a portal's settings trust: to issue cards and the certificates under documents, and to say what time it is. */
export function makeTrust(own: {
  MADOGUCHI_TRUST_ANCHOR_FILE: TrustAnchor
  MADOGUCHI_CRL_URL: string
  MADOGUCHI_OCSP_URL?: string | undefined
  MADOGUCHI_SIGNING_TRUST_ANCHOR_FILE?: TrustAnchor | undefined
  MADOGUCHI_SIGNING_CRL_URL?: string | undefined
  MADOGUCHI_SIGNING_OCSP_URL?: string | undefined
  MADOGUCHI_FOREIGN_TRUST_ANCHORS: readonly ForeignAnchor[]
  MADOGUCHI_TIME_STAMP_TRUST_ANCHORS: readonly TrustAnchor[]
}): PortalTrust {
  const foreign = own.MADOGUCHI_FOREIGN_TRUST_ANCHORS
  const ours = own.MADOGUCHI_TRUST_ANCHOR_FILE
  const { MADOGUCHI_SIGNING_TRUST_ANCHOR_FILE: signing, MADOGUCHI_SIGNING_CRL_URL: signingCrlUrl } = own
  return {
    anchors: [ours, ...foreign.map(({ anchor }) => anchor)],
    withoutCrl: foreign.filter(({ crlUrl }) => crlUrl === undefined).map(({ anchor }) => anchor),
    beside: { timeStamps: own.MADOGUCHI_TIME_STAMP_TRUST_ANCHORS },
    source: {
      ...askOne(ours, own.MADOGUCHI_OCSP_URL),
      loadCrl: (issuer) => fetchCrl(foreign.find(({ anchor }) => anchor === issuer)?.crlUrl ?? own.MADOGUCHI_CRL_URL),
    },
    ...(signing === undefined || signingCrlUrl === undefined
      ? {}
      : {
          signing: {
            anchors: [signing],
            source: {
              ...askOne(signing, own.MADOGUCHI_SIGNING_OCSP_URL),
              loadCrl: () => fetchCrl(signingCrlUrl),
            },
          },
        }),
  }
}

function askOne(anchor: TrustAnchor, url: string | undefined): Pick<RevocationSource, 'askOcsp'> {
  if (url === undefined) return {}
  return { askOcsp: async (issuer, request) => (issuer === anchor ? fetchOcsp(url, request) : undefined) }
}
