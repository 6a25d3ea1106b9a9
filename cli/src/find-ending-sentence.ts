import { endsSoon } from '@madoguchi/card/protocol'
import { formatDate, japaneseDay } from '@madoguchi/kit'
import { parseCertificate } from '@madoguchi/pki'

/** What is said of the certificate that has just logged somebody in, where it can be renewed already; undefined of another. */
export function findEndingSentence(der: Uint8Array, at: Date): string | undefined {
  const certificate = parseCertificate(der)
  if (!certificate.ok || !endsSoon(certificate.value.notAfter, at)) return undefined
  const day = formatDate(japaneseDay(certificate.value.notAfter))
  return `利用者証明用電子証明書は、まもなく、${day}に期限が切れます。住んでいる市区町村の窓口で更新できます。`
}
