import { foldText } from './fold.ts'

/** What one does at an office, has from it, or owes it. */
const words = `
届け 届出 届を 届の 届は 届書 とどけ 申請 しんせい 手続 てつづき 証明 しょうめい 認定 にんてい 登録 とうろく 請求 せいきゅう 申し込 申込 もうしこ 交付 発行 再発行
市役所 役所 役場 区役所 市町村 市区町村 しやくしょ やくしょ やくば 市に 市へ 市で 市の 市から 町に 町の 役所に 書類 用紙 紙を 紙が 紙の 様式 記入 必要なもの 持ち物 義務 罰金 違反 期限 締切 手数料
通知 はがき ハガキ 葉書 お知らせ 更新 代理 委任状 郵送 オンライン 受け取 給付 支給 手当 補助 助成 制度 公的 行政 出せますか 出しますか 出すの 出せばい 提出 もらえますか もらえる もらうには 対象 資格 手帳
city hall ward office register registration apply application certificate allowance procedure
`
  .trim()
  .split(/\s+/)

const office = new RegExp([...new Set(words.map(foldText))].join('|'), 'g')

/**
 * Whether what was typed, folded, speaks of an office and its papers, beside the words that it is found by: a whole sentence
 * then only tells the story of it. `spans` are those words: 手当 of 住宅手当 is no second one.
 */
export function asksOffice(folded: string, spans: readonly { readonly from: number; readonly to: number }[]): boolean {
  return [...folded.matchAll(office)].some(
    ({ index, 0: word }) => !spans.some(({ from, to }) => from < index + word.length && index < to),
  )
}
