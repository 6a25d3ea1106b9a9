import { readStem, readTyped } from './read-typed.ts'

/** Words that stand in any question about any procedure: they say nothing of which, and stand in nobody's way. */
const words = `
申請 申請書 しんせい しんせいしょ 申し込み 申込 もうしこみ 申し込みたい 申込書 手続 手続き てつづき 届 届け 届出 届け出 とどけ とどけで 届書 登録 とうろく 請求 請求書
せいきゅう せいきゅうしょ 証明 証明書 証 しょうめい しょうめいしょ 書 書類 しょるい 用紙 様式 発行 はっこう 交付 認定 にんてい 受付 窓口 まどぐち 役所 市役所 区役所 役場 しやくしょ 方法 仕方 しかた
やり方 やりかた 必要 必要なもの 場所 期限 期間 料金 費用 値段 手数料 相談 問い合わせ 質問 案内 お金 おかね 金 料 円 年 月 日 歳 才 度 人 時 号 番 回 級
親 父 母 両親 祖父 祖母 夫 妻 息子 娘 子 子ども こども 子供 家族 主人 私 自分 方 件 際 場合 今 先 前 後 中 新規 新しい 更新 変更 取得 再発行 教えて 教えてください 知りたい 欲しい
紛失 ふんしつ なくした 破損 汚れた 条件 対象 支給 支給日 振込 受給 受け取り 流れ 手順 注意点 時間 名前 名義 被害 ひがい 話 こと
した しました 家 うち 自宅 部屋 隣 近所 したい ほしい もらいたい 出したい 行きたい 受けたい 取りたい いつまで どこ どうすれば いくら ください について です ます お願いします おねがいします
how to apply application form certificate registration register the for my of a in
`
  .trim()
  .split(/\s+/)

const keys = words.map(readTyped)

/** Folded, with what is left of them without 平仮名. */
export const plainWords: ReadonlySet<string> = new Set(
  keys.flatMap((one) => [one.folded, readStem(one) ?? []].flat()).filter((key) => key !== ''),
)

const tails = [...plainWords, 'の'].sort((a, b) => a.length - b.length)

/** A name without the plain words at its end, one after the other: 罹災証明書, 罹災証明, 罹災. */
export function stripPlainWords(name: string): readonly string[] {
  const found = [readTyped(name).folded]
  for (;;) {
    const rest = found.at(-1) ?? ''
    const tail = tails.find((word) => rest.endsWith(word) && rest.length > word.length)
    if (tail === undefined) return found
    found.push(rest.slice(0, -tail.length))
  }
}
