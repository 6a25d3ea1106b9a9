import type { OperationCode } from '@madoguchi/card/protocol'
import { failureCopy } from '@madoguchi/card/protocol'

type Facts = Readonly<Record<string, string | number | boolean>>

/** What may be in the way of any card, whatever it is wanted for, and what to do next. */
const ofAnyCard: Readonly<Record<string, string>> = {
  CARD_NO_READER: 'カードリーダーが見つかりません。つないでから、もう一度試してください。',
  CARD_NO_CARD: 'カードが見つかりません。カードをリーダーに置いてから、もう一度試してください。',
  CARD_BUSY: 'ほかのプログラムがカードを使っています。終わってから、もう一度試してください。',
  CARD_REMOVED: 'カードが途中で外れました。置き直して、もう一度試してください。',
  CARD_CERTIFICATE_REFUSED:
    'これは本物のマイナンバーカードです。この体験環境では使えません。暗証番号は使われていません。',
  CARD_NOT_JPKI:
    'このカードはマイナンバーカードではありません。マイナンバーカードに置きかえて、もう一度試してください。',
}

/** What went wrong with the card at a log-in. */
export function logInSentenceOf(code: string, facts: Facts): string {
  return tell(code, facts, {
    CARD_PIN_WRONG: `暗証番号が違います。あと${facts.triesLeft ?? '?'}回間違えるとロックされます。`,
    CARD_PIN_BLOCKED:
      '暗証番号がロックされています。カードと本人確認書類を持って、住んでいる市区町村の窓口で再設定してください。',
    CARD_PIN_MALFORMED: '暗証番号は数字4けたです。',
    CARD_LAST_TRY: 'あと1回間違えると暗証番号がロックされます。それでも試すときは --accept-last-try を付けてください。',
  })
}

const notSigned = '署名はされていません。署名の鍵は使われていません。'

/** What is seen of a signing certificate once the password has opened it, before its key is used. */
const ofSigningCertificate: Readonly<Record<string, string>> = {
  CERT_EXPIRED: `署名用の電子証明書の期限が切れています。${notSigned}住んでいる市区町村の窓口で更新してください。`,
  CERT_NOT_YET_VALID: `署名用の電子証明書の期限が、まだ始まっていません。${notSigned}パソコンの日付を確かめてください。`,
  CERT_REVOKED: `署名用の電子証明書は失効しています。引っ越しや氏名の変更で失効します。${notSigned}住んでいる市区町村の窓口で新しくしてください。`,
  CRL_ISSUER: `指定された失効リストは、この電子証明書の発行者のものではありません。${notSigned}--crl と --trust を確かめてください。`,
  CRL_STALE: `失効リストの期限が切れています。${notSigned}新しい失効リストを --crl に指定してください。`,
}

/** What went wrong with the card while a document was signed. */
export function signSentenceOf(code: string, facts: Facts): string {
  return tell(code, facts, {
    CARD_PIN_WRONG: `署名用の暗証番号が違います。あと${facts.triesLeft ?? '?'}回間違えるとロックされます。`,
    CARD_PIN_BLOCKED:
      '署名用の暗証番号がロックされています。カードと本人確認書類を持って、住んでいる市区町村の窓口で再設定してください。',
    CARD_PIN_MALFORMED: '署名用の暗証番号は、英字と数字の6〜16文字です。カードには送っていません。',
    CARD_NO_SUCH_PIN:
      'このカードには署名用の電子証明書がありません。15歳未満の方や、発行を希望しなかった方のカードです。',
    ...ofSigningCertificate,
    CARD_LAST_TRY:
      'あと1回間違えると署名用の暗証番号がロックされます。それでも試すときは --accept-last-try を付けてください。',
  })
}

function tell(code: string, facts: Facts, own: Readonly<Record<string, string>>): string {
  const sentence = own[code] ?? ofAnyCard[code]
  if (sentence !== undefined) return `${sentence}(${code})`
  if (code.startsWith('CRL_'))
    return `失効しているかどうかを、失効リストから読みとれませんでした。${notSigned}(${code})`
  if (code === 'CARD_SEVERAL')
    return `マイナンバーカードが2枚以上あります。使うカードのリーダーを --reader で指定してください: ${facts.readers}(${code})`
  if (!isShared(code)) return `カードを読めませんでした。madoguchi card doctor で原因を調べられます。(${code})`
  const { title, next } = failureCopy[code]
  const mayCount = facts.tryMayCount === true ? '暗証番号の回数が1回減っているかもしれません。' : ''
  return `${title}。${mayCount}${next}(${code})`
}

/** The words of the browser's window, where the command line has none of its own. */
function isShared(code: string): code is OperationCode {
  return Object.hasOwn(failureCopy, code)
}
