import type { LifeSituationId } from '@madoguchi/forms'

/** How people say what happened to them, with readings: each procedure of a situation is found by them. */
const said: Readonly<Partial<Record<LifeSituationId, string>>> = {
  'expecting-a-child': '妊娠 にんしん 妊婦 赤ちゃんができた おめでた pregnant pregnancy',
  'child-born':
    '生まれた うまれた 生まれました うまれました 生まれて 産まれた 産まれました 産まれたら 生まれたら 赤ちゃん あかちゃん 赤ん坊 出産 しゅっさん 出生 新生児 baby',
  'raising-children': '子育て こそだて 育児 子どもを育てる 子どもを育てている',
  'moved-in': '引っ越し 引っこし ひっこし 引っ越してきた ひっこしてきた 転入 てんにゅう moving',
  'moving-out': '引っ越し 引っこし ひっこし 転出',
  'needs-care':
    '介護 かいご 寝たきり ねたきり 認知症 にんちしょう 痴呆 ぼけてきた 倒れて介護 歩けなくなった お年寄りの世話 年寄りの世話 care',
  'hit-by-disaster':
    '災害 さいがい 被災 ひさい 地震 じしん 震災 台風 たいふう 大雨 おおあめ 豪雨 水害 すいがい 洪水 こうずい 浸水 しんすい 冠水 津波 つなみ 火事 かじ 火災 かさい 雪害 大雪 おおゆき 土砂崩れ どしゃくずれ がけ崩れ 竜巻 たつまき 突風 噴火 落雷 earthquake typhoon flood tsunami',
  'keeping-a-pet': 'ペット ぺっと pet',
}

export const situationWords: ReadonlyMap<LifeSituationId, readonly string[]> = new Map(
  Object.entries(said).map(([id, words]) => [id as LifeSituationId, words.split(' ')]),
)
