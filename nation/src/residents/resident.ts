import type { relationshipNames } from './relationships.ts'

export type Relationship = keyof typeof relationshipNames
export type Sex = 'male' | 'female'
export type Work = 'employee' | 'part-time' | 'self-employed' | 'student' | 'child' | 'homemaker' | 'retired'

export type Address = {
  readonly municipalityCode: string
  readonly prefecture: string
  readonly municipality: string
  readonly town: string
  /** 番地 and, in a block of flats, the room. */
  readonly block: string
  /** All of it in one line, as it stands on a card. */
  readonly text: string
}

/** Whole yen under the field ids of the catalogue's 地方税関係情報; what is not named here is zero. */
export type TaxAmounts = Readonly<Record<string, number>>

export type TaxRecord = {
  readonly fiscalYear: number
  /** Where the person lived on 1 January of the fiscal year: only that municipality holds the record. */
  readonly municipalityCode: string
  readonly taxation: '1' | '2' | '3'
  readonly amounts: TaxAmounts
}

export type Insurance =
  | {
      readonly insurer: 'mihon-kenpo'
      readonly symbol: string
      readonly number: string
      readonly branchNumber: string
      readonly isInsuredPerson: boolean
      readonly validFrom: string
      readonly copayment: '1' | '2' | '3'
      readonly costLimit: '1' | '2' | '3' | '4' | '5'
    }
  /** A membership that no agency of the demo nation holds. */
  | { readonly insurer: 'elsewhere'; readonly kind: 'national' | 'late-elderly' | 'other-society' }

export type PensionYear = {
  readonly fiscalYear: number
  readonly category: '1' | '2' | '3'
  readonly joinedOn: string
  readonly leftOn?: string
  readonly paidMonths: number
  /** April to March, codes of the catalogue's 月別納付状況; undefined for a month that is still to come. */
  readonly months: readonly (string | undefined)[]
}

export type PensionBenefit = {
  readonly kind: '1' | '2' | '6'
  readonly entitledOn: string
  readonly isSuspended: boolean
  readonly annualAmount: number
  readonly lastPaidOn: string
  readonly lastPaidAmount: number
}

/** A person who does not exist. */
export type Resident = {
  /** Eleven opaque digits in the shape of a 住民票コード. */
  readonly residentCode: string
  readonly familyName: string
  readonly givenName: string
  readonly familyKana: string
  readonly givenKana: string
  readonly birthDate: string
  readonly sex: Sex
  readonly address: Address
  readonly householdNumber: string
  /** As seen from the head of the household (続柄). */
  readonly relationship: Relationship
  readonly residentSince: string
  readonly addressSince: string
  readonly work: Work
  /** For those who were 18 on 1 January, oldest first. */
  readonly taxes: readonly TaxRecord[]
  /** Undefined: no insurer has ever heard of this person. */
  readonly insurance?: Insurance
  readonly pensionYears: readonly PensionYear[]
  readonly pensionBenefits: readonly PensionBenefit[]
  /** 支援措置対象者: an answer about this person waits for an officer. */
  readonly isProtected: boolean
  /** ASCII name of the demo card this person holds. */
  readonly cardName?: string
}
