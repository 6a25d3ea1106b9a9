import { defineParty } from './define-party.ts'
import { describeCity, describeInsurer, describePensions, isInsuredBy, livesIn } from './describe-people.ts'
import type { CastAgency } from './model.ts'
import { aobaShiOffering, kotoriChoOffering, mihonShiOffering } from './offerings.ts'

const mihonShi = defineParty({
  id: 'mihon-shi',
  kinds: ['municipality', 'welfare-office'],
  municipality: '482013',
  code: '9999100000482013',
  name: 'みほん市',
  kana: 'ミホンシ',
  headTitle: '市長',
  section: '市民課 情報連携係',
  town: 'みほん市本町一丁目1番地',
})
const aobaShi = defineParty({
  id: 'aoba-shi',
  kinds: ['municipality', 'welfare-office'],
  municipality: '482021',
  code: '9999100000482021',
  name: 'あおば市',
  kana: 'アオバシ',
  headTitle: '市長',
  section: '市民税課',
  town: 'あおば市若葉台二丁目4番地',
})
const kotoriCho = defineParty({
  id: 'kotori-cho',
  kinds: ['municipality'],
  municipality: '483010',
  code: '9999100000483010',
  name: 'ことり町',
  kana: 'コトリチョウ',
  headTitle: '町長',
  section: '住民課',
  town: 'ことり町大字鳥居前10番地',
})
const mihonKenpo = defineParty({
  id: 'mihon-kenpo',
  kinds: ['medical-insurer', 'health-insurance-society'],
  code: '9999300000000006',
  name: 'みほん健康保険組合',
  kana: 'ミホンケンコウホケンクミアイ',
  headTitle: '理事長',
  insurerNumber: '06480016',
  section: '適用課',
  town: 'みほん市港町三丁目5番2号',
})
const mihonNenkin = defineParty({
  id: 'mihon-nenkin',
  kinds: ['pension-service'],
  code: '9999400000000001',
  name: 'みほん年金機構',
  kana: 'ミホンネンキンキコウ',
  headTitle: '理事長',
  section: 'お客様相談課',
  town: 'みほん市桜丘四丁目2番1号',
})

/**
 * The agencies of the demo nation, every one fictional: the one list that start, seed, population, faults, classifier and bench fold over.
 * One more agency is one more entry. The first is the one that commands mean unless told.
 */
export const demoCast: readonly CastAgency[] = [
  {
    agency: mihonShi,
    connector: 'municipality',
    provides: ['local-tax'],
    takesFilings: true,
    part: 'joined',
    ...describeCity(mihonShi, ({ residentCode }) => `A${residentCode.slice(2)}`),
    asks: [
      {
        provider: 'mihon-kenpo',
        affair: 'national-health-insurance',
        type: 'medical-insurance',
        concerns: livesIn(mihonShi),
      },
    ],
    offering: mihonShiOffering,
  },
  {
    agency: mihonKenpo,
    connector: 'replicas',
    provides: ['medical-insurance'],
    part: 'joined',
    ...describeInsurer(mihonKenpo, ({ residentCode }) => `K${[...residentCode].reverse().join('')}`),
    asks: [
      {
        provider: 'mihon-shi',
        affair: 'health-insurance-benefit',
        type: 'local-tax',
        concerns: isInsuredBy(mihonKenpo),
      },
      {
        provider: 'aoba-shi',
        affair: 'health-insurance-benefit',
        type: 'local-tax',
        concerns: isInsuredBy(mihonKenpo),
      },
    ],
  },
  {
    agency: mihonNenkin,
    connector: 'replicas',
    provides: ['pension-record', 'pension-benefit'],
    part: 'apart',
    ...describePensions(mihonNenkin, ({ residentCode }) => `N${residentCode.slice(4)}${residentCode.slice(0, 4)}`),
    asks: [],
  },
  {
    agency: aobaShi,
    connector: 'municipality',
    provides: ['local-tax'],
    part: 'publishes',
    ...describeCity(aobaShi, ({ residentCode }) => `B${residentCode.slice(2)}`),
    asks: [
      {
        provider: 'mihon-kenpo',
        affair: 'national-health-insurance',
        type: 'medical-insurance',
        concerns: livesIn(aobaShi),
      },
    ],
    offering: aobaShiOffering,
  },
  {
    agency: kotoriCho,
    connector: 'municipality',
    provides: [],
    part: 'publishes',
    ...describeCity(kotoriCho, ({ residentCode }) => `T${residentCode.slice(2)}`),
    asks: [],
    offering: kotoriChoOffering,
  },
]
