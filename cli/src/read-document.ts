import { readFile } from 'node:fs/promises'
import { AppError } from '@madoguchi/kit'
import type { SignDocumentCode } from '@madoguchi/pades'
import type { Values } from '@madoguchi/party'
import { textsOf, usageError } from '@madoguchi/party'

/** The one document that a command was called with. */
export async function readDocument(values: Values): Promise<{ file: string; pdf: Uint8Array }> {
  const [file, ...others] = textsOf(values, 'operands')
  if (file === undefined || others.length > 0) throw usageError('文書をひとつ指定してください: FILE.pdf')
  try {
    return { file, pdf: new Uint8Array(await readFile(file)) }
  } catch (cause) {
    throw new AppError(
      'DOCUMENT_UNREADABLE',
      `${file} を読めませんでした。ファイルの場所と、読む権限を確かめてください。`,
      { cause },
    )
  }
}

const sentences: Readonly<Record<SignDocumentCode, string>> = {
  DOCUMENT_MALFORMED: 'PDFとして読めません。壊れているか、PDFではありません。作り直してからお試しください。',
  DOCUMENT_TOO_LARGE: '文書が大きすぎます。20MBまでです。',
  DOCUMENT_TOO_COSTLY:
    '文書のつくりが複雑すぎて、調べきれませんでした。壊れている、または変更されたという意味ではありません。',
  DOCUMENT_SIGN_REFUSED: 'この文書には署名できません。',
}

const reasons: Readonly<Record<string, string>> = {
  encrypted: '暗号化されています。パスワードを外した文書にしてください。',
  certified: '作成者が、変更も署名も禁じています。',
  field:
    '--field で指定した名前の、署名を待っている署名欄がありません。ロックされた欄や、作成者が署名のしかたを決めた欄には署名できません。',
  page: '--seal-page で指定したページがありません。',
  xfa: 'XFAという形式の入力フォームです。印刷用のPDFにしてからお試しください。',
}

/** What keeps a document from being signed, or a file from being looked at, in a sentence. */
export function documentError(code: SignDocumentCode, facts: Readonly<Record<string, unknown>>): AppError {
  const why = code === 'DOCUMENT_SIGN_REFUSED' ? reasons[String(facts.reason)] : undefined
  return new AppError(code, `${sentences[code]}${why ?? ''}(${code})`)
}
