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
