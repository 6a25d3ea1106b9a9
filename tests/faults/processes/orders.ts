import type { Agency, AgencyPerson, InquiryOrder, Replica } from '@madoguchi/agency'
import type { PartyDatabase } from '@madoguchi/db'
import type { ResidentIdentity } from '@madoguchi/registry'
import type { Role } from '../cast.ts'

export type DatabaseOrder =
  | {
      readonly do: 'open'
      readonly dataFolder: string
      readonly durability: 'full' | 'none'
      readonly parties: readonly string[]
    }
  | { readonly do: 'stop' }
export type OpenedDatabase = {
  readonly postmaster: number
  readonly adminUrl: string
  readonly databases: readonly PartyDatabase[]
}

/** Who a party process is to be. */
export type Start = {
  readonly do: 'start'
  readonly role: Role
  readonly runUrl: string
  readonly directory: string
  readonly pinnedKey: string
  readonly signingKey: string
  readonly secret: string
  readonly authorities: string
  readonly registryUrl: string
  readonly portalOrigin: string
  /** How much may wait for one party before nobody may ask it anything new. */
  readonly waitingMax?: number | undefined
  /** Where the portal puts what it mails. */
  readonly mailFolder?: string | undefined
}
export type PartyOrder =
  | Start
  | { readonly do: 'isIdle' | 'acquireCodes' }
  /** An officer's act. */
  | { readonly do: 'protect'; readonly personRef: string; readonly until: string }
  | { readonly do: 'importPeople'; readonly people: readonly AgencyPerson[] }
  | { readonly do: 'importMunicipality'; readonly data: Parameters<Agency['importMunicipality']>[0] }
  | { readonly do: 'storeReplicas'; readonly replicas: readonly Replica[] }
  | { readonly do: 'importResidents'; readonly residents: readonly ResidentIdentity[] }
  | { readonly do: 'issueCard'; readonly residentCode: string; readonly publicKeyDer: Uint8Array }
  | { readonly do: 'inquire'; readonly orders: readonly InquiryOrder[] }

/** How a carrier treats what it carries; chances are from 0 to 1. */
export type CarrierManners = {
  readonly delay: number
  readonly delayMsMax: number
  readonly double: number
  readonly reorder: number
  readonly cut: number
  readonly spoil: number
  /** That the enclosures of a batch change places, or with one that passed before. */
  readonly swap: number
  /** Parties whose batches are kept so long before they are carried. */
  readonly slowMs: Readonly<Record<string, number>>
}
export type CarrierOrder =
  | { readonly do: 'open'; readonly seed: number; readonly routes: readonly CarrierRoute[] }
  | { readonly do: 'behave'; readonly manners: CarrierManners }
  | { readonly do: 'count' }
export type CarrierRoute = { readonly party: string; readonly port: number; readonly targetPort: number }
export type CarrierCounts = Record<
  'batches' | 'delayed' | 'doubled' | 'reordered' | 'cut' | 'spoilt' | 'swapped',
  number
>

export const politeManners: CarrierManners = {
  delay: 0,
  delayMsMax: 0,
  double: 0,
  reorder: 0,
  cut: 0,
  spoil: 0,
  swap: 0,
  slowMs: {},
}
export const hostileManners: CarrierManners = {
  delay: 0.15,
  delayMsMax: 250,
  double: 0.12,
  reorder: 0.2,
  cut: 0.08,
  spoil: 0.02,
  swap: 0.05,
  slowMs: {},
}
