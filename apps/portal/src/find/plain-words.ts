import { foldText } from './fold.ts'
import { readStem, readTyped } from './read-typed.ts'

/** Words that stand in any question about any procedure: they say nothing of which, and stand in nobody's way. */
const words = `
申請 申請書 しんせい しんせいしょ 申し込み 申込 もうしこみ 申し込みたい 申込書 手続 手続き てつづき 届 届け 届出 届け出 とどけ とどけで 届書 登録 とうろく 請求 請求書
せいきゅう せいきゅうしょ 証明 証明書 証 しょうめい しょうめいしょ 書 書類 しょるい 用紙 様式 発行 はっこう 交付 認定 にんてい 受付 窓口 まどぐち 役所 市役所 区役所 役場 しやくしょ 方法 仕方 しかた
やり方 やりかた 必要 必要なもの 場所 期限 期間 料金 費用 手数料 相談 問い合わせ 質問 案内 お金 おかね 金 料 円 年 月 日 歳 才 度 人 時 号 番 回 級
親 父 母 両親 祖父 祖母 夫 妻 息子 娘 子 子ども こども 子供 家族 主人 私 自分 方 件 際 場合 今 先 前 後 中 新規 新しい 更新 変更 取得 再発行 再交付 教えて 教えてください 知りたい 欲しい
紛失 ふんしつ なくした 破損 汚れた 条件 対象 支給 支給日 振込 受給 受け取り 流れ 手順 注意点 時間 名義 被害 ひがい 話 こと
した しました 家 うち 自宅 部屋 隣 近所 したい ほしい もらいたい 出したい 行きたい 受けたい 取りたい いつまで どこ どうすれば いくら ください について です ます お願いします おねがいします
知人 友人 友達 姉 兄 弟 妹 姪 甥 叔母 叔父 旦那 嫁 彼女 彼 男の子 女の子 女 男 本人 代理 代理人 代わり 世帯 住民 市民 皆さん 誰か 何か
先月 先週 今月 今週 来月 来週 昨日 昨夜 昨晩 今日 明日 今年 去年 昨年 来年 最近 今朝 今夜 夜中 午前 午後 平日 土日 毎日 毎月 毎年 突然 急に 初めて 生後 以内 以上 以下 以降 過ぎた 前回 一人 二人 三人 全部 一部 程度
郵送 オンライン ネット スマホ パソコン インターネット 電話 支援 援助 利用 入居 入所 提出 記入 書き方 かきかた 添付 資料 持ち物 詳細 制度 県 市 町 村 国 区
金額 何日 何月 何年 何歳 何週 何人 何回 何ヶ月 週間 日間 年間 か月 ヶ月 きょうだい 長男 次男 三男 長女 次女 三女 連れ子 知り合い 知りあい 義理 親戚 大人 同居 別居 離れて 遠く 近く 一緒 半分 少し 大変 本当 完全 一応 結構 大体 相当 非常 初期 中期 後期 途中 予定 状態 様子 連絡 確認 説明 助けて
義務 罰金 罰則 納得 判定 具体的 現在 以前 当時 至急 早急 複数 両方 片方 担当 担当課 担当者 職員 担当の方 係 課 部署 支所 出張所 本庁 庁舎 法律 条例 規則 決まり ルール 権利 該当 記載 記入例 見本 様式 ダウンロード サイト ホームページ アプリ メール
センチ cm メートル 切り替え 切替 切りかえ 高校生 中学生 小学生 大学生 申込先 提出先 全員 督促 大工 昔 通帳 口座 ひと きて いる 妻の 夫の 私の 産休中 育休中 期日 期間内 年度 年度末 月末 年末 週末 曜日 有無 可能 不可 不明 未定 まだ 一度 二度 再度 改めて 直接 最後 一番 次回 今後 将来 先に 後で 後日 当日 翌日 前日 当方 こちら うちの 我が家 共働き 正式 必須 省略 略称 名称 通称 正しい 間違い 間違えた 違い 済んだ 済み 次 だれが どっち どちら
頭目 匹目 人目 回目 件目 枚目 希望 検討 準備 開始 終了 完了 未提出 未申請 忘れていた 間に合う 遅れた 過ぎ すぎ 書けない 読めない 分からない わからない 困っている 困っています 困った 困り 始める 始めた 始めたい 始まる 外国人 がいこくじん 外国 がいこく 日本 日本人 実家 手帳 最初 まず 夫婦
申请 登记 手续 办理 怎么 怎么办 怎样 我 我的 了 在哪 在哪里 哪里 需要 想 请 认定 증명 신청 등록 어디 어떻게 como onde fazer registro solicitar i am is are my me we our you have has need want get do can where what when and or with from on about please help me new
how to apply application form certificate registration register the for my of a in
`
  .trim()
  .split(/\s+/)

/** What is done in any matter, and how many of what: plain only where such a 漢字 stands without another beside it. */
const single =
  '知教欲困要払貰願始調変決紙書言何誰週匹頭個枚券先各全最第聞見持使頼呼探選忘済次待送戻思考違同別急早遅多可無有毎春夏秋冬朝昼焦悩迷嬉怒泣取行帰辞込'

/** Whether a plain word is one only where it stands alone: 入 of 入りたい, and not of 入学. */
export const loneWords: ReadonlySet<string> = new Set(Array.from(single, foldText))

const keys = words.map(readTyped)

/** Folded, with what is left of them without 平仮名. */
export const plainWords: ReadonlySet<string> = new Set(
  [...keys.flatMap((one) => [one.folded, readStem(one) ?? []].flat()), ...loneWords].filter((key) => key !== ''),
)

const tails: ReadonlySet<string> = new Set([...plainWords, 'の'].filter((word) => !loneWords.has(word)))
const tailLengthMax = Math.max(...[...tails].map((word) => word.length))

/** A name without the plain words at its end, one after the other: 罹災証明書, 罹災証明, 罹災. */
export function stripPlainWords(name: string): readonly string[] {
  const found = [readTyped(name).folded]
  for (;;) {
    const rest = found.at(-1) ?? ''
    const tail = findTail(rest)
    if (tail === undefined) return found
    found.push(rest.slice(0, -tail.length))
  }
}

/** The shortest plain word at the end of a longer text. */
function findTail(text: string): string | undefined {
  for (let length = 1; length <= Math.min(tailLengthMax, text.length - 1); length++)
    if (tails.has(text.slice(-length))) return text.slice(-length)
  return undefined
}
