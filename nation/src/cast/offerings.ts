import type { Offering } from '@madoguchi/agency'
import { loadProcedures } from '@madoguchi/procedures'

const weekdays = '平日 8:30〜17:15(祝日・年末年始を除く)'
const site = 'https://www.city.mihon.example/tetsuzuki'

/** Where みほん市 takes what it has no words of its own for. */
const general = {
  id: 'sogo',
  name: '総合窓口',
  place: '本庁舎1階 1番窓口',
  hours: weekdays,
  phone: '000-0000-0001',
}

/** What みほん市 says of procedures in its own words; all of it is made up. */
const mihonShiWords: Offering = {
  counters: [
    {
      id: 'kodomo',
      name: 'こども家庭課 手当係',
      place: '本庁舎2階 12番窓口',
      hours: weekdays,
      phone: '000-0000-0012',
    },
    { id: 'kaigo', name: '介護保険課 認定係', place: '本庁舎1階 5番窓口', hours: weekdays, phone: '000-0000-0005' },
    {
      id: 'bosai',
      name: '防災課 り災証明係',
      place: '本庁舎3階 31番窓口',
      hours: `${weekdays}。大きな災害のあとは、土曜・日曜も開きます`,
      phone: '000-0000-0031',
    },
    { id: 'kankyo', name: '生活環境課', place: '本庁舎1階 3番窓口', hours: weekdays, phone: '000-0000-0003' },
    {
      id: 'minato',
      name: '港町出張所',
      place: 'みほん市港町一丁目2番',
      hours: '平日 9:00〜16:00(祝日・年末年始を除く)',
      phone: '000-0000-0071',
    },
  ],
  offers: [
    {
      procedure: 'child-allowance-claim',
      addressee: 'みほん市長',
      ways: ['online', 'print', 'visit'],
      online: { intake: 'at-portal' },
      notes:
        '里帰り先で生まれたときも、みほん市に請求します。月末に近い日に生まれたお子さんは、翌月になっても15日以内なら、生まれた月に請求したものとして扱います。',
      counters: ['kodomo', 'minato'],
      url: `${site}/jido-teate`,
    },
    {
      procedure: 'disaster-victim-certificate',
      addressee: 'みほん市長',
      ways: ['online', 'print', 'visit'],
      online: {
        intake: 'at-portal',
        papers: [
          {
            id: 'house-plan',
            name: '家の間取りが分かるもの',
            when: '手で書いた図でもかまいません。調査が早く進みます。',
            isRequired: false,
          },
        ],
      },
      deadline: '災害のあった日から6か月以内',
      notes: '片付けの前に、家の外まわりの4方向と、被害のあった部屋の写真をとっておくと、調査が早く進みます。',
      counters: ['bosai'],
      url: `${site}/risai`,
    },
    {
      procedure: 'long-term-care-certification',
      addressee: 'みほん市長',
      ways: ['online', 'print', 'visit'],
      online: {
        intake: 'at-portal',
        papers: [
          {
            id: 'insurance-card',
            name: '介護保険 被保険者証の写真',
            when: '見当たらないときは、なくてもかまいません。もとの証は、調査のときに調査員が受け取ります。',
            isRequired: false,
          },
        ],
      },
      notes: '地域包括支援センターでも受け取ります。認定の調査の日は、出してから1週間ほどで電話で決めます。',
      counters: ['kaigo', 'minato'],
      url: `${site}/kaigo-nintei`,
    },
    {
      procedure: 'dog-registration',
      addressee: 'みほん市長',
      ways: ['online', 'print', 'visit'],
      online: { intake: 'at-portal' },
      notes:
        '窓口では鑑札をその場で渡します。オンラインで送ったときは、登録の知らせが届いてから、手数料を持って窓口に来てください。手数料は1頭3,000円です。注射済票は、動物病院の証明書を持ってくると同時に交付します。',
      counters: ['kankyo', 'minato'],
      url: `${site}/inu`,
    },
    {
      procedure: 'pregnancy-notification',
      addressee: 'みほん市長',
      ways: ['online', 'print', 'visit'],
      online: { intake: 'at-portal' },
      notes:
        '母子健康手帳は、窓口で保健師と話すときに渡します。オンラインで送ると、届いたその日のうちに、話す日を電話で相談します。',
      counters: ['kodomo'],
    },
  ],
}

/**
 * An offering with every procedure in it: those without words of the town’s own at the general counter, so that whoever
 * adds a folder sees it in the demo and changes nothing else.
 */
export function offerEvery(procedures: readonly { readonly id: string }[], { counters, offers }: Offering): Offering {
  const named = new Set(offers.map(({ procedure }) => procedure))
  const rest = procedures.filter(({ id }) => !named.has(id))
  if (rest.length === 0) return { counters, offers }
  return {
    counters: [general, ...counters],
    offers: [
      ...offers,
      ...rest.map(({ id }) => ({
        procedure: id,
        addressee: 'みほん市長',
        ways: ['print' as const, 'visit' as const],
        counters: [general.id],
      })),
    ],
  }
}

/** What みほん市 offers: all there is. */
export const mihonShiOffering: Offering = offerEvery(loadProcedures(), mihonShiWords)

/** What あおば市 offers. */
export const aobaShiOffering: Offering = {
  counters: [
    { id: 'kosodate', name: '子育て支援課', place: '市役所1階', hours: weekdays, phone: '000-0000-0221' },
    { id: 'kurashi', name: 'くらし環境課', place: '市役所1階', hours: weekdays, phone: '000-0000-0222' },
  ],
  offers: [
    {
      procedure: 'child-allowance-claim',
      addressee: 'あおば市長',
      ways: ['print', 'visit'],
      notes: '窓口では、番号札の1番を取ります。',
      counters: ['kosodate'],
    },
    { procedure: 'dog-registration', addressee: 'あおば市長', ways: ['print', 'visit'], counters: ['kurashi'] },
  ],
}

/** What ことり町 offers. */
export const kotoriChoOffering: Offering = {
  counters: [{ id: 'jumin', name: '住民課', place: '町役場1階', hours: weekdays, phone: '000-0000-0501' }],
  offers: [
    {
      procedure: 'dog-registration',
      addressee: 'ことり町長',
      ways: ['visit'],
      notes: '用紙は窓口にあります。',
      counters: ['jumin'],
    },
  ],
}
