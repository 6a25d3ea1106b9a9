import type { HostValue } from '@madoguchi/card/protocol'
import { type Bytes, isCalendarDate } from '@madoguchi/kit'
import { parseCertificate } from '@madoguchi/pki'

export type Signer = HostValue<'sign'>['signer']

/**
 * Who signs, as the signing certificate has it (subjectAltName, 1.2.392.200149.8.5.5). A date that is not known to the day
 * is left out. Personal data: for the citizen's eyes, never for a log. Undefined when the bytes are no certificate.
 */
export function readSigner(certificate: Bytes): Signer | undefined {
  const read = parseCertificate(certificate)
  if (!read.ok) return undefined
  const { name = '', address = '', birthDate, sex, nameSubstitute, addressSubstitute } = read.value.jpki ?? {}
  const date = readDate(birthDate)
  return {
    name,
    address,
    ...(date === undefined ? {} : { birthDate: date }),
    ...(sex === '1' || sex === '2' || sex === '3' ? { sex } : {}),
    ...(nameSubstitute === undefined ? {} : { nameSubstitutes: nameSubstitute }),
    ...(addressSubstitute === undefined ? {} : { addressSubstitutes: addressSubstitute }),
  }
}

/** EYYYYMMDD: a digit for the era, then the Gregorian date. */
function readDate(text: string | undefined): string | undefined {
  const parts = /^\d(\d{4})(\d{2})(\d{2})$/.exec(text ?? '')
  const date = parts?.slice(1).join('-')
  return date !== undefined && isCalendarDate(date) ? date : undefined
}
