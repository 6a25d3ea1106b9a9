import type { HouseholdPlan, Member } from './member.ts'
import { child, father, head, mother, wife } from './relationships.ts'

type Person = Omit<Member, 'family'>

/** Households with a story. The adults with a `cardName` hold a demo card; everything else about them is thrown as for all. */
export const demoHouseholds: readonly HouseholdPlan[] = [
  // A family with two children, of whom one gets 児童手当.
  household({ family: ['見本', 'ミホン'], isInMihonKenpo: true }, [
    person('太郎', 'タロウ', {
      sex: 'male',
      birthDate: '1983-07-14',
      relationship: head,
      work: 'employee',
      revenue: 5_860_000,
      cardName: 'taro',
    }),
    person('花子', 'ハナコ', {
      sex: 'female',
      birthDate: '1985-04-02',
      relationship: wife,
      work: 'part-time',
      revenue: 1_180_000,
      cardName: 'hanako',
    }),
    person('さくら', 'サクラ', { sex: 'female', birthDate: '2013-05-20', relationship: child, work: 'child' }),
    person('大空', 'ソラ', { sex: 'male', birthDate: '2019-11-03', relationship: child, work: 'child' }),
  ]),
  // Lives on a pension.
  household({ family: ['髙橋', 'タカハシ'] }, [
    person('梅子', 'ウメコ', {
      sex: 'female',
      birthDate: '1950-02-11',
      relationship: head,
      work: 'retired',
      cardName: 'umeko',
    }),
  ]),
  // A student who pays no tax.
  household({ family: ['山﨑', 'ヤマザキ'] }, [
    person('健', 'ケン', {
      sex: 'male',
      birthDate: '2005-09-30',
      relationship: head,
      work: 'student',
      revenue: 640_000,
      insurance: { insurer: 'elsewhere', kind: 'other-society' },
      cardName: 'ken',
    }),
  ]),
  // No insurer knows him.
  household({ family: ['辻\u{e0100}', 'ツジ'] }, [
    person('次郎', 'ジロウ', {
      sex: 'male',
      birthDate: '1979-12-08',
      relationship: head,
      work: 'self-employed',
      revenue: 3_420_000,
      insurance: 'none',
      cardName: 'jiro',
    }),
  ]),
  // Moved in after 1 January: みほん市 has no tax record of hers.
  household(
    { family: ['佐藤', 'サトウ'], isInMihonKenpo: true, movedFrom: { municipalityCode: '482030', on: '2026-03-25' } },
    [
      person('さつき', 'サツキ', {
        sex: 'female',
        birthDate: '1999-05-05',
        relationship: head,
        work: 'employee',
        revenue: 3_240_000,
        cardName: 'satsuki',
      }),
    ],
  ),
  // Protected (支援措置): her answers wait for an officer.
  household({ family: ['齊藤', 'サイトウ'], isInMihonKenpo: true, isProtected: true }, [
    person('葵', 'アオイ', {
      sex: 'female',
      birthDate: '1993-06-17',
      relationship: head,
      work: 'employee',
      revenue: 2_780_000,
      cardName: 'aoi',
    }),
    person('蓮', 'レン', { sex: 'male', birthDate: '2020-01-25', relationship: child, work: 'child' }),
  ]),
  // Lives in another city and works past 65.
  household({ family: ['渡邉', 'ワタナベ'], municipalityCode: '482021' }, [
    person('みどり', 'ミドリ', {
      sex: 'female',
      birthDate: '1959-10-19',
      relationship: head,
      work: 'part-time',
      revenue: 1_560_000,
      cardName: 'midori',
    }),
  ]),
  // A name longer than most forms expect.
  household({ family: ['ゴンサルヴェス デ オリヴェイラ', 'ゴンサルヴェス デ オリヴェイラ'] }, [
    person('マリア アレクサンドリーナ', 'マリア アレクサンドリーナ', {
      sex: 'female',
      birthDate: '1990-03-08',
      relationship: head,
      work: 'employee',
      revenue: 4_150_000,
      cardName: 'maria',
    }),
  ]),
  // Three generations under one roof.
  household({ family: ['𠮷田', 'ヨシダ'] }, [
    person('四郎', 'シロウ', {
      sex: 'male',
      birthDate: '1975-01-30',
      relationship: head,
      work: 'employee',
      revenue: 9_120_000,
      cardName: 'shiro',
    }),
    person('京子', 'キョウコ', { sex: 'female', birthDate: '1977-08-22', relationship: wife, work: 'homemaker' }),
    person('桃', 'モモ', {
      sex: 'female',
      birthDate: '2006-06-01',
      relationship: child,
      work: 'student',
      revenue: 310_000,
    }),
    person('楓', 'カエデ', { sex: 'female', birthDate: '2009-10-12', relationship: child, work: 'child' }),
    person('柊', 'シュウ', { sex: 'male', birthDate: '2012-12-24', relationship: child, work: 'child' }),
    person('茂', 'シゲル', { sex: 'male', birthDate: '1947-11-11', relationship: father, work: 'retired' }),
    person('節子', 'セツコ', { sex: 'female', birthDate: '1949-03-03', relationship: mother, work: 'retired' }),
  ]),
]

type HouseholdFacts = Partial<Omit<HouseholdPlan, 'members'>> & { readonly family: Member['family'] }

function household({ family, ...facts }: HouseholdFacts, people: readonly Person[]): HouseholdPlan {
  const members = people.map((one) => ({ ...one, family }))
  return { municipalityCode: '482013', isProtected: false, ...facts, members }
}

function person(name: string, kana: string, facts: Omit<Person, 'given'>): Person {
  return { ...facts, given: [name, kana] }
}
