import { formatDate, formatDateTime } from '@madoguchi/kit'
import type { SignatureReport } from '@madoguchi/pades'
import { markSubstitutes, type SignerAttributes } from '@madoguchi/pki'

const results = {
  good: '正しい署名です',
  broken: 'この署名は信じられません',
  uncheckable: 'ここでは確かめられません',
} as const

const later = {
  nothing: 'ありません',
  signatures: '別の署名だけです',
  changes: 'あります。この署名より後の内容は、署名した人が見たものではありません',
} as const

const broken: Readonly<Record<string, string>> = {
  SIGNATURE_DIGEST: '署名のあとで文書が書き換えられています',
  SIGNATURE_VALUE: '署名が正しくありません',
  SIGNATURE_RANGE: '署名が文書の全体にかかっていません',
  SIGNATURE_CERTIFICATE: '別の電子証明書が付いています',
  SIGNATURE_ALGORITHM: '弱い、または知らない方式の署名です',
}

const untrusted: Readonly<Record<string, string>> = {
  CERT_ISSUER_UNKNOWN: '発行者を知らない電子証明書です。信じる認証局があれば --trust で指定してください',
  CERT_EXPIRED: '電子証明書の期限が切れています',
  CERT_POLICY: '署名用の電子証明書ではありません',
  CERT_KEY_USAGE: '署名用の電子証明書ではありません',
}

const sexes = { 1: '男', 2: '女', 3: '不明' } as const

/** A signature in plain words, a line for each question. */
export function renderSignatureReport(report: SignatureReport, number: number): string {
  const lines: [string, string][] = [
    ['結果', results[report.verdict.kind]],
    ['文書', report.integrity.ok ? '署名したときのままです' : why(broken, report.integrity.code, '署名を読めません')],
  ]
  const { trust, signer, timeStamp, revocation } = report
  if (trust !== undefined)
    lines.push(['署名した人', trust.ok ? '認証局が確かめた人です' : why(untrusted, trust.code, '確かめられません')])
  if (signer?.ok) lines.push(...describeSigner(signer.value, trust?.ok === true))
  if (revocation !== undefined)
    lines.push([
      '失効',
      revocation === 'not asked' ? '確かめていません' : revocation.ok ? 'していません' : revocation.code,
    ])
  lines.push(['日時', describeTime(report)])
  if (timeStamp?.ok === false) lines.push(['タイムスタンプ', `正しくありません(${timeStamp.code})`])
  if (report.reason !== undefined) lines.push(['理由', printable(report.reason)])
  if (report.integrity.ok) lines.push(['あとからの追加', later[report.later]])
  return `署名${number}\n${lines.map(([label, text]) => `  ${label}: ${text}\n`).join('')}`
}

function describeSigner(signer: SignerAttributes, isTrusted: boolean): [string, string][] {
  const { name, address, birthDate, sex, nameSubstitutes, addressSubstitutes } = signer
  const note = isTrusted ? '' : '(確かめられていません)'
  const hasMarks = nameSubstitutes !== undefined || addressSubstitutes !== undefined
  return [
    ['氏名', `${printable(markSubstitutes(name, nameSubstitutes))}${note}`],
    ['住所', `${printable(markSubstitutes(address, addressSubstitutes))}${note}`],
    ...(birthDate === undefined ? [] : [['生年月日', formatDate(birthDate)] as [string, string]]),
    ...(sex === undefined ? [] : [['性別', sexes[sex]] as [string, string]]),
    ...(hasMarks
      ? [['〔 〕', '電子証明書で使えない文字の代わりに書かれた文字(代替文字)です'] as [string, string]]
      : []),
  ]
}

function describeTime({ timeStamp, claimedAt }: SignatureReport): string {
  if (timeStamp?.ok && timeStamp.value.trust.ok) return `${formatDateTime(timeStamp.value.at)}(タイムスタンプで証明)`
  if (timeStamp?.ok) return `${formatDateTime(timeStamp.value.at)}(知らない局のタイムスタンプ。証明にはなりません)`
  return claimedAt === undefined
    ? '書かれていません'
    : `${formatDateTime(claimedAt)}(署名した人の申告。証明はありません)`
}

function why(sentences: Readonly<Record<string, string>>, code: string, otherwise: string): string {
  return `${sentences[code] ?? otherwise}(${code})`
}

/** What a stranger wrote must not move the cursor of whoever reads it. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?')
}
