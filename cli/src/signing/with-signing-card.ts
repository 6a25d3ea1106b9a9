import type { Transmit } from '@madoguchi/card'
import { withCard } from '@madoguchi/card/pcsc'
import type { Bytes, Verdict } from '@madoguchi/kit'
import { makeCardReader, openNationFolder } from '@madoguchi/nation'
import type { Values } from '@madoguchi/party'
import { textOf } from '@madoguchi/party'
import { parseCertificate } from '@madoguchi/pki'
import { dataFolderOf } from '../data-option.ts'

type Signed = { readonly certificate: Bytes; readonly signature: Bytes }

/** Lends the card that the call names: a demo card, or one in a reader. */
export function withSigningCard(
  values: Values,
  use: (transmit: Transmit) => Promise<Verdict<Signed, string>>,
): Promise<Verdict<Signed, string>> {
  const [name, reader] = [textOf(values, 'card'), textOf(values, 'reader')]
  if (name === undefined)
    return withCard({ timeoutMs: 10_000, ...(reader === undefined ? {} : { readerName: reader }) }, use)
  return openNationFolder(dataFolderOf(values)).then((folder) => makeCardReader(folder)(name, use))
}

/** Not one of J-LIS, in whatever spelling of its issuer. */
export function isTestCard(certificate: Bytes): boolean {
  const read = parseCertificate(certificate)
  return read.ok && read.value.issuer.O?.trim().toUpperCase() !== 'JPKI'
}
