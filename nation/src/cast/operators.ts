import { defineParty } from './define-party.ts'

/** Who runs what is no agency: the portal, the core, and the registry that stands in for J-LIS. */
export const operators = {
  core: defineParty({
    id: 'mihon-core',
    kinds: [],
    code: '9999020000000001',
    name: 'みほん情報連携機構',
    kana: 'ミホンジョウホウレンケイキコウ',
    headTitle: '理事長',
    section: '運用管理課',
    town: 'みほん市中央一丁目2番1号',
  }),
  registry: defineParty({
    id: 'mihon-registry',
    kinds: [],
    code: '9999030000000001',
    name: 'みほん証明書発行センター',
    kana: 'ミホンショウメイショハッコウセンター',
    headTitle: 'センター長',
    section: 'カード発行課',
    town: 'みほん市中央一丁目3番1号',
  }),
  portal: defineParty({
    id: 'mihon-portal',
    kinds: ['portal'],
    code: '9999010000000001',
    name: 'みほん窓口ポータル運営機構',
    kana: 'ミホンマドグチポータルウンエイキコウ',
    headTitle: '理事長',
    section: '利用者相談室',
    town: 'みほん市中央一丁目1番1号',
  }),
} as const
