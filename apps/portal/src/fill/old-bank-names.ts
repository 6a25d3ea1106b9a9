/**
 * What banks were called before they were renamed or became one with others, by the code of the bank that they are now.
 * The list of banks knows today's names alone; passbooks and people know these for years.
 * Source: the banks' own notices; that the list has the code is held by a test.
 */
export const oldBankNames: Readonly<Record<string, readonly string[]>> = {
  '0001': ['第一勧業銀行', '富士銀行'],
  '0005': ['東京三菱銀行', '三菱東京UFJ銀行', 'UFJ銀行', '三和銀行', '東海銀行'],
  '0009': ['さくら銀行', '住友銀行'],
  '0010': ['あさひ銀行', '大和銀行'],
  '0033': ['ジャパンネット銀行'],
  '0036': ['イーバンク銀行'],
  '0038': ['住信SBIネット銀行', 'スミシンエスビーアイネット銀行', 'NEOBANK', 'ネオバンク'],
  '0117': ['青森銀行', 'みちのく銀行'],
  '0137': ['東京都民銀行', '八千代銀行', '新銀行東京'],
  '0140': ['第四銀行', '北越銀行'],
  '0143': ['八十二銀行', '長野銀行'],
  '0154': ['三重銀行', '第三銀行'],
  '0159': ['関西アーバン銀行', '近畿大阪銀行'],
  '0181': ['十八銀行', '親和銀行'],
  '0397': ['新生銀行'],
  '0508': ['殖産銀行', '山形しあわせ銀行'],
  '0542': ['愛知銀行', '中京銀行'],
  '0572': ['徳島銀行', '大正銀行'],
}
