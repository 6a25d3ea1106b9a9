import type { Affair } from './model.ts'

export const dailyLifeAffairs = {
  'local-tax-levy': {
    code: 'JM90000000002700',
    law: '地方税法',
    name: '地方税の賦課徴収',
    purpose: '住民税などの額を決めるため',
  },
  'public-housing': {
    code: 'JM90000000003100',
    law: '公営住宅法',
    name: '公営住宅の管理',
    purpose: '公営住宅の入居や家賃を決めるため',
  },
  'improved-housing': {
    code: 'JM90000000005400',
    law: '住宅地区改良法',
    name: '改良住宅の管理',
    purpose: '改良住宅の入居や家賃を決めるため',
  },
  'disaster-victims-register': {
    code: 'JM90000000005602',
    law: '災害対策基本法',
    name: '被災者台帳の作成',
    purpose: '災害にあった人を支える台帳を作るため',
  },
  'disaster-life-rebuilding': {
    code: 'JM90000000009600',
    law: '被災者生活再建支援法',
    name: '被災者生活再建支援金の支給',
    purpose: '災害で家を失った人への支援金を決めるため',
  },
  'employment-insurance-benefit': {
    code: 'JM90000000007600',
    law: '雇用保険法',
    name: '失業等給付の支給',
    purpose: '失業したときの給付を決めるため',
  },
  'employment-insurance-unpaid': {
    code: 'JM90000000007700',
    law: '雇用保険法',
    name: '未支給の失業等給付と介護休業給付金の支給',
    purpose: '受け取れなかった失業給付や介護休業の給付を決めるため',
  },
  'employment-stability': {
    code: 'JM90000000007900',
    law: '雇用保険法',
    name: '雇用安定事業と能力開発事業',
    purpose: '仕事を続けるための助成を決めるため',
  },
  'disability-employment': {
    code: 'JM90000000005500',
    law: '障害者の雇用の促進等に関する法律',
    name: '職業紹介と納付金の業務',
    purpose: '障害のある人の仕事の支援を行うため',
  },
  'disability-employment-levy': {
    code: 'JM90000000005600',
    law: '障害者の雇用の促進等に関する法律',
    name: '納付金の業務',
    purpose: '障害のある人を雇う会社の納付金を決めるため',
  },
  'job-change-benefit': {
    code: 'JM90000000007100',
    law: '雇用対策法',
    name: '職業転換給付金の支給',
    purpose: '仕事を変える人への給付金を決めるため',
  },
  'job-training-benefit': {
    code: 'JM90000000011400',
    law: '職業訓練の実施等による特定求職者の就職の支援に関する法律',
    name: '職業訓練受講給付金の支給',
    purpose: '職業訓練を受ける人への給付金を決めるため',
  },
} as const satisfies Readonly<Record<string, Affair>>
