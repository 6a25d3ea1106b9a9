import type { Transmit } from '@madoguchi/card'
import type { Bytes, Verdict } from '@madoguchi/kit'
import { makeCardReader, openNationFolder } from '@madoguchi/nation'
import type { Values } from '@madoguchi/party'
import { textOf } from '@madoguchi/party'
import { dataFolderOf } from '../data-option.ts'
import { lendCard } from '../lend-card.ts'

type Signed = { readonly certificate: Bytes; readonly signature: Bytes }

/** Lends the card that the call names: a demo card, or one in a reader. */
export function withSigningCard(
  values: Values,
  use: (transmit: Transmit) => Promise<Verdict<Signed, string>>,
): Promise<Verdict<Signed, string>> {
  const [name, reader] = [textOf(values, 'card'), textOf(values, 'reader')]
  if (name === undefined) return lendCard(reader, use)
  return openNationFolder(dataFolderOf(values)).then((folder) => makeCardReader(folder)(name, use))
}
