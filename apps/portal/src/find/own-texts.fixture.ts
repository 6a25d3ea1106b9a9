import type { Offer } from '@madoguchi/messages'

/** What a municipality says of each procedure in its own words: full of words that are no matter of that procedure. */
const notes: Readonly<Record<string, string>> = {
  'child-allowance-claim':
    '里帰り先で生まれたときも、みほん市に請求します。月末に近い日に生まれたお子さんは、翌月になっても15日以内なら、生まれた月に請求したものとして扱います。窓口では、番号札の1番を取ります。駐車場が混雑します。',
  'disaster-victim-certificate':
    '片付けの前に、家の外まわりの4方向と、被害のあった部屋の写真をとっておくと、調査が早く進みます。火災保険の保険会社に出す方は、保険証券も持ってきます。',
  'long-term-care-certification':
    '地域包括支援センターでも受け取ります。認定の調査の日は、出してから1週間ほどで電話で決めます。診断書はいりません。身分証明書を持ってきます。',
  'dog-registration':
    '鑑札をその場で渡します。手数料は1頭3,000円です。注射済票は、動物病院の証明書を持ってくると同時に交付します。領収書はお出ししません。',
  'pregnancy-notification': '保健師が面談します。健康診断の結果や、産婦人科の予約票があれば持ってきます。',
}

/** An offer with texts of its own, where the municipality is みほん市. */
export function talkativeOffer(procedure: string, municipality: string): Offer {
  const own =
    municipality === '482013' ? { notes: notes[procedure] ?? '', deadline: '年度末の閉庁日までに出します' } : {}
  return { procedure, addressee: '市長', ways: ['print'], counters: ['seikatsu'], ...own }
}
