import type { CheckedReceipt, ReceiptCode } from '@madoguchi/filing'
import { base64url, formatDateTime, hex } from '@madoguchi/kit'

const signatures: Readonly<Record<CheckedReceipt['signature'], string>> = {
  good: '正しい署名です(提出した日時で、送り先が確かめました)',
  broken: '正しくない署名だと、送り先が判断しました',
  uncheckable: '送り先では確かめられませんでした',
  none: 'ありません(署名のいらない申請として送られました)',
}

const refusals: Readonly<Record<ReceiptCode, string>> = {
  RECEIPT_MALFORMED: '受付票のファイルではありません。ポータルで保存したものを、そのまま指定してください。',
  RECEIPT_UNSIGNED: '送り先の機関の署名を確かめられません。変えられたか、別のところで作られたものです。',
  RECEIPT_MISMATCH: '受付票の中身が、たがいに合いません。変えられたか、別の申請のものがまざっています。',
  RECEIPT_DIRECTORY: '受付票についている名簿を、この鍵では信じられません。鍵が正しいか確かめてください。',
}

/** What a receipt proves, in plain words. */
export function renderReceipt(receipt: CheckedReceipt): string {
  const { number, agency, by, filedAt, takenAt, signature, parts } = receipt
  const sent = parts.map(
    ({ name, sizeBytes, sha256 }, at) =>
      `    ${at === 0 ? '申請書' : `添付${at}`}: ${name}(${sizeBytes}バイト)\n      SHA-256 ${hex.encode(base64url.decode(sha256))}\n`,
  )
  const lines = [
    ['結果', '正しい受付票です'],
    ['送り先', `${agency.name}(${by})`],
    ['提出', formatDateTime(new Date(filedAt))],
    ['到達', formatDateTime(new Date(takenAt))],
    ['申請書の電子署名', signatures[signature]],
  ]
  return `受付票 ${number}\n${lines.map(([label, text]) => `  ${label}: ${text}\n`).join('')}  届いたもの:\n${sent.join('')}`
}

/** Why a receipt is not believed. `reason` is the program's own word for which piece it was. */
export function renderReceiptRefusal(code: ReceiptCode, reason: unknown): string {
  const why = reason === undefined ? code : `${code} ${String(reason)}`
  return `受付票\n  結果: この受付票は信じられません\n  わけ: ${refusals[code]}(${why})\n`
}

/** Whether a form at hand is the one that arrived. */
export function renderFormMatch(isSame: boolean): string {
  return isSame
    ? '手元の申請書: 届いたものと同じです\n'
    : '手元の申請書: 届いたものとは違うファイルです。送ったときに保存したPDFを指定してください。\n'
}
