import type { Affair } from './model.ts'

export const childrenAffairs = {
  'child-allowance': {
    code: 'JM90000000007400',
    law: '児童手当法',
    name: '児童手当の支給',
    purpose: '児童手当の支給を決めるため',
  },
  'child-rearing-allowance': {
    code: 'JM90000000005700',
    law: '児童扶養手当法',
    name: '児童扶養手当の支給',
    purpose: '児童扶養手当の支給を決めるため',
  },
  'special-child-rearing-allowance': {
    code: 'JM90000000006600',
    law: '特別児童扶養手当等の支給に関する法律',
    name: '特別児童扶養手当の支給',
    purpose: '特別児童扶養手当の支給を決めるため',
  },
  'childcare-support': {
    code: 'JM90000000011600',
    law: '子ども・子育て支援法',
    name: '教育・保育の給付と子育て支援の事業',
    purpose: '保育所や認定こども園などの利用と料金を決めるため',
  },
  'nursery-care': {
    code: 'JM90000000001300',
    law: '児童福祉法',
    name: '保育所での保育',
    purpose: '保育所に入れるかどうかを決めるため',
  },
  'foster-and-residential-care': {
    code: 'JM90000000000800',
    law: '児童福祉法',
    name: '里親の認定と障害児入所給付費の支給',
    purpose: '里親の認定や、障害のある子どもの施設の費用の助成を決めるため',
  },
  'child-chronic-illness': {
    code: 'JM90000000000900',
    law: '児童福祉法',
    name: '小児慢性特定疾病医療費の支給',
    purpose: '長く続く病気の子どもの医療費の助成を決めるため',
  },
  'child-disability-services': {
    code: 'JM90000000001000',
    law: '児童福祉法',
    name: '障害福祉サービスの提供と通所給付費の支給',
    purpose: '障害のある子どもが通う施設のサービスを決めるため',
  },
  'child-disability-day-care-cost': {
    code: 'JM90000000001100',
    law: '児童福祉法',
    name: '障害児通所給付費などの支給',
    purpose: '障害のある子どもが通う施設の費用の助成を決めるため',
  },
  'child-disability-residence': {
    code: 'JM90000000001400',
    law: '児童福祉法',
    name: '障害児入所給付費などの支給',
    purpose: '障害のある子どもが入る施設の費用の助成を決めるため',
  },
  'child-welfare-fee': {
    code: 'JM90000000001600',
    law: '児童福祉法',
    name: '負担能力の認定と費用の徴収',
    purpose: '児童福祉サービスの負担額を決めるため',
  },
  'maternal-child-health': {
    code: 'JM90000000007000',
    law: '母子保健法',
    name: '費用の徴収',
    purpose: '赤ちゃんの医療にかかる費用の負担額を決めるため',
  },
  'single-parent-loan': {
    code: 'JM90000000006300',
    law: '母子及び父子並びに寡婦福祉法',
    name: '資金の貸付けと償還の免除',
    purpose: 'ひとり親の家庭への貸付けを決めるため',
  },
  'single-parent-services': {
    code: 'JM90000000006400',
    law: '母子及び父子並びに寡婦福祉法',
    name: '便宜の供与',
    purpose: 'ひとり親の家庭への手助けを決めるため',
  },
  'single-parent-benefit': {
    code: 'JM90000000006500',
    law: '母子及び父子並びに寡婦福祉法',
    name: '給付金の支給',
    purpose: 'ひとり親の家庭への給付金を決めるため',
  },
  'special-school-support': {
    code: 'JM90000000003700',
    law: '特別支援学校への就学奨励に関する法律',
    name: '就学に必要な経費の支弁',
    purpose: '特別支援学校に通う費用の助成を決めるため',
  },
  'school-health-aid': {
    code: 'JM90000000003800',
    law: '学校保健安全法',
    name: '医療費の援助',
    purpose: '学校に通う子どもの医療費の援助を決めるため',
  },
  'high-school-support': {
    code: 'JM90000000011300',
    law: '高等学校等就学支援金の支給に関する法律',
    name: '就学支援金の支給',
    purpose: '高校の授業料の支援を決めるため',
  },
  'student-loan': {
    code: 'JM90000000010600',
    law: '独立行政法人日本学生支援機構法',
    name: '学資の貸与',
    purpose: '奨学金の貸付けを決めるため',
  },
  'school-accident-benefit': {
    code: 'JM90000000010400',
    law: '独立行政法人日本スポーツ振興センター法',
    name: '災害共済給付の支給',
    purpose: '学校でのけがや病気への給付を決めるため',
  },
} as const satisfies Readonly<Record<string, Affair>>
