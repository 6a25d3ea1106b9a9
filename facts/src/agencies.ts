import type { AgencyId } from './agency-id.ts'
import { getAgencyId } from './agency-id.ts'
import type { AgencyKind } from './edition/model.ts'

export type AgencyContact = {
  readonly section: string
  readonly postalAddress: string
  readonly phone: string
  readonly hours: string
  readonly email: string
}

export type Agency = {
  readonly id: AgencyId
  /** Sixteen digits like a real 機関コード; ours begin with 9999, which marks them synthetic. */
  readonly code: string
  readonly isSynthetic: true
  readonly role: 'portal' | 'core' | 'registry' | 'agency'
  readonly name: string
  readonly kana: string
  /** Who answers for it by name: 市長, 理事長. */
  readonly headTitle: string
  readonly kinds: readonly AgencyKind[]
  readonly municipalityCode?: string
  /** Only for a medical insurer: 保険者番号. */
  readonly insurerNumber?: string
  readonly contact: AgencyContact
}

type AgencyFacts = Omit<Agency, 'id' | 'isSynthetic' | 'contact'> & { section: string; town: string }

/** The agencies of the demo nation, every one fictional. */
export const agencies = {
  portal: define('mihon-portal', {
    code: '9999010000000001',
    role: 'portal',
    name: 'みほん窓口ポータル運営機構',
    kana: 'ミホンマドグチポータルウンエイキコウ',
    headTitle: '理事長',
    kinds: ['portal'],
    section: '利用者相談室',
    town: 'みほん市中央一丁目1番1号',
  }),
  core: define('mihon-core', {
    code: '9999020000000001',
    role: 'core',
    name: 'みほん情報連携機構',
    kana: 'ミホンジョウホウレンケイキコウ',
    headTitle: '理事長',
    kinds: [],
    section: '運用管理課',
    town: 'みほん市中央一丁目2番1号',
  }),
  registry: define('mihon-registry', {
    code: '9999030000000001',
    role: 'registry',
    name: 'みほん証明書発行センター',
    kana: 'ミホンショウメイショハッコウセンター',
    headTitle: 'センター長',
    kinds: [],
    section: 'カード発行課',
    town: 'みほん市中央一丁目3番1号',
  }),
  mihonShi: define('mihon-shi', {
    code: '9999100000482013',
    role: 'agency',
    name: 'みほん市',
    kana: 'ミホンシ',
    headTitle: '市長',
    kinds: ['municipality', 'welfare-office'],
    municipalityCode: '482013',
    section: '市民課 情報連携係',
    town: 'みほん市本町一丁目1番地',
  }),
  aobaShi: define('aoba-shi', {
    code: '9999100000482021',
    role: 'agency',
    name: 'あおば市',
    kana: 'アオバシ',
    headTitle: '市長',
    kinds: ['municipality', 'welfare-office'],
    municipalityCode: '482021',
    section: '市民税課',
    town: 'あおば市若葉台二丁目4番地',
  }),
  mihonKen: define('mihon-ken', {
    code: '9999200000480002',
    role: 'agency',
    name: 'みほん県',
    kana: 'ミホンケン',
    headTitle: '知事',
    kinds: ['prefecture', 'welfare-office'],
    section: '福祉政策課',
    town: 'みほん市県庁前1番地',
  }),
  mihonKenpo: define('mihon-kenpo', {
    code: '9999300000000006',
    role: 'agency',
    name: 'みほん健康保険組合',
    kana: 'ミホンケンコウホケンクミアイ',
    headTitle: '理事長',
    kinds: ['medical-insurer', 'health-insurance-society'],
    insurerNumber: '06480016',
    section: '適用課',
    town: 'みほん市港町三丁目5番2号',
  }),
  mihonNenkin: define('mihon-nenkin', {
    code: '9999400000000001',
    role: 'agency',
    name: 'みほん年金機構',
    kana: 'ミホンネンキンキコウ',
    headTitle: '理事長',
    kinds: ['pension-service'],
    section: 'お客様相談課',
    town: 'みほん市桜丘四丁目2番1号',
  }),
} as const

const byId: ReadonlyMap<string, Agency> = new Map(Object.values(agencies).map((agency) => [agency.id, agency]))

export function findAgency(id: string): Agency | undefined {
  return byId.get(id)
}

function define(id: string, { section, town, ...facts }: AgencyFacts): Agency {
  const contact = {
    section,
    postalAddress: `〒000-0000 みほん県${town}`,
    phone: '000-0000-0000',
    hours: '平日 8:30〜17:15(祝日・年末年始を除く)',
    email: `madoguchi@${id}.example`,
  }
  return { id: getAgencyId(id), isSynthetic: true, ...facts, contact }
}
