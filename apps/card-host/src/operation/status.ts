import { surveyCard, withMyNumberCard } from '@madoguchi/card'
import type { HostStatus } from '@madoguchi/card/protocol'
import { ok } from '@madoguchi/kit'
import { parseCertificate } from '@madoguchi/pki'
import { nameFailure, toFailure } from '../failure.ts'
import { judgeIssuer } from '../issuer.ts'
import { type HostContext, lookWaitMs, type Operation } from '../operation.ts'

const readersMax = 16
const nameLengthMax = 400

export const status: Operation<'status'> = async (_, context) => ok(await readHostStatus(context))

/** For the card doctor: PC/SC, readers, and what the card tells without a PIN. Never throws for what they do. */
export async function readHostStatus(context: Pick<HostContext, 'slot' | 'signal'>): Promise<HostStatus> {
  const readers = await listReaders(context)
  if (readers === undefined) return { pcsc: 'missing', readers: [] }
  const shown = readers
    .slice(0, readersMax)
    .map(({ name, hasCard, isInUse }) => ({ name: name.slice(0, nameLengthMax), hasCard, isInUse }))
  if (!readers.some(({ hasCard }) => hasCard)) {
    // As a card that could not be looked at, so that an extension of before shows it, too.
    const card = { code: 'CARD_MUTE', applications: [], tries: {} }
    return { pcsc: 'ready', readers: shown, ...(readers.some(({ isMute }) => isMute) ? { card } : {}) }
  }
  return { pcsc: 'ready', readers: shown, card: await surveyAny(context) }
}

async function listReaders({ slot }: Pick<HostContext, 'slot'>) {
  try {
    const listed = await slot.listReaders()
    return listed.ok ? listed.value : []
  } catch (error) {
    if (toFailure(error).code === 'PCSC_MISSING') return undefined
    throw error
  }
}

async function surveyAny({ slot, signal }: Pick<HostContext, 'slot' | 'signal'>): Promise<HostStatus['card']> {
  try {
    const seen = await withMyNumberCard({ slot, timeoutMs: lookWaitMs, signal }, (transmit) => surveyCard(transmit))
    if (!seen.ok) return { code: nameFailure(seen.code, seen.facts).code, applications: [], tries: {} }
    const { applications, authenticationCertificate, hasSigningCertificate, tries } = seen.value
    const read = authenticationCertificate && parseCertificate(authenticationCertificate)
    return {
      applications: [...applications],
      tries,
      ...(hasSigningCertificate === undefined ? {} : { hasSigningCertificate }),
      ...(authenticationCertificate && read?.ok
        ? {
            authenticationCertificate: {
              issuer: judgeIssuer(authenticationCertificate) ?? 'other',
              notBefore: read.value.notBefore.toISOString(),
              notAfter: read.value.notAfter.toISOString(),
            },
          }
        : {}),
    }
  } catch (error) {
    return { code: toFailure(error).code, applications: [], tries: {} }
  }
}
