import type { LeadPlace } from './lead-places.ts'

/**
 * What people look for here and this portal does not have, and whose matter it is. A procedure that this portal gets is
 * found before any of these. `basis` is the law that says whose matter it is; a topic whose law leaves it to several
 * offices names the one where a citizen begins. `leadsAsOf` is the day on which this was written down: nobody has compared
 * it with the texts of the laws or opened the offices' sites since (docs/open-ends.md).
 */
export const leadsAsOf = '2026-11-30'

/**
 * `title` is what the page calls it; `words` are other names and readings of it. `procedure` has the whole matter: where it
 * is here, nobody is told that it is not.
 */
export type Lead = {
  readonly title: string
  readonly place: LeadPlace
  readonly basis: string
  readonly words: readonly string[]
  readonly procedure?: string
  /** What is said of many matters, and is of this one only beside, or only without, something else. */
  readonly ambiguous?: readonly Ambiguous[]
}

/** Words that count where one of `beside` stands among what was typed, if any is named, and none of `without`. */
type Ambiguous = {
  readonly words: readonly string[]
  readonly beside: readonly string[]
  readonly without: readonly string[]
}

/** What is lost, and bites, and is no person. */
const animalNames =
  '犬 いぬ イヌ わんちゃん ワンちゃん わんこ 猫 ねこ ネコ にゃん ペット インコ 文鳥 オウム うさぎ ウサギ ハムスター フェレット 亀 dog cat'.split(
    ' ',
  )
const personNames =
  '母 父 親 祖母 祖父 夫 妻 主人 旦那 おばあちゃん おじいちゃん ばあちゃん じいちゃん 子ども 子供 こども 息子 娘 家族 認知症 高齢者 老人 兄 姉 弟 妹'.split(
    ' ',
  )
const partnerNames = '夫 妻 主人 旦那 嫁 彼氏 彼女 恋人 パートナー 配偶者'.split(' ')
const bicycleNames = '自転車 じてんしゃ チャリ バイク 原付'.split(' ')

function ambiguous(
  words: string,
  of: { readonly beside?: readonly string[]; readonly without?: readonly string[] },
): Ambiguous {
  return { words: words.split(' '), beside: of.beside ?? [], without: of.without ?? [] }
}

function lead(place: LeadPlace, title: string, basis: string, words: string): Lead {
  return { title, place, basis, words: words.split(' ') }
}

/** Those of a portal that has these procedures. */
export function listLeads(procedures: ReadonlySet<string>): readonly Lead[] {
  return leads.filter(({ procedure }) => procedure === undefined || !procedures.has(procedure))
}

const leads: readonly Lead[] = [
  {
    ...lead(
      'municipality',
      '予防接種',
      '予防接種法5条',
      'よぼうせっしゅ コロナワクチン インフルエンザ インフル 接種券 vaccine',
    ),
    ambiguous: [ambiguous('予防接種 予防注射 よぼうちゅうしゃ ワクチン わくちん', { without: animalNames })],
  },
  lead(
    'municipality',
    '検診・健康診査',
    '健康増進法19条の2、母子保健法12条',
    '検診 がん検診 健康診断 健康診査 健診 乳幼児健診 けんしん 人間ドック',
  ),
  {
    ...lead(
      'municipality',
      '妊娠の届出・母子健康手帳',
      '母子保健法15条、16条',
      '妊娠 妊娠届 にんしん 母子手帳 母子健康手帳 ぼしてちょう 妊婦 妊婦健診 赤ちゃんができた pregnancy pregnant',
    ),
    procedure: 'pregnancy-notification',
  },
  lead('municipality', '住民票', '住民基本台帳法12条', 'じゅうみんひょう 住民票の写し'),
  lead(
    'municipality',
    '転入・転居・転出の届出',
    '住民基本台帳法22条、23条、24条',
    '転入届 転居届 転出届 転出 転居 転入 引っ越してきた ひっこしてきた てんにゅうとどけ てんきょとどけ てんしゅつとどけ 引っ越し ひっこし 住所変更 世帯主変更 世帯分離 世帯を分けたい',
  ),
  lead(
    'municipality',
    '印鑑登録・印鑑証明',
    '各市区町村の条例',
    '印鑑登録 印鑑証明 印鑑 印鑑登録証明書 いんかんしょうめい いんかんとうろく はんこ 実印',
  ),
  lead(
    'municipality',
    '戸籍・出生・婚姻・離婚・死亡の届出',
    '戸籍法10条、49条、74条、76条、86条',
    '戸籍 戸籍謄本 戸籍抄本 こせき こせきとうほん 出生届 婚姻届 婚姻 結婚 離婚届 離婚 死亡届 死亡 入籍 しゅっしょうとどけ こんいんとどけ りこん りこんとどけ しぼうとどけ けっこん 亡くなった 亡くなりました なくなりました 火葬 養子縁組 本籍 ほんせき 苗字 名字 氏名変更 戸籍の附票 附票 死産 死産届 しざん',
  ),
  lead('municipality', '犬の死亡の届出', '狂犬病予防法4条', '犬が死んだ 犬の死亡 犬が亡くなった ペットが死んだ'),
  lead(
    'municipality',
    '犬の住所や飼い主の変更の届出',
    '狂犬病予防法4条',
    '犬の飼い主の住所変更 犬の飼い主の変更 犬の登録事項の変更',
  ),
  lead(
    'municipality',
    '猫やペットの相談',
    '動物の愛護及び管理に関する法律9条',
    '猫 ねこ ネコ 子猫 野良猫 ペットの火葬 猫の登録 cat',
  ),
  lead(
    'municipality',
    'ごみ・リサイクル',
    '廃棄物の処理及び清掃に関する法律6条の2',
    '収集日 ごみ ゴミ 粗大ごみ ごみの日 燃えるごみ 不燃ごみ そだいごみ 資源ごみ リサイクル りさいくる 不用品 捨てたい ごみ出し garbage trash',
  ),
  lead(
    'municipality',
    '水道・下水道',
    '水道法6条、下水道法3条',
    '水道 すいどう 水道料金 下水道 げすいどう 水漏れ 断水 水道管 漏水 開栓 閉栓 水が出ない',
  ),
  lead(
    'municipality',
    '保育園・幼稚園・学童保育',
    '子ども・子育て支援法20条、児童福祉法24条',
    '保育園 保育所 ほいくえん ほいくしょ 保育 幼稚園 ようちえん 認定こども園 こども園 学童保育 学童 がくどう 待機児童 一時保育',
  ),
  lead(
    'municipality',
    '小学校・中学校',
    '学校教育法施行令5条、学校教育法19条',
    '小学校 中学校 入学 転校 就学援助 給食費 しょうがっこう てんこう',
  ),
  lead(
    'municipality',
    '国民健康保険',
    '国民健康保険法3条、9条',
    '国民健康保険 国保 こくほ こくみんけんこうほけん 健康保険 保険証 限度額適用認定証 高額療養費 出産育児一時金 出産一時金 出産費用',
  ),
  lead('municipality', '後期高齢者医療', '高齢者の医療の確保に関する法律48条', '後期高齢者医療 後期高齢者'),
  lead(
    'insurer',
    '火災保険・地震保険',
    '保険法2条',
    '火災保険 かさいほけん 地震保険 じしんほけん 家財保険 損害保険 保険証券',
  ),
  lead('municipality', '介護保険料', '介護保険法129条', '介護保険料 かいごほけんりょう'),
  lead(
    'municipality',
    '児童扶養手当・ひとり親の支援',
    '児童扶養手当法4条、6条',
    '児童扶養手当 ひとり親 一人親 ひとりおや 母子家庭 父子家庭 シングルマザー じどうふようてあて 母子手当',
  ),
  lead(
    'municipality',
    '障害のある方の手帳と支援',
    '身体障害者福祉法15条、障害者の日常生活及び社会生活を総合的に支援するための法律19条',
    '障害者手帳 しょうがいしゃてちょう 身体障害 身体障害者手帳 療育手帳 精神障害者保健福祉手帳 自立支援医療 障害福祉サービス 特別児童扶養手当 障害者',
  ),
  lead('municipality', '生活保護', '生活保護法19条', '生活保護 せいかつほご 生活困窮 生活に困っている'),
  lead('municipality', '医療費の助成', '各市区町村の条例', '医療費助成 子ども医療費 医療費 いりょうひじょせい マル福'),
  lead(
    'municipality',
    '市区町村の税',
    '地方税法5条',
    '市民税 住民税 固定資産税 課税証明書 課税証明 納税証明書 納税証明 所得証明 非課税証明書 軽自動車税 市税 じゅうみんぜい しみんぜい こていしさんぜい 税金 ぜいきん ふるさと納税',
  ),
  lead('municipality', '公営住宅', '公営住宅法3条', '市営住宅 県営住宅 公営住宅 都営住宅 しえいじゅうたく'),
  lead(
    'municipality',
    '図書館・公共の施設',
    '図書館法10条、地方自治法244条',
    '図書館 としょかん 公民館 体育館 プール 児童館 じどうかん',
  ),
  lead('passport', 'パスポート', '旅券法3条', 'パスポート ぱすぽーと 旅券 りょけん 海外旅行 passport'),
  lead(
    'police',
    '運転免許',
    '道路交通法84条',
    '運転免許 運転免許証 免許 免許証 うんてんめんきょ めんきょ 免許更新 免許返納 国際免許 driver license',
  ),
  lead('police', '車庫証明', '自動車の保管場所の確保等に関する法律4条', '車庫証明 しゃこしょうめい'),
  lead(
    'police',
    '落とし物',
    '遺失物法4条',
    '落とし物 落し物 おとしもの 財布を落とした 遺失物 忘れ物 わすれもの 財布 さいふ lost',
  ),
  lead(
    'pension',
    '年金',
    '国民年金法16条、日本年金機構法27条',
    '年金 ねんきん 国民年金 厚生年金 遺族年金 障害年金 老齢年金 年金受給 年金手帳 ねんきん定期便 pension',
  ),
  lead(
    'tax',
    '国の税金',
    '国税通則法17条、所得税法120条',
    '確定申告 かくていしんこく 医療費控除 所得税 しょとくぜい 相続税 そうぞくぜい 贈与税 消費税 住宅ローン控除 還付金 e-Tax イータックス インボイス 源泉徴収票 青色申告 還付申告 ふるさと納税の申告 地震保険料控除 生命保険料控除 年末調整',
  ),
  lead(
    'work',
    '仕事さがし・雇用保険',
    '職業安定法8条、雇用保険法15条',
    '失業保険 しつぎょうほけん 雇用保険 失業手当 失業 失業給付 ハローワーク はろーわーく 仕事 しごと 求人 転職 仕事を探している 仕事探し 仕事が見つからない 求職 離職 離職票 介護離職 育児休業給付金 育児休業 育休 介護休業給付金 介護休業 職業訓練 job',
  ),
  lead(
    'legal',
    '登記',
    '不動産登記法6条、商業登記法1条の3',
    '登記 とうき 不動産登記 相続登記 法人登記 商業登記 会社設立 登記簿謄本 登記事項証明書',
  ),
  lead(
    'immigration',
    '在留の手続',
    '出入国管理及び難民認定法20条、22条',
    '在留カード 在留資格 ビザ 永住 永住許可 ざいりゅうかーど visa',
  ),
  lead(
    'card',
    'マイナンバーカード',
    '行政手続における特定の個人を識別するための番号の利用等に関する法律16条の2、17条',
    'マイナンバーカード マイナンバー マイナカード 個人番号カード 個人番号 通知カード マイナ保険証',
  ),
  lead(
    'vehicle',
    '自動車の検査と登録',
    '道路運送車両法4条、58条',
    '車検 しゃけん 自動車 自動車登録 名義変更 ナンバープレート 廃車',
  ),
  lead(
    'health-insurance',
    '勤め先の健康保険',
    '健康保険法4条、99条',
    '傷病手当金 傷病手当 出産手当金 出産手当 協会けんぽ けんぽ 健康保険組合 任意継続',
  ),
  lead('post', '郵便', '日本郵便株式会社法4条', '郵便 郵便物 転送 郵便局 ゆうびん 転居届の郵便'),
  {
    ...lead(
      'animals',
      '犬や猫の迷子、かみ傷、鳴き声、ふん',
      '動物の愛護及び管理に関する法律25条、35条、狂犬病予防法6条',
      '迷い犬 迷子の犬 迷子犬 犬が迷子 犬が逃げた 犬がいなくなった 犬が行方不明 野良犬 のら犬 のらいぬ 迷い猫 犬に噛まれた 犬にかまれた 犬が噛んだ 犬が吠えて 犬が吠える 犬がうるさい 犬の鳴き声 犬のふん 犬のフン 犬の糞 猫に噛まれた',
    ),
    ambiguous: [
      ambiguous(
        '迷子 まいご 行方不明 ゆくえふめい おらん おらんくなった おらんようになった 逃げた にげた 逃げ出した 脱走 脱走した いなくなった 居なくなった 帰ってこない 戻ってこない 噛まれた かまれた 吠える 鳴き声 糞 フン',
        { beside: animalNames },
      ),
    ],
  },
  {
    ...lead(
      'police-help',
      '行方不明の人、迷子',
      '行方不明者発見活動に関する規則6条、警察官職務執行法3条',
      '行方不明者 行方不明者届 捜索願 そうさくねがい 家出 いえで 失踪 しっそう 徘徊SOS 徘徊していなくなった 徘徊して帰ってこない 迷子の子ども 人探し',
    ),
    ambiguous: [
      ambiguous('迷子 まいご 行方不明 ゆくえふめい', { without: [...animalNames, ...bicycleNames] }),
      ambiguous(
        'いなくなった 居なくなった おらんくなった おらんようになった 帰ってこない 帰ってきません 戻ってこない 見つからない 連絡がとれない',
        {
          beside: personNames,
          without: animalNames,
        },
      ),
    ],
  },
  lead(
    'prefecture',
    '野鳥や家畜の病気',
    '家畜伝染病予防法13条、鳥獣の保護及び管理並びに狩猟の適正化に関する法律78条の2',
    '鳥インフルエンザ 鳥インフル とりいんふるえんざ 鳥が死んでいる 野鳥が死んでいる 豚熱 口蹄疫',
  ),
  lead(
    'municipality',
    '選挙・投票',
    '公職選挙法5条、48条の2',
    '選挙 せんきょ 投票 とうひょう 期日前投票 不在者投票 投票所 投票用紙 投票所入場券 選挙管理委員会 選挙人名簿 election',
  ),
  lead(
    'municipality',
    '墓地・改葬',
    '墓地、埋葬等に関する法律5条、10条',
    'お墓 墓 おはか 墓地 墓じまい はかじまい 改葬 納骨 霊園 墓を移したい 火葬場',
  ),
  lead(
    'municipality',
    '避難所・避難の情報・防災',
    '災害対策基本法49条の4、49条の7、60条',
    '避難所 ひなんじょ 避難場所 避難指示 避難勧告 避難情報 避難ビル 津波避難ビル 避難する場所 ハザードマップ 浸水想定区域 防災無線 防災マップ 防災訓練 給水所',
  ),
  lead(
    'fire',
    '火事の通報・救急',
    '消防法24条、消防組織法6条',
    '消防 消防署 しょうぼうしょ 救急車 きゅうきゅうしゃ 119番 火事の通報 火事を見つけた 近所で火事 近くで火事 近所が火事 火災の通報 火事です',
  ),
  lead(
    'power',
    '停電',
    '電気事業法26条',
    '停電 ていでん 計画停電 電気がつかない 電気が来ない 停電の復旧 電線が切れた 電柱が倒れた',
  ),
  lead(
    'weather',
    '天気、地震、津波の情報',
    '気象業務法11条、13条',
    '天気 天気予報 津波警報 津波注意報 大雨警報 大雨注意報 特別警報 地震速報 緊急地震速報 地震情報 地震の震度 震度速報 台風情報 台風の進路 余震情報',
  ),
  lead(
    'court',
    '成年後見',
    '民法7条、11条、15条',
    '成年後見 せいねんこうけん 成年後見人 後見人 こうけんにん 任意後見 家庭裁判所 相続放棄',
  ),
  lead(
    'child-guidance',
    '児童虐待・子どもの相談',
    '児童虐待の防止等に関する法律6条、児童福祉法12条',
    '虐待 ぎゃくたい 児童虐待 子どもの虐待 児童相談所 じどうそうだんじょ 児相',
  ),
  {
    ...lead(
      'police',
      '自転車の防犯登録・盗難',
      '自転車の安全利用の促進及び自転車等の駐車対策の総合的推進に関する法律12条、警察法2条',
      '防犯登録 ぼうはんとうろく 自転車の防犯登録 自転車が盗まれた 自転車を盗まれた 自転車の盗難',
    ),
    ambiguous: [
      ambiguous('盗難 とうなん 盗難届 被害届 盗まれた ぬすまれた 盗られた とられた', { beside: bicycleNames }),
    ],
  },
  {
    ...lead(
      'police-help',
      '盗難・空き巣・犯罪の被害',
      '警察法2条、犯罪捜査規範61条',
      '泥棒 どろぼう 空き巣 あきす 空き巣に入られた 万引き まんびき ひったくり スリ 置き引き 車上荒らし 強盗 ストーカー つきまとい 痴漢 ちかん 脅迫 脅された ひき逃げ 当て逃げ 不審者 110番 #9110',
    ),
    ambiguous: [
      ambiguous('盗難 とうなん 盗難届 被害届 盗まれた ぬすまれた 盗られた', { without: bicycleNames }),
      ambiguous('殴られた なぐられた 暴行', { without: partnerNames }),
    ],
  },
  lead(
    'consumer',
    '消費生活・詐欺の相談',
    '消費者安全法8条、10条',
    '消費生活 消費生活センター 消費者センター 消費者相談 詐欺 さぎ 詐欺にあった だまされた 悪質商法 クーリングオフ 架空請求 訪問販売 還付金詐欺 オレオレ詐欺 不審な電話 怪しい電話',
  ),
  {
    ...lead(
      'violence',
      '配偶者などからの暴力の相談',
      '配偶者からの暴力の防止及び被害者の保護等に関する法律3条',
      'DV ディーブイ DV相談 ドメスティックバイオレンス 家庭内暴力 モラハラ',
    ),
    ambiguous: [ambiguous('殴られた なぐられた 殴られる 暴力 ぼうりょく 暴行', { beside: partnerNames })],
  },
  lead(
    'municipality',
    '災害のあとの住まい・見舞金',
    '災害救助法4条、災害弔慰金の支給等に関する法律3条、10条',
    '仮設住宅 かせつじゅうたく 応急仮設住宅 みなし仮設 応急修理 住宅の応急修理 災害弔慰金 災害見舞金 災害援護資金',
  ),
  lead(
    'municipality',
    '放置自転車・駐輪場',
    '自転車の安全利用の促進及び自転車等の駐車対策の総合的推進に関する法律5条、6条',
    '放置自転車 撤去された自転車 駐輪場 ちゅうりんじょう 駐輪 自転車置き場',
  ),
  lead(
    'municipality',
    '不妊治療・不育症の助成',
    '各都道府県・市区町村の要綱',
    '不妊 ふにん 不妊治療 ふにんちりょう 不妊検査 不育症 妊活',
  ),
  lead(
    'municipality',
    '道路・街灯・公園',
    '道路法16条、42条、都市公園法2条の3',
    '道路 どうろ 道路の穴 道路の陥没 街灯 街路灯 防犯灯 公園 こうえん 側溝',
  ),
  lead('municipality', '空き家', '空家等対策の推進に関する特別措置法4条', '空き家 空家 あきや'),
  lead(
    'municipality',
    'し尿のくみ取り、浄化槽の清掃',
    '廃棄物の処理及び清掃に関する法律6条の2、浄化槽法5条',
    'し尿 しにょう 汲み取り くみ取り 浄化槽の清掃',
  ),
]
