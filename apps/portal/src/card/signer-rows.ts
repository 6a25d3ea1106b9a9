import type { SignerAttributes } from '@madoguchi/pki'
import { markSubstitutes } from '@madoguchi/pki'
import type { DayText, DescriptionRow } from '@madoguchi/ui'
import { renderDate } from '@madoguchi/ui'
import type { Reader } from '../shell/words.ts'
import { cardWords } from './words.ts'

/** The four attributes of whoever signed, with substitute characters between 〔 and 〕. */
export function describeSigner(reader: Reader, signer: SignerAttributes): readonly DescriptionRow[] {
  const { name, address, birthDate, sex, nameSubstitutes, addressSubstitutes } = signer
  const copy = cardWords(reader).signer
  return [
    { term: copy.name, value: markSubstitutes(name, nameSubstitutes) },
    { term: copy.address, value: markSubstitutes(address, addressSubstitutes) },
    { term: copy.birthDate, value: birthDate === undefined ? copy.absent : renderDate(birthDate as DayText) },
    { term: copy.sex, value: sex === undefined ? copy.absent : copy.sexes[sex] },
  ]
}

export function hasSubstitutes({ nameSubstitutes, addressSubstitutes }: SignerAttributes): boolean {
  return nameSubstitutes !== undefined || addressSubstitutes !== undefined
}
