import type { Agency, AgencyPerson, InquiryOrder, Replica } from '@madoguchi/agency'
import type { ResidentIdentity } from '@madoguchi/registry'

export type PartyRole = 'core' | 'registry' | 'mihon-shi' | 'mihon-kenpo'

export type Start = {
  readonly do: 'start'
  readonly role: PartyRole
  readonly runUrl: string
  readonly directory: string
  readonly pinnedKey: string
  readonly signingKey: string
  readonly secret: string
  readonly authorities?: string
}

type Deed =
  | Start
  | { readonly do: 'isIdle' | 'acquireCodes' | 'listInquiries' }
  | { readonly do: 'importPeople'; readonly people: readonly AgencyPerson[] }
  | { readonly do: 'importMunicipality'; readonly data: Parameters<Agency['importMunicipality']>[0] }
  | { readonly do: 'storeReplicas'; readonly replicas: readonly Replica[] }
  | { readonly do: 'importResidents'; readonly residents: readonly ResidentIdentity[] }
  | { readonly do: 'inquire'; readonly orders: readonly InquiryOrder[] }

export type Order = Deed & { readonly id: number }
export type { Deed }
