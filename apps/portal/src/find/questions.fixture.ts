/**
 * What people type into 手続をさがす, as they type it, and what is right at the first place: the procedure's id, several
 * where each would do, or `none` and who is asked instead. Written before the search was made to pass it. A right answer
 * of which this checkout has no procedure (妊娠の届出, before there is one) counts as `none:municipality`.
 */
const asked = `
child-allowance-claim: 児童手当|じどうてあて|ジドウテアテ|ｼﾞﾄﾞｳﾃｱﾃ|児童 手当|子ども手当|こども手当|子供手当|児童手当 申請|児童手当認定請求書
child-allowance-claim: 児童手当をもらいたい|子どもが生まれたのですがお金はもらえますか|赤ちゃんが生まれた|あかちゃんが うまれました|子供が産まれたら手当
child-allowance-claim: 児童手当の手続きを教えてください|じどうてあてのしんせいのしかた|児童手当 必要なもの|児童手当はいつまでに出せばいい|子どもが産まれました|子育て お金
child-allowance-claim: 児堂手当|児童手宛|じどてあて|子ども手あて|児童てあて|みほん市 児童手当|みほん市の児童手当|児童手当 あおば市
child-allowance-claim: 第三子 児童手当|三人目が生まれた|高校生 児童手当|公務員をやめた 児童手当|孫が生まれた 手当|出産したらもらえるお金|赤ん坊が生まれた 手当|child allowance|こどもの おかね|児童手当 新規
child-allowance-claim: 子どもの手当てをもらうには|手当 子供|みほん市で児童手当を申し込みたい|児童手当って引っ越したらどうするの|え〜と児童手当をお願いします|にんていせいきゅうしょ 児童手当
dog-registration: 犬|いぬ|イヌ|ｲﾇ|犬の登録|犬登録|いぬのとうろく|犬を飼い始めた|犬を飼いはじめました|犬を飼う|いぬをかう|犬かいはじめた|犬をもらった
dog-registration: 子犬|こいぬ|仔犬をもらいました|わんちゃん|ワンちゃんの登録|ペット|ペットの登録|ペット 届け出|飼い犬|かいいぬ|飼犬の届|鑑札|かんさつ|犬の鑑札がほしい
dog-registration: マイクロチップ|犬 マイクロチップ 登録|狂犬病|きょうけんびょう|狂犬病 注射|狂犬病の予防注射|犬の予防注射|犬の登緑|犬の等録|みほん市 犬|みほん市で犬を登録したい|dog|dog registration|犬の登録をしたいのですがどうすればいいですか
dog-registration: 犬の登録 いくら|犬の引っ越し|保護犬を引き取った|ブリーダーから犬を買った|犬の登録はどこでできますか|愛犬の登録|犬の届け|犬のとどけで
disaster-victim-certificate: 罹災証明|罹災証明書|りさい証明|り災証明|り災証明書|羅災証明|罹災|りさいしょうめい|リサイショウメイ|りさいしょうめいしょ|災害証明|被災証明|被災した|ひさい|災害にあった
disaster-victim-certificate: 地震|じしん|地震で家が壊れた|じしんで いえが こわれた|台風|たいふう|台風で屋根が飛んだ|水害|すいがい|大雨|おおあめ|大雨で床上浸水した|浸水|床上浸水|床下浸水|ゆかうえしんすい|津波|つなみ|津波で家が流された
disaster-victim-certificate: 火事|かじ|火災|火事で家が焼けた|家が燃えた|雪害|大雪で屋根がつぶれた|土砂崩れ|がけ崩れ|竜巻|洪水|川があふれた|家が壊れた|いえがこわれた|家が傾いた|半壊|全壊|一部損壊|屋根が壊れた
disaster-victim-certificate: みほん市 罹災証明|罹災証明書 みほん市|みほん市の罹災証明をとりたい|罹災証明の申請方法|罹災証名書|罹災証明 写真|災害の証明書がほしい|地震の被害の証明|被災者支援金|earthquake|typhoon|flood|さいがい|災害にあったとき
long-term-care-certification: 要介護認定|要介護|ようかいご|ようかいごにんてい|要支援|ようしえん|介護|かいご|カイゴ|介護認定|介護保険|かいごほけん|介護申請|親の介護|親の介護が必要|母の介護が必要になった
long-term-care-certification: 介護が必要になったらどうすればよいか教えてください|介護サービスを使いたい|ヘルパーさんに来てほしい|ヘルパー|ケアマネ|ケアマネジャー|デイサービス|認知症|にんちしょう|ボケてきた 父|寝たきり|ねたきりの母|老人ホームに入りたい
long-term-care-certification: 要介護認定の更新|区分変更|介護度を変えたい|要介護3|要介護度|介護保健|介護認定 みほん市|みほん市 介護|お年寄りの世話|おばあちゃんが歩けなくなった|親が倒れて介護|介護申請のやり方|特養|介護保険の申請|nursing care|かいごにんていのしんせい|特別養護老人ホーム
child-allowance-claim,dog-registration: 引っ越し|引越し|引越|引っこし|ひっこし|ヒッコシ|引っ越してきた|引っ越してきました|ひっこしてきた|引越しの手続き|転入|転入してきた|みほん市に引っ越してきました
pregnancy-notification: 妊娠|にんしん|妊娠した|妊娠しました|妊娠届|母子手帳|母子健康手帳|ぼしてちょう|赤ちゃんができた|妊娠がわかったらどうすればいい
none:municipality: 予防接種|よぼうせっしゅ|赤ちゃんの予防接種|インフルエンザの予防接種|コロナワクチン|子宮頸がん 検診|健康診断|がん検診
none:municipality: 住民票|じゅうみんひょう|住民票の写しがほしい|印鑑証明|印鑑登録|いんかんとうろく|戸籍謄本|こせき|転出届|転入届|転居届|出生届|婚姻届|離婚届|死亡届|父が亡くなった
none:municipality: ごみ|ゴミ|ゴミの日|粗大ごみ|粗大ゴミの出し方|燃えるごみ 曜日|水道|水道の開始|すいどう|下水道|保育園|ほいくえん|保育園に入れたい|保育所 申し込み|幼稚園|学童保育|小学校 入学
none:municipality: 国民健康保険|国保|児童扶養手当|ひとり親 手当|障害者手帳|しょうがいしゃてちょう|生活保護|医療費助成|子ども医療費|市民税|住民税|固定資産税|課税証明書|軽自動車税|市営住宅|図書館|猫|ねこ
none:passport: パスポート|ぱすぽーと|旅券|パスポートの更新|passport|海外旅行 パスポート
none:police: 運転免許|運転免許の更新|うんてんめんきょ|免許証 住所変更|車庫証明|落とし物|財布を落とした|免許返納
none:pension: 年金|ねんきん|年金受給|年金はいつからもらえる|国民年金|厚生年金|遺族年金|障害年金
none:tax: 確定申告|かくていしんこく|医療費控除|相続税|贈与税|所得税|e-tax|インボイス
none:work: 失業保険|雇用保険|ハローワーク|仕事を探したい|育児休業給付金|失業手当|しつぎょうほけん
none:legal: 不動産登記|会社設立|相続登記|法人登記
none:immigration: 在留カード|ビザ|visa|永住許可
none:card: マイナンバーカード|マイナンバーカード 更新|マイナンバーカードをなくした|まいなんばーかーど
none:vehicle: 車検|自動車の名義変更
none:health-insurance: 傷病手当金|協会けんぽ
none:post: 郵便物の転送|郵便 転居
none: 天気|あした雨降る|ラーメン|ワールドカップ|asdfgh|こんにちは|宝くじ|電車の時刻|1+1|ありがとう
none: 警察犬|犬小屋|地震保険|台風情報|介護福祉士|介護休業|出産祝い|愛犬家住宅|ホットドッグ|手当たり次第|火星|大雨警報
child-allowance-claim: 二人目が産まれたので手当の手続きをしたい|じどう手当の申込用紙|子供のお金もらえるやつ|jidouteate|jidou teate|みほん市に住んでいます。先月子どもが生まれました。手当はどこで申請できますか?|双子が生まれた 手当て|里帰り出産 児童手当|児童手当 大学生の兄|こそだてのてあて|児童手当請求|出産後の手続き|赤ちゃん誕生 市役所でやること|児童手当をまだ申請していません
child-allowance-claim: 4人目の子の児童手当の額|子どもが産まれたらもらえるてあて|じどうてあてにんていせいきゅうしょ|kodomo teate|みほん市 子ども手当 申込|息子が生まれました。何をすればいいですか|児童手当の振込先|あかんぼうがうまれた|公務員から転職した 児童手当|児童手当の申請に必要な書類は何ですか|女の子が産まれた|ジドーテアテ|先週むすめが生まれました、手当ください|児童手当はどこに出せばいいですか
child-allowance-claim: 子育てのお金の支援|こどもてあて しんせいしょ|児童手当の手続き方法が知りたい|出産した 市役所 手続き
dog-registration: inu|犬の登録をまだしていない|トイプードルを飼うことになった|わんこ|秋田犬を譲り受けた|いぬの かんさつ|犬を飼ったら市役所に届け出は必要?|inu no touroku|畜犬登録|柴犬 子犬 登録料|迷子札のかわりの鑑札|パグを飼い始めた|ゴールデンレトリバーの登録|保健所から犬を引き取りました
dog-registration: いぬ かった|犬の鑑札をなくしました|知人から子犬をゆずってもらった|わんこの登録ってどうやるの|kyoukenbyou|狂犬病の注射のお知らせが来た|犬を2匹飼っています|飼い犬登録の届出|ペットショップで犬を買った|犬をはじめて飼うのですが何か届け出は要りますか|マルチーズ 登録|犬の登録証|わんちゃん登録|inu wo katta
dog-registration: 母犬が子犬を産んだ
disaster-victim-certificate: 台風19号で床下に水が入った|ぼや|隣の家の火事でうちの壁が焦げた|裏山が崩れて家に土砂が入った|瓦が落ちた 台風|りさいしょーめー|罹災証明もらい方|保険会社に出す罹災証明|家が水につかった|雪の重みでカーポートがつぶれた|risai shoumei|豪雨で家が浸かりました|地震で瓦屋根がずれた|大雨で車庫が水没しました
disaster-victim-certificate: 家が全焼しました|台風で窓ガラスが割れて部屋が水浸し|がけくずれで家が半壊|突風で物置が飛ばされた|りさいしょうめいしょがほしい|罹災届出証明|もらい火で家が燃えた|jishin de ie ga kowareta|みほん市 水害 証明書|床上まで水がきた|雷で家電が壊れた 証明|床下浸水の証明がほしい|地震のあと壁にひびが入った|taifuu
disaster-victim-certificate: 竜巻で屋根が飛ばされた|保険請求に使う罹災証明書|火事にあって証明書が必要
long-term-care-certification: 母が一人でお風呂に入れなくなった|要介護2から3に変えてほしい|デイサービスに通わせたい|おじいちゃんがボケてきて困っている|ヨウカイゴニンテイ|介護の認定をうけたい みほん市|介護ベッドを借りたい|kaigo|父が認知症と診断された|介護認定の更新をしたいです|祖母が転んで寝たきりになった|ケアマネさんに頼みたい|訪問介護を受けるには|youkaigo
long-term-care-certification: 主人が要支援1と言われた|一人暮らしの母の介護|ようかいご1から2にかえたい|介護保険を使うにはどうすればいい|父に介護が必要|認知症の母の介護認定|ホームヘルパーを頼みたい|要介護認定をやりなおしてほしい|おばあちゃんの介護
none: 犬の保険|台風の目|犬の散歩|犬のしつけ教室|火災保険|介護タクシーの運転手になりたい|地震速報|子ども食堂|児童館|津波警報|出産祝いのお返し|介護職員の給料|犬に噛まれた|自転車の防犯登録
none: 成人式|マンホールの蓋がずれている|盲導犬|火事の夢|婚活パーティー|子供服のサイズ|こたつ|熱中症|犬用の服|子犬の育て方|介護のアルバイト|地震の仕組み|台風が来たら学校は休み?|火事場の馬鹿力
none: ペットの火葬|犬と泊まれる宿|赤ちゃんの名付け|出産のお祝い金を友達に贈る|大雨の備え|介護離職|犬の写真コンテスト|子どもの写真館|ハザードマップ|避難所|災害ボランティア|津波の高さ|花火大会|運動会
none: 映画館|手当の計算 残業|犬アレルギー|保険の見直し|犬の美容院|犬の病院|地震の予知|赤ちゃんの服|介護の資格を取りたい|火災報知器|津波注意報は解除されましたか|ペットホテル|犬カフェ|手当たりしだい探す
none:municipality: 出産の費用|出産費用
`

export type AskedQuestion = {
  readonly words: string
  /** Each is right at the first place; empty where nothing here is. */
  readonly right: readonly string[]
  /** Whom to ask instead, as places are called in the table; undefined where nobody can be named. */
  readonly place: string | undefined
  /** Every third of each line: whoever changes the search is shown how many of these fail, never which. */
  readonly isHeldOut: boolean
}

/** The questions for a portal that has these procedures. */
export function listQuestions(procedures: readonly string[]): readonly AskedQuestion[] {
  return asked
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [answer = '', questions = ''] = line.split(/: (.*)/)
      const right = answer.startsWith('none') ? [] : answer.split(',').filter((id) => procedures.includes(id))
      const place = answer.startsWith('none') ? answer.split(':')[1] : right.length === 0 ? 'municipality' : undefined
      return questions.split('|').map((words, index) => ({ words, right, place, isHeldOut: index % 3 === 2 }))
    })
}
