import type { Affair } from './model.ts'

export const welfareAffairs = {
  'public-assistance': {
    code: 'JM90000000002600',
    law: '生活保護法',
    name: '保護の決定と実施',
    purpose: '生活保護を決めるため',
  },
  'china-returnees-support': {
    code: 'JM90000000008700',
    law: '中国残留邦人等の円滑な帰国の促進等に関する法律',
    name: '支援給付の支給',
    purpose: '中国残留邦人等への支援を決めるため',
  },
  'livelihood-loan': {
    code: 'JM90000000003000',
    law: '社会福祉法',
    name: '生計が苦しい人への資金の貸付け',
    purpose: 'くらしに困った人への貸付けを決めるため',
  },
  'long-term-care-benefit': {
    code: 'JM90000000009300',
    law: '介護保険法',
    name: '保険給付と地域支援事業',
    purpose: '介護保険の給付を決めるため',
  },
  'long-term-care-insurance': {
    code: 'JM90000000009400',
    law: '介護保険法',
    name: '保険給付、地域支援事業、保険料の徴収',
    purpose: '介護保険の給付や保険料を決めるため',
  },
  'elderly-welfare-measures': {
    code: 'JM90000000006100',
    law: '老人福祉法',
    name: '福祉の措置',
    purpose: 'お年寄りの福祉サービスを決めるため',
  },
  'elderly-welfare-fee': {
    code: 'JM90000000006200',
    law: '老人福祉法',
    name: '費用の徴収',
    purpose: 'お年寄りの福祉サービスの負担額を決めるため',
  },
  'physical-disability-welfare': {
    code: 'JM90000000002000',
    law: '身体障害者福祉法',
    name: '福祉の措置と費用の徴収',
    purpose: '体に障害のある人の福祉サービスや負担額を決めるため',
  },
  'intellectual-disability-welfare': {
    code: 'JM90000000005300',
    law: '知的障害者福祉法',
    name: '福祉の措置と費用の徴収',
    purpose: '知的障害のある人の福祉サービスや負担額を決めるため',
  },
  'mental-health-certificate': {
    code: 'JM90000000002500',
    law: '精神保健及び精神障害者福祉に関する法律',
    name: '精神障害者保健福祉手帳の交付',
    purpose: '精神障害者保健福祉手帳の交付を決めるため',
  },
  'disability-support': {
    code: 'JM90000000010800',
    law: '障害者の日常生活及び社会生活を総合的に支援するための法律',
    name: '自立支援給付と地域生活支援事業',
    purpose: '障害のある人のサービスと負担額を決めるため',
  },
  'disability-welfare-allowance': {
    code: 'JM90000000006700',
    law: '特別児童扶養手当等の支給に関する法律',
    name: '障害児福祉手当・特別障害者手当などの支給',
    purpose: '重い障害のある人への手当を決めるため',
  },
  'child-disability-welfare-allowance': {
    code: 'JM90000000006800',
    law: '特別児童扶養手当等の支給に関する法律',
    name: '障害児福祉手当の支給',
    purpose: '重い障害のある子どもへの手当を決めるため',
  },
} as const satisfies Readonly<Record<string, Affair>>
