/** Readings of words that stand in names of papers, the longest first: people write one half of a name in 漢字. */
const readings: readonly (readonly [string, string])[] = `
じゅうみんひょう 住民票|せいきゅうしょ 請求書|しょうめいしょ 証明書|しんせいしょ 申請書|せいきゅう 請求|しょうめい 証明|しんせい 申請|にんてい 認定|とうろく 登録
とどけ 届|じどう 児童|てあて 手当|かいご 介護|しえん 支援|にんしん 妊娠|ぼし 母子|てちょう 手帳|りさい 罹災|ひさい 被災|いんかん 印鑑|こせき 戸籍|ほけん 保険|ねんきん 年金|しゅっさん 出産
`
  .trim()
  .split(/[|\n]/)
  .map((pair) => pair.split(' '))
  .map(([kana = '', han = '']) => [kana, han] as const)

/** What was typed with the readings beside a 漢字 as 漢字: 認定せいきゅうしょ, いんかん証明書. Undefined where there is none. */
export function readHalfKana(words: string): string | undefined {
  const text = words.normalize('NFKC')
  const read = text.replace(/[\p{Script=Han}\p{Script=Hiragana}]+/gu, (run) =>
    /\p{Script=Han}/u.test(run) ? writeHan(run) : run,
  )
  return read === text ? undefined : read
}

function writeHan(run: string): string {
  return readings.reduce((text, [kana, han]) => text.replaceAll(kana, han), run)
}
