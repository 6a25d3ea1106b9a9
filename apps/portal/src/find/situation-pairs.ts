import type { LifeSituationId } from '@madoguchi/forms'

/**
 * What only together says that a situation has come: a word of each of the `sets`, such as 屋根 and 壊れた, or 母, トイレ and
 * 行けない. Alone each is a word of many matters. Beside a word of the situation itself (台風, 犬, 介護) each counts, and so do
 * those of `beside`, of which none says enough with the others (給湯器 and 壊れた).
 */
type SituationPairs = {
  readonly sets: readonly (readonly (readonly string[])[])[]
  readonly beside: readonly string[]
}

function list(words: string): readonly string[] {
  return words.trim().split(/\s+/)
}

const house = list(
  '家の中 家の前 家の裏 家 いえ うち おうち お家 自宅 実家 住まい 住宅 住居 家屋 建物 屋根 やね 壁 かべ 外壁 天井 てんじょう 床 ゆか 床上 床下 車庫 カーポート 物置 倉庫 納屋 小屋 塀 ブロック塀 瓦 かわら 瓦屋根 柱 基礎 マンション アパート',
)
const harm = list(
  '壊れた こわれた 壊された 割れた われた 飛んだ とんだ 飛ばされた 流された ながされた 流れた 崩れた くずれた 倒れた たおれた 倒壊 つぶれた 潰れた 傾いた かたむいた ひび ヒビ ひび割れ 亀裂 きれつ ずれた 落ちた おちた 落下 浸かった つかった 浸かり 水が入 水が入った 水が来た 水がきた 水 みず 入った 入ってきた 流れ込んだ 流れこんだ 焼けた やけた 燃えた もえた 焦げた こげた 埋まった 剥がれた はがれた めくれた 外れた 折れた 抜けた 損傷 損害 被害 やられた 住めない すめない 住めなくなった 陥没 泥水 流失 全損 焼け出された めちゃくちゃ',
)
const children = list(
  '子ども 子供 こども 子 赤ちゃん あかちゃん 赤ん坊 あかんぼう ベビー 新生児 乳児 幼児 小学生 中学生 高校生 中学 高校 長男 次男 三男 長女 次女 三女 連れ子 第一子 第二子 第三子 第四子 一人目 二人目 三人目 四人目 ふたりめ さんにんめ 双子 ふたご 娘 むすめ 息子 むすこ 孫 まご 児童 里子 養子 兄弟 きょうだい child children childcare kids baby',
)
const elders = list(
  '母 父 親 はは ちち おや お母さん お父さん おかあさん おとうさん お母ちゃん お父ちゃん 祖母 祖父 おばあちゃん おじいちゃん ばあちゃん じいちゃん おばあさん おじいさん ばあさん じいさん 婆さん 爺さん 義母 義父 姑 舅 両親 高齢者 高齢 年寄り 老人 としより 主人 妻 夫 家内 旦那 配偶者',
)
const babies = list(
  '赤ちゃん あかちゃん 赤ん坊 あかんぼう 子ども 子供 こども 子 ベビー 新しい命 第一子 第二子 第三子 二人目 三人目 双子',
)

export const situationPairs: ReadonlyMap<LifeSituationId, SituationPairs> = new Map<LifeSituationId, SituationPairs>([
  [
    'hit-by-disaster',
    {
      sets: [[house, harm]],
      beside: list(
        '雨 崖 がけ 部屋 玄関 ベランダ 窓 まど 窓ガラス ガラス 雨どい 家財 家具 家電 畳 外構 店 工場 給湯器 浄化槽 台所 門 庭 離れ ソーラーパネル 1階 一階 2階 二階 川の水 雨漏り あまもり 泥 泥だらけ 応急 会社 勤め先 保険会社 保険金 ダメになった だめになった ひっくり返った 破損 ひがい',
      ),
    },
  ],
  [
    'keeping-a-pet',
    {
      sets: [],
      beside: list(
        '飼う 飼った 飼い 飼い始めた 飼いたい 飼って 飼育 かう かった かいはじめ かいました 買う 買った 買い 買って 購入 もらった もらい もらって 貰った 迎えた 迎え 迎えました 迎える むかえた お迎え 引き取った 引き取り 引き取る ひきとった 引き継いだ 譲り 譲って 譲り受けた ゆずって ゆずり 拾った 来た 来ました きた きました 産んだ 生まれた 増えた 登録 とうろく 届け 届出 とどけ 引っ越し 引っ越した ひっこし 札 迷子札 予防注射 よぼうちゅうしゃ 注射 注射済票 里親 譲渡 何匹 飼い主 飼主 所有者 住所変更 ペットショップ ブリーダー 保健所 ホームセンター 譲渡会 license',
      ),
    },
  ],
  [
    'raising-children',
    {
      sets: [
        [
          children,
          list(
            '手当 手当て てあて allowance お金 おかね もらえる もらえます もらう もらいたい 支給 給付 給付金 万円 受給者 受取人 毎月 生まれた 産まれた うまれた 産んだ 出産 誕生 育てる 育てて 育てている 暮らし 暮らして そだてて 引き取った',
          ),
        ],
      ],
      beside: [],
    },
  ],
  [
    'needs-care',
    {
      sets: [
        [
          elders,
          list(
            '歩けない 歩けなく あるけない 歩けなくなった 立てない 動けない 起きられない 起きれない 着替えられない 食べられない ボケた ボケて ボケてきた ぼけた ぼけて ぼけてきた 痴呆 物忘れ 忘れっぽい 認知 脳梗塞 麻痺 まひ 半身 後遺症 介助 看て 看る 介抱 世話 せわ 骨折 手すり てすり 車いす 車椅子 くるまいす 足腰 足が弱って 転倒 転んで 暮らせない 暮らせなく',
          ),
        ],
        [
          elders,
          list(
            'お風呂 風呂 ふろ おふろ 入浴 トイレ といれ おむつ オムツ 着替え 食事 ごはん 歩く あるく 歩き 立つ 起きる 生活 家事 買い物',
          ),
          list(
            'できない できなく できん いけない 行けない 行けなく 行けん 入れない 入れなく はいれない 無理 大変 つらい しんどい 困難 難しい むずかしい 手伝い 介助 一人では ひとりでは 替え',
          ),
        ],
      ],
      beside: list(
        '使いたい 使う 使える 使い方 頼みたい 頼む 頼める 頼み 来てほしい 入りたい 入れたい 行きたい 行かせたい 通わせたい 通いたい 借りたい 借りる レンタル 一人で ひとりで 等級 段階 診断された 出歩く リハビリ 看病 面倒 見守り 杖 つえ ベッド 施設 老老 退院 退院した 退院後 入院 入院中 心配 一人暮らし 独り暮らし ひとり暮らし',
      ),
    },
  ],
  [
    'expecting-a-child',
    {
      sets: [[babies, list('お腹 おなか 授かった 授かり さずかった できた 出来た 予定日')]],
      beside: list(
        '給付 給付金 健診 診断された 陽性 心拍 週目 わかった 予定日 病院 産院 クリニック 言われた 言われました',
      ),
    },
  ],
])
