import type { AttributeCode } from '@madoguchi/pki'
import type { VerifyDocumentCode } from './errors.ts'
import type { SignatureKind } from './signature-kind.ts'
import type { VerdictCode } from './signature-report.ts'

/** Why a signature is not good, in a sentence for a citizen, without its full stop: in the portal and the command line. */
export const verdictCopy: Readonly<Record<VerdictCode, string>> = {
  SIGNATURE_MALFORMED: '署名の形を、ここでは読めません',
  SIGNATURE_RANGE: '署名されていない部分が、文書の中にはさまれています',
  SIGNATURE_DIGEST: '署名のあとで変えられています',
  SIGNATURE_VALUE: '署名が、電子証明書の持ち主の鍵でつくられたものではありません',
  SIGNATURE_CERTIFICATE: '署名に書かれた電子証明書と、ついている電子証明書がちがいます',
  SIGNATURE_CERTIFICATE_MISSING: '署名した人の電子証明書がついていません',
  SIGNATURE_CERTIFICATE_UNREADABLE: '署名した人の電子証明書を、ここでは読めません',
  SIGNATURE_KIND: 'ここでは調べられない方式の署名です',
  SIGNATURE_ALGORITHM: '署名の計算方式が古いか、ここでは知らないものです',
  SIGNATURE_ATTRIBUTES: '署名に要る項目が、そろっていません',
  SIGNED_DOCUMENT_CHANGED: 'この署名のあとに、文書が変えられています',
  LATER_UNREADABLE: 'この署名のあとに加わった部分に、読めないところがあります',
  CERT_MALFORMED: '電子証明書を、ここでは読めません',
  CERT_EXPIRED: '電子証明書の期限が切れています',
  CERT_NOT_YET_VALID: '電子証明書の期限が、まだ始まっていません',
  CERT_ISSUER_UNKNOWN: '信じる発行元の電子証明書ではありません。だれの署名かは、わかりません',
  CERT_SIGNATURE: '電子証明書が、その発行元の鍵でつくられたものではありません',
  CERT_NAME_CHAIN: '電子証明書の発行元の名前が合いません',
  CERT_ISSUER_NOT_CA: '電子証明書を出したのが、認証局ではありません',
  CERT_SUBJECT_IS_CA: '人の電子証明書ではなく、認証局のものです',
  CERT_PATH_TOO_LONG: '電子証明書から発行元までの道のりが長すぎて、ここでは調べられません',
  CERT_KEY_USAGE: '文書に署名するための電子証明書ではありません',
  CERT_EXTENDED_KEY_USAGE: '電子証明書の使いみちが、ちがいます',
  CERT_POLICY: '署名用の電子証明書ではありません',
  CERT_NAME_CONSTRAINTS: '電子証明書に、ここでは調べられない条件(名前の制限)がついています',
  CERT_CRITICAL_EXTENSION: '電子証明書に、ここでは知らない条件がついています',
  CERT_ALGORITHM: '電子証明書の計算方式を、ここでは調べられません',
  CERT_WEAK_ALGORITHM: '電子証明書の計算方式が弱く、信じられません',
  CERT_REVOKED: '署名より前に、電子証明書が失効しています',
  REVOKED_TIME_UNPROVEN: '電子証明書は失効しています。時刻の証明がないので、失効より前の署名かどうかは、わかりません',
  REVOKED_KEY_COMPROMISED:
    '署名のあとで、電子証明書の鍵がほかの人に知られたとして失効しています。いつから知られていたかは、わかりません',
  REVOCATION_UNKNOWN: '失効しているかを、いまは調べられません',
  REVOCATION_TOO_LATE: '電子証明書の期限が過ぎたので、失効していなかったかを、もう調べられません',
  TIME_STAMP_MALFORMED: '時刻の証明の形を、ここでは読めません',
  TIME_STAMP_IMPRINT: 'ほかの署名の時刻の証明がついています',
  TIME_STAMP_ALGORITHM: '時刻の証明の計算方式を、ここでは調べられません',
  TIME_STAMP_SIGNATURE: '時刻の証明がこわれています',
}

/** Why the certificate says of nobody who signed. */
export const attributeCopy: Readonly<Record<AttributeCode, string>> = {
  CERT_NO_ATTRIBUTES: '電子証明書に、氏名と住所がありません',
  CERT_ATTRIBUTES_MALFORMED: '電子証明書の氏名や住所を、ここでは読めません',
}

/** How it was made. */
export const kindCopy: Readonly<Record<SignatureKind, string>> = {
  PAdES: 'PAdES(PDFの署名の国際規格)',
  CMS: 'PAdESという規格の形ではありませんが、広く使われる方式です(CMS)',
  'document time stamp': '文書全体につけた時刻の証明(ETSI.RFC3161)',
  'adbe.pkcs7.sha1': '古い方式です(adbe.pkcs7.sha1)',
  'adbe.x509.rsa_sha1': '古い方式です(adbe.x509.rsa_sha1)',
  unknown: '知らない方式です',
}

const notBroken = 'こわれている、または変えられているという意味ではありません'

/** Why nothing in a document could be looked at, whole sentences. */
export const documentCopy: Readonly<Record<VerifyDocumentCode, string>> = {
  DOCUMENT_MALFORMED: `このPDFのつくりを、ここでは読めませんでした。ほかのソフトでひらけるときは、${notBroken}。`,
  DOCUMENT_TOO_LARGE: '文書が大きすぎます。20メガバイトまでです。',
  DOCUMENT_TOO_COSTLY: `文書のつくりが複雑すぎて、ここでは調べきれませんでした。${notBroken}。`,
  DOCUMENT_ENCRYPTED: `パスワードや印刷などの制限がついた、暗号化された文書です。${notBroken}。制限を外して保存しなおすと、署名がこわれます。`,
}
