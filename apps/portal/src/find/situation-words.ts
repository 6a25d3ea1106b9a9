import type { LifeSituationId } from '@madoguchi/forms'

/** How people say what happened to them, with readings: each procedure of a situation is found by them. */
const said: Readonly<Partial<Record<LifeSituationId, string>>> = {
  'expecting-a-child':
    '出産予定 出産予定日 ぼしけんこうてちょう にんぷけんしん 産婦 妊産婦 妊娠 にんしん 妊婦 赤ちゃんができた あかちゃんができた おめでた 心拍確認 心拍が確認できた pregnant pregnancy',
  'child-born':
    '生まれた うまれた 生まれました うまれました 生まれて 産まれた 産まれました 産まれたら 生まれたら 赤ちゃん あかちゃん 赤ん坊 出産 しゅっさん 出生 新生児 baby',
  'raising-children': '子育て こそだて 育児 子どもを育てる 子どもを育てている',
  'moved-in': '引っ越し 引っこし ひっこし 引っ越してきた ひっこしてきた 転入 てんにゅう moving',
  'moving-out': '引っ越し 引っこし ひっこし 転出',
  'needs-care':
    '主治医意見書 認定調査 ケアプラン 訪問看護 訪問入浴 ショートステイ デイケア グループホーム 老健 福祉用具 住宅改修 地域包括支援センター 包括支援センター 立てなくなった 動けなくなった 起き上がれない お風呂に入れない お風呂に入れなくなった 入浴できない 着替えられない 物忘れ ものわすれ 徘徊 はいかい 介護ベッド 車いすを借りたい 介護 かいご 寝たきり ねたきり アルツハイマー 認知症 にんちしょう 痴呆 ぼけてきた 倒れて介護 歩けなくなった お年寄りの世話 年寄りの世話 care',
  'hit-by-disaster':
    '線状降水帯 氾濫 はんらん 暴風 ぼうふう 強風 被害認定調査 住家被害 大規模半壊 中規模半壊 準半壊 り災 災害 さいがい 被災 ひさい 地震 じしん 震災 台風 たいふう 大雨 おおあめ 豪雨 水害 すいがい 洪水 こうずい 浸水 しんすい 冠水 津波 つなみ 火事 かじ 火事です 火災 かさい 雪害 大雪 おおゆき 土砂崩れ どしゃくずれ がけ崩れ がけくずれ 竜巻 たつまき 突風 噴火 落雷 雷 かみなり 土砂 裏山 山崩れ 山が崩れた ぼや 小火 壁が焦げた 家が焦げた 瓦が落ちた 瓦が飛んだ 床下に水 床上に水 家に水 家が水 家の中に水 部屋に水 水につかった 水没 高潮 液状化 余震 倒木 全焼 ぜんしょう 半焼 はんしょう もらい火 水浸し みずびたし 雪の重み 雪でつぶれた 雹 ひょうで ひょうが降った earthquake typhoon flood tsunami',
  'keeping-a-pet':
    '注射済票 大型犬 中型犬 小型犬 成犬 ペット ぺっと pet 柴犬 しばいぬ 秋田犬 豆柴 プードル トイプードル ダックス ダックスフンド トイプー ミックス犬 雑種犬 ダックスフント ミニチュアダックス チワワ ポメラニアン シーズー マルチーズ コーギー パピヨン ビーグル シュナウザー ヨークシャーテリア ブルドッグ フレンチブルドッグ パグ ラブラドール ゴールデンレトリバー レトリーバー シェパード ハスキー ボーダーコリー 犬と暮らす 犬と暮らし始めた 犬と住む',
}

export const situationWords: ReadonlyMap<LifeSituationId, readonly string[]> = new Map(
  Object.entries(said).map(([id, words]) => [id as LifeSituationId, words.split(' ')]),
)
