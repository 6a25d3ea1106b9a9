import { formatDate, formatDateTime } from '@madoguchi/kit'
import type { SignatureReport, VerifyDocumentCode } from '@madoguchi/pades'
import { attributeCopy, documentCopy, kindCopy, verdictCopy } from '@madoguchi/pades'
import { markSubstitutes, type SignerAttributes } from '@madoguchi/pki'
import { formatLater } from './later-lines.ts'

const results = {
  good: '正しい署名です',
  broken: 'この署名は信じられません',
  uncheckable: 'ここでは確かめられません',
} as const

const sexes = { 1: '男', 2: '女', 3: '不明' } as const

const notChecked = '(確かめられていません)'

type Line = readonly [label: string, text: string]

/** A signature in plain words, a line for each question. `number`: of its own kind, from 1 on. */
export function renderSignatureReport(report: SignatureReport, number: number): string {
  const { kind, integrity, trust, verdict, reason } = report
  const isStamp = kind === 'document time stamp'
  const lines: Line[] = [
    ['結果', results[verdict.kind]],
    ...(verdict.kind === 'good' ? [] : [['わけ', explain(verdict.code)] as const]),
    ['文書', integrity.ok ? '署名された部分は、署名したときのままです' : explain(integrity.code)],
    ...(trust === undefined
      ? []
      : [
          [isStamp ? '発行元' : '署名した人', trust.ok ? '信じる認証局が確かめています' : explain(trust.code)] as const,
        ]),
    ...describeSigner(report),
    ...describeRevocation(report),
    ['日時', describeTime(report)],
    ...(kind === undefined ? [] : [['方式', kindCopy[kind]] as const]),
    ...(reason === undefined ? [] : [['理由', reason] as const]),
    ...(integrity.ok ? [['あとからの追加', formatLater(report.later)] as const] : []),
  ]
  const heading = `${isStamp ? '文書の時刻の証明' : '署名'}${number}`
  return `${heading}\n${lines.map(([label, text]) => `  ${label}: ${text}\n`).join('')}`
}

/** A document of which nothing could be looked at. */
export function renderUncheckable(code: VerifyDocumentCode): string {
  return `文書\n  結果: ${results.uncheckable}\n  わけ: ${documentCopy[code]}(${code})\n`
}

function describeSigner({ kind, signer, sealOf, trust }: SignatureReport): readonly Line[] {
  if (sealOf !== undefined)
    return [['署名したところ', `${sealOf}の職責証明(砂場)${trust?.ok === true ? '' : notChecked}`]]
  if (signer === undefined || kind === 'document time stamp') return []
  if (!signer.ok) return [['氏名', `${attributeCopy[signer.code]}(${signer.code})`]]
  return describeAttributes(signer.value, trust?.ok === true)
}

function describeAttributes(signer: SignerAttributes, isTrusted: boolean): readonly Line[] {
  const { name, address, birthDate, sex, nameSubstitutes, addressSubstitutes } = signer
  const note = isTrusted ? '' : notChecked
  const hasMarks = nameSubstitutes !== undefined || addressSubstitutes !== undefined
  return [
    ['氏名', `${markSubstitutes(name, nameSubstitutes)}${note}`],
    ['住所', `${markSubstitutes(address, addressSubstitutes)}${note}`],
    ...(birthDate === undefined ? [] : [['生年月日', formatDate(birthDate)] as const]),
    ...(sex === undefined ? [] : [['性別', sexes[sex]] as const]),
    ...(hasMarks ? [['〔 〕', '電子証明書で使えない文字の代わりに書かれた文字(代替文字)です'] as const] : []),
  ]
}

function describeRevocation({ revocation }: SignatureReport): readonly Line[] {
  if (revocation === undefined) return []
  if (revocation === 'nobody to ask')
    return [['失効', '確かめられません(この職責証明の発行元は、失効の一覧を出していません)']]
  if (revocation === 'not asked') return [['失効', '確かめていません']]
  if (!revocation.ok) return [['失効', explain(revocation.code)]]
  const { laterAt } = revocation.value
  return [['失効', laterAt === undefined ? 'していません' : `${formatDateTime(laterAt)}に失効。署名はその前のものです`]]
}

function describeTime({ timeStamp, provenAt, claimedAt }: SignatureReport): string {
  if (provenAt !== undefined) {
    const isOwn = timeStamp?.ok === true && timeStamp.value.at.getTime() === provenAt.getTime()
    const at = formatDateTime(provenAt)
    return isOwn ? `${at}(タイムスタンプで証明)` : `遅くとも${at}(文書のタイムスタンプで証明)`
  }
  if (timeStamp?.ok === false) return explain(timeStamp.code)
  if (timeStamp?.ok) return `${formatDateTime(timeStamp.value.at)}(知らない局のタイムスタンプ。証明にはなりません)`
  const now = '電子証明書は、いまの時点で確かめています'
  return claimedAt === undefined
    ? `書かれていません。${now}`
    : `${formatDateTime(claimedAt)}(署名した人の申告。証明はありません。${now})`
}

function explain(code: keyof typeof verdictCopy): string {
  return `${verdictCopy[code]}(${code})`
}
