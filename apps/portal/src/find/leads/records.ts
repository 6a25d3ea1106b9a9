import { animalNames, type Lead, makeAmbiguous, makeLead, personNames } from './lead.ts'

/** What a town keeps of its people: where they live, whose family they are, who votes. */
export const leadsOfRecords: readonly Lead[] = [
  makeLead(
    'municipality',
    { title: '住民票', basis: '住民基本台帳法12条' },
    'じゅうみんひょう 住民票の写し 住民票コード 住民票の除票 除票 記載事項証明 住民票記載事項証明書 residencecertificate',
  ),
  makeLead(
    'municipality',
    { title: '転入・転居・転出の届出', basis: '住民基本台帳法22条、23条、24条、25条' },
    `転入届 転居届 転出届 転人届 転出 転居 転入 引っ越してきた ひっこしてきた てんにゅうとどけ てんきょとどけ てんしゅつとどけ 引っ越し ひっこし 住所変更 住所が変わった 住所を変えた 転出証明書
    世帯主変更 世帯主の変更 世帯主を変えたい 世帯分離 世帯合併 世帯を分けたい 市内で引っ越した 市内転居 市外へ引っ越す 県外に引っ越す 海外転出 海外に引っ越す 搬家 住所を移し 越してきた 越してきます 越します 引っ越します じゅうしょへんこう mudança`,
  ),
  makeLead(
    'municipality',
    { title: '印鑑登録・印鑑証明', basis: '各市区町村の条例' },
    '印鑑登録 印鑑証明 印鑑 印鑑登録証明書 印鑑登録証 印鑑カード いんかんしょうめい いんかんとうろく いんかんカード 印かん証明 印かん はんこ ハンコ登録 実印 seal',
  ),
  {
    ...makeLead(
      'municipality',
      { title: '戸籍・出生・婚姻・離婚・死亡の届出', basis: '戸籍法10条、49条、74条、76条、86条' },
      `戸籍 戸籍謄本 戸籍抄本 こせき こせきとうほん 除籍 除籍謄本 改製原戸籍 出生届 出生の届け 婚姻届 婚姻 結婚 離婚届 離婚 死亡届 死亡 入籍 しゅっしょうとどけ しゅっせいとどけ こんいんとどけ りこん りこんとどけ
    しぼうとどけ けっこん 亡くなった 亡くなりました 亡くした 息を引き取 永眠 他界 死去 おくやみ 身内の不幸 葬式 葬儀 おそうしき 火葬 火葬許可 養子縁組 養子離縁 認知届 本籍 本籍地 本籍地を ほんせき 転籍 分籍 苗字 名字 旧姓 氏名変更
    戸籍の附票 附票 死産 死産届 しざん 流産 流産した 戸籍のフリガナ 名前のフリガナ 名前の読み方を 氏名の振り仮名 不受理申出 改名 结婚 离婚 casamento marriage divorce`,
    ),
    ambiguous: [
      makeAmbiguous('がなくなりました がなくなった がなくなって が死んだ が死にました', {
        beside: personNames,
        without: animalNames,
      }),
    ],
  },
  makeLead(
    'card',
    {
      title: 'マイナンバーカード',
      basis: '行政手続における特定の個人を識別するための番号の利用等に関する法律16条の2、17条',
    },
    `マイナンバーカード マイナンバー マイナカード 個人番号カード 個人番号 通知カード マイナ保険証 マイナンバーカードの暗証番号 マイナカードの住所 カードの読み取り 暗証番号 電子証明書 電子証明書の更新 住基カード マイナポイント 顔認証マイナンバーカード
    個人番号通知書 カードの暗証番号 カードの受け取り mynumber`,
  ),
  makeLead(
    'passport',
    { title: 'パスポート', basis: '旅券法3条' },
    'パスポート ぱすぽーと 旅券 りょけん 海外旅行 パスポートセンター 渡航 passport',
  ),
  makeLead(
    'immigration',
    { title: '在留の手続', basis: '出入国管理及び難民認定法20条、22条' },
    '在留カード 在留資格 在留期間 在留 在留更新 ビザ 永住 永住許可 永住権 ざいりゅうかーど ざいりゅう 入管 再入国 難民申請 技能実習 特定技能 签证 簽證 在留卡 비자 visto visa residencecard immigration',
  ),
  makeLead(
    'legal',
    { title: '国籍・帰化', basis: '国籍法3条、4条、14条' },
    '帰化 きか 国籍 国籍の取得 国籍選択 二重国籍 日本国籍',
  ),
  makeLead(
    'municipality',
    { title: '外国人の暮らしの相談・日本語の教室', basis: '日本語教育の推進に関する法律5条' },
    '日本語教室 日本語を習いたい 日本語の勉強 にほんごきょうしつ にほんごの べんきょう 日本語を勉強したい 国際交流 国際交流協会 多文化共生 外国人相談 外国人住民 外国語の相談 やさしい日本語 通訳 つうやく japaneseclass',
  ),
  makeLead(
    'municipality',
    { title: '選挙・投票', basis: '公職選挙法5条、48条の2' },
    '選挙 せんきょ 投票 とうひょう 期日前投票 不在者投票 投票所 投票用紙 投票所入場券 選挙管理委員会 選挙人名簿 在外選挙 立候補 選挙権 election vote',
  ),
  makeLead(
    'municipality',
    { title: '議会・請願', basis: '地方自治法124条' },
    '議会の傍聴 議会 市議会 町議会 市議会議員 陳情 請願 市長への手紙 パブリックコメント 意見公募',
  ),
  makeLead(
    'municipality',
    { title: '情報公開', basis: '各市区町村の条例' },
    '情報公開 情報公開請求 公文書 公文書開示 個人情報の開示',
  ),
  makeLead(
    'municipality',
    { title: '国勢調査などの統計', basis: '統計法5条' },
    '国勢調査 統計調査 統計 こくせいちょうさ',
  ),
  makeLead(
    'municipality',
    { title: '自治会・町内会', basis: '地方自治法260条の2' },
    '自治会 町内会 じちかい ちょうないかい 回覧板 認可地縁団体 地縁団体 自治会長 町会',
  ),
  makeLead(
    'municipality',
    { title: 'パートナーシップの宣誓', basis: '各市区町村の条例・要綱' },
    'パートナーシップ宣誓 パートナーシップ制度 パートナーシップ 同性 同性カップル LGBT',
  ),
  makeLead(
    'municipality',
    { title: '移住・定住の支援', basis: '各市区町村の要綱' },
    '移住 移住支援 移住支援金 定住 Uターン 空き家バンク お試し移住 結婚新生活支援 婚活',
  ),
]
