import { lookAtSecret } from '@madoguchi/card'
import { ok } from '@madoguchi/kit'
import { withMyNumberCard } from '../card-slot.ts'
import { judgeIssuer, makeIssuerCheck } from '../issuer.ts'
import { lookWaitMs, type Operation } from '../operation.ts'

/** Looks at the card before a PIN is asked for. */
export const look: Operation<'look'> = async ({ secret, mode }, { slot, signal, stamping }) => {
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
