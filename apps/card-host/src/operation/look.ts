import { lookAtSecret, withMyNumberCard } from '@madoguchi/card'
import { no, ok } from '@madoguchi/kit'
import { parseAuthority } from '../authority.ts'
import { judgeIssuer, makeIssuerCheck } from '../issuer.ts'
import { lookWaitMs, type Operation } from '../operation.ts'

/** Looks at the card before a PIN is asked for; before a signature also whether the authority that was named can be one. */
export const look: Operation<'look'> = async ({ secret, mode }, { slot, signal, stamping }) => {
  if (secret === 'signing' && stamping && parseAuthority(stamping.url) === undefined) return badAuthority()
  const { checkCertificate, explain } = makeIssuerCheck(mode)
  const seen = explain(
    await withMyNumberCard({ slot, timeoutMs: lookWaitMs, signal }, (transmit) =>
      lookAtSecret(transmit, { secret, checkCertificate }),
    ),
  )
  if (!seen.ok) return seen
  const authority = secret === 'signing' && stamping ? { timeStampAuthority: nameOf(stamping.url) } : {}
  return ok({ triesLeft: seen.value.triesLeft, issuer: judgeIssuer(seen.value.certificate) ?? 'other', ...authority })
}

function nameOf(url: string): string {
  return (URL.parse(url)?.host ?? url).slice(0, 255)
}

/** What was named when this program was installed is no address: no document would ever go out. */
export function badAuthority() {
  return no('TIME_STAMP_FAILED', { reason: 'TIME_STAMP_ADDRESS' })
}
