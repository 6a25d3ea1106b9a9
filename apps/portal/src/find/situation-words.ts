import type { LifeSituationId } from '@madoguchi/forms'

/** How people say what happened to them, with readings: each procedure of a situation is found by them. */
const said: Readonly<Partial<Record<LifeSituationId, string>>> = {
  'expecting-a-child':
    '出産予定 出産予定日 ぼしけんこうてちょう にんぷけんしん 産婦 妊産婦 妊娠 にんしん 妊婦 赤ちゃんができた あかちゃんができた おめでた 身ごもった 身ごもりました 身ごもり 身籠った 身籠りました 懐妊 ご懐妊 かいにん 妊婦になった 妊娠発覚 検査薬が陽性 妊娠反応 胎児 胎嚢 臨月 安定期 プレママ ママになる ママになります パパになる パパになります 母になる 父になる お母さんになる お父さんになる 帽子手帳 母子手張 母子手長 ぼしけんこう 任娠 妊振 赤ちゃんが来る 赤ちゃんがくる 産婦人科で妊娠 お産 havingababy expectingababy duedate maternity motherandchildhandbook 心拍確認 心拍が確認できた pregnant pregnancy',
  'child-born':
    '生まれた うまれた 生まれました うまれました 生まれて 産まれた 産まれました 産まれたら 生まれたら 赤ちゃん あかちゃん 赤ん坊 出産 しゅっさん 出生 新生児 baby',
  'raising-children':
    '子育て こそだて 育児 子どもを育てる 子どもを育てている 自動手当 児動手当 児童手合 児童手当金 児童給付 児童給付金 子ども給付金 子供給付金 子育て給付金 特例給付 乳幼児手当 子供の手当 こどもてあて 出生後15日 childbenefit childrenallowance childcareallowance',
  'moved-in': '引っ越し 引っこし ひっこし 引っ越してきた ひっこしてきた 転入 てんにゅう moving',
  'moving-out': '引っ越し 引っこし ひっこし 転出',
  'needs-care':
    '主治医意見書 認定調査 ケアプラン 訪問看護 訪問入浴 ショートステイ デイケア グループホーム 老健 福祉用具 住宅改修 地域包括支援センター 包括支援センター 立てなくなった 動けなくなった 起き上がれない お風呂に入れない お風呂に入れなくなった 入浴できない 着替えられない 物忘れ ものわすれ 徘徊 はいかい 介護ベッド 車いすを借りたい 介護 かいご 寝たきり ねたきり アルツハイマー 認知症 にんちしょう 痴呆 ちほう レビー小体 介護疲れ 介護に疲れた 老老介護 在宅介護 遠距離介護 自宅で介護 介護保険被保険者証 要会後 要会護 要介後 養介護 洋介護 会後認定 要介護人定 介護人定 要支縁 ようかいご ねたきり ヘルパ 家事援助 生活援助 身体介護 通所介護 通所リハビリ 訪問リハビリ 訪問リハ 小規模多機能 サ高住 サービス付き高齢者 有料老人ホーム 介護医療院 介護老人保健施設 施設入所 longtermcare careinsurance elderlycare carelevel nursinghome homehelper caregiver dementia bedridden dayservice ぼけてきた 倒れて介護 歩けなくなった お年寄りの世話 年寄りの世話 care',
  'hit-by-disaster':
    '土石流 地割れ 地滑り 地すべり 地盤沈下 鉄砲水 内水 風水害 床上 床下 ゆかうえ ゆかした 類焼 延焼 焼失 焼け跡 罹災者 被災者 被災家屋 罹災届 被害認定 被害判定 被害の認定 被害の程度 台風被害 地震被害 浸水被害 水害被害 火災被害 風害 理財証明 利災証明 里際 リサイ証明 disaster damagecertificate flooded flooding housefire landslide 線状降水帯 氾濫 はんらん 暴風 ぼうふう 強風 被害認定調査 住家被害 大規模半壊 中規模半壊 準半壊 り災 災害 さいがい 被災 ひさい 地震 じしん 震災 台風 たいふう 大雨 おおあめ 豪雨 水害 すいがい 洪水 こうずい 浸水 しんすい 冠水 津波 つなみ 火事 かじ 火事です 火災 かさい 雪害 大雪 おおゆき 土砂崩れ どしゃくずれ がけ崩れ がけくずれ 竜巻 たつまき 突風 噴火 落雷 雷 かみなり 土砂 裏山 山崩れ 山が崩れた ぼや 小火 壁が焦げた 家が焦げた 瓦が落ちた 瓦が飛んだ 床下に水 床上に水 家に水 家が水 家の中に水 部屋に水 水につかった 水没 高潮 液状化 余震 倒木 全焼 ぜんしょう 半焼 はんしょう もらい火 水浸し みずびたし 雪の重み 雪でつぶれた 雹 ひょうで ひょうが降った earthquake typhoon flood tsunami',
  'keeping-a-pet':
    '注射済票 注射済証 注射済 注射票 済票 集合注射 狂犬病注射 狂犬病予防 狂犬病ワクチン 凶犬病 強犬病 犬の投録 犬の搭録 犬の登禄 わんわん ワン公 ワンワン 雑種 紀州犬 甲斐犬 北海道犬 四国犬 土佐犬 ドーベルマン ボクサー犬 セントバーナード ダルメシアン サモエド マルプー チワックス ポメ ポメプー ヨーキー ジャックラッセル テリア ペキニーズ イタグレ キャバリア スピッツ バーニーズ 闘犬 猟犬 rabies doglicense dogtag 大型犬 中型犬 小型犬 成犬 ペット ぺっと pet 柴犬 しばいぬ 秋田犬 豆柴 プードル トイプードル ダックス ダックスフンド トイプー ミックス犬 雑種犬 ダックスフント ミニチュアダックス チワワ ポメラニアン シーズー マルチーズ コーギー パピヨン ビーグル シュナウザー ヨークシャーテリア ブルドッグ フレンチブルドッグ パグ ラブラドール ゴールデンレトリバー レトリーバー シェパード ハスキー ボーダーコリー 犬と暮らす 犬と暮らし始めた 犬と住む',
}

export const situationWords: ReadonlyMap<LifeSituationId, readonly string[]> = new Map(
  Object.entries(said).map(([id, words]) => [id as LifeSituationId, words.split(' ')]),
)
