import type { Bytes, Verdict } from '@madoguchi/kit'
import { AppError, no, ok } from '@madoguchi/kit'
import type { CrlReason } from '@madoguchi/pki'
import { crlReasons, parseCertificate } from '@madoguchi/pki'
import type { ListedResident, RegistryDesk } from '@madoguchi/registry'
import type { DemoCard } from './cards.ts'
import { findCardCertificate, renewCard } from './cards.ts'
import type { DataFolder } from './data-folder.ts'

/** The registry's desk as the command line has it: certificates as bytes, residents also by a demo card's name. */
export type NationDesk = {
  enrol(certificate: Bytes, resident: string): Promise<Verdict<{ residentCode: string; isTrusted: boolean }, string>>
  revoke(certificate: Bytes, reason: string): Promise<Verdict<undefined, string>>
  residents(): Promise<readonly ListedResident[]>
  /** A renewed card for the holder of a demo card; the old one is revoked unless `keepsOld`. */
  renew(card: string, keepsOld: boolean): Promise<Verdict<DemoCard, 'CARD_UNKNOWN' | 'RESIDENT_UNKNOWN'>>
}

/** Without a folder residents are named by code only. */
export function makeNationDesk(folder: DataFolder | undefined, registry: RegistryDesk): NationDesk {
  async function findResident(resident: string): Promise<string | undefined> {
    if (/^[0-9]{11}$/.test(resident)) return resident
    const certificate = folder && (await findCardCertificate(folder, resident))
    const parsed = certificate && parseCertificate(certificate)
    return parsed?.ok ? registry.findHolder(parsed.value.fingerprint) : undefined
  }
  return {
    async enrol(certificate, resident) {
      const residentCode = await findResident(resident)
      if (residentCode === undefined) return no('RESIDENT_UNKNOWN')
      const enrolled = await registry.enrol({ certificate, residentCode })
      return enrolled.ok ? ok({ residentCode, ...enrolled.value }) : enrolled
    },
    async revoke(certificate, reason) {
      const parsed = parseCertificate(certificate)
      if (!parsed.ok) return parsed
      if (!isReason(reason)) return no('CRL_REASON')
      try {
        await registry.revoke(parsed.value.fingerprint, reason)
        return ok()
      } catch (error) {
        if (error instanceof AppError && error.code === 'CERTIFICATE_UNKNOWN') return no(error.code)
        throw error
      }
    },
    residents: () => registry.listResidents(),
    async renew(name, keepsOld) {
      if (folder === undefined) return no('CARD_UNKNOWN')
      try {
        const renewed = await renewCard({ folder, registry, name, keepsOld })
        return renewed === undefined ? no('RESIDENT_UNKNOWN') : ok(renewed)
      } catch (error) {
        if (error instanceof AppError && error.code === 'CARD_UNKNOWN') return no(error.code)
        throw error
      }
    },
  }
}

/** Why a certificate can be revoked; `removeFromCRL` is no reason but the end of one. */
export const revocationReasons: readonly CrlReason[] = Object.values(crlReasons).filter(
  (reason) => reason !== 'removeFromCRL',
)

function isReason(text: string): text is CrlReason {
  return revocationReasons.some((reason) => reason === text)
}
