import type { Procedure } from '@madoguchi/forms'
import type { OfferList } from '@madoguchi/messages'

function sample(change: Partial<Procedure> & Pick<Procedure, 'id' | 'title' | 'titleKana' | 'category'>): Procedure {
  return {
    format: 'madoguchi-procedure/1',
    version: '2026-11-01',
    lifeSituations: [],
    keywords: [],
    summary: '',
    forWhom: '',
    deadline: { text: '期限はありません' },
    needed: [],
    ways: ['print', 'visit'],
    signers: [],
    subject: { name: 'name' },
    filers: [{ is: 'subject', who: '本人' }],
    completion: { online: 'whole' },
    pages: [],
    template: 'form.typ',
    ...change,
  }
}

/** Four small procedures, enough to be looked for. */
export const sampleProcedures: readonly Procedure[] = [
  sample({
    id: 'dog-registration',
    title: '犬の登録',
    titleKana: 'いぬのとうろく',
    category: 'daily-life',
    lifeSituations: ['keeping-a-pet'],
    keywords: ['ペット', '狂犬病', '鑑札'],
    summary: '飼い犬を市区町村に登録します。',
    forWhom: '犬を飼っている方',
    deadline: { text: '犬を飼い始めた日から30日以内' },
    needed: [{ text: '手数料' }],
  }),
  sample({
    id: 'child-allowance-claim',
    title: '児童手当 認定請求',
    titleKana: 'じどうてあて にんていせいきゅう',
    category: 'childcare',
    lifeSituations: ['child-born', 'raising-children'],
    keywords: ['児童手当', '子ども手当', '出産'],
    summary: '児童手当を初めて受けるときの手続きです。',
    forWhom: '高校生年代までの子どもを育てている方',
    needed: [{ text: '振込先の口座がわかるもの' }, { text: '健康保険の資格がわかるもの', note: '3歳未満の子がいる方' }],
  }),
  sample({
    id: 'disaster-victim-certificate',
    title: '罹災証明書 発行申請',
    titleKana: 'りさいしょうめいしょ はっこうしんせい',
    category: 'disaster',
    lifeSituations: ['hit-by-disaster'],
    keywords: ['り災証明', '地震', '台風', '水害'],
    summary: '災害で受けた住家の被害の証明を申請します。',
    forWhom: '災害で住家に被害を受けた方',
  }),
  sample({
    id: 'long-term-care-certification',
    title: '要介護・要支援認定申請',
    titleKana: 'ようかいご・ようしえんにんていしんせい',
    category: 'elderly-and-care',
    lifeSituations: ['needs-care', 'grown-old'],
    keywords: ['介護保険', '介護認定'],
    summary: '介護サービスを使うための認定を申請します。',
    forWhom: '介護が必要になった方と、その家族',
  }),
]

export function sampleList(change: Partial<OfferList> = {}): OfferList {
  return {
    municipality: '482013',
    version: 1,
    counters: [
      {
        id: 'seikatsu',
        name: '生活環境課',
        place: '本庁舎1階 3番窓口',
        hours: '平日 8:30〜17:15',
        phone: '000-0000-0001',
      },
    ],
    offers: [
      {
        procedure: 'dog-registration',
        addressee: 'みほん市長',
        ways: ['print', 'visit'],
        notes: '注射済票は港町出張所でも渡します。',
        deadline: '飼い始めてから30日以内',
        counters: ['seikatsu'],
        url: 'https://city.mihon.example/dog',
      },
      { procedure: 'child-allowance-claim', addressee: 'みほん市長', ways: ['print'], counters: [] },
    ],
    ...change,
  }
}
