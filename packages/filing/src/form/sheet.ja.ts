import type { MediaType } from '../attachment/media-type.ts'

/** What stands on the sheet behind a form that is sent, in Japanese. */
export const sheetWords = {
  title: '電子申請の控え（添付書類の一覧）',
  headers: ['番号', 'ファイル名', '大きさ', 'SHA-256（中身を確かめるための値）'],
  receiptNumber: (number: string): string => `受付番号　${number}`,
  about: (number: string): string => `先に送った申請の受付番号　${number}`,
  what: {
    application: '申請です。',
    correction: '補正（申請の直し）です。',
    papers: '書類の追加です。',
    withdrawal: '申請の取下げです。',
  },
  card: 'この申請書に電子署名をして送ります。電子署名は、下の一覧を通して添付書類のすべてにおよびます。',
  session: '電子署名をしないで送りました。送った人は、マイナンバーカードでのログインで確かめられています。',
  noAttachments: '添付書類はありません。',
  data: '入力した内容は、このPDFの中のデータ（madoguchi-filing.json）にも入っています。',
  description: '申請の内容（窓口システムが読み取るデータ）',
  mediaTypes: {
    'application/pdf': 'PDF',
    'image/jpeg': '写真(JPEG)',
    'image/png': '画像(PNG)',
    'image/heic': '写真(HEIC)',
  } satisfies Readonly<Record<MediaType, string>>,
  size: (sizeBytes: number): string => `${new Intl.NumberFormat('ja-JP').format(sizeBytes)}バイト`,
} as const
