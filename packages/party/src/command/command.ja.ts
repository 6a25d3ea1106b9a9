/** What stands in a command's way, by code: in one sentence what it is, and in the next what to do. What the program says of it stands below. */
const failureSentences: Readonly<Record<string, string>> = {
  AGENCY_UNKNOWN: 'その名前の機関はありません。名前を確かめてください。',
  CARD_FILE_WRONG: 'カードのファイルを使えません。中身と名前を確かめてください。',
  CARD_UNKNOWN: 'その名前の体験用カードはありません。「madoguchi demo cards」に一覧があります。',
  CERTIFICATE_UNKNOWN: 'この証明書は登録されていません。別の証明書を指定していないか確かめてください。',
  CONFIG_INVALID: '設定に正しくないところがあります。下のところを直してから、もう一度始めてください。',
  CONNECTOR_BROKEN: '自分の機関のデータを読めません。業務システムとの接続を直してから、もう一度行ってください。',
  CONNECTOR_STRAYED: '業務システムとの接続が、たずねていない人のことを答えました。接続のプログラムを直してください。',
  COOKIES_NEED_HTTPS: '本番では、アドレスは https:// で始まる必要があります。設定を直してください。',
  CRL_UNREACHABLE: '失効リストを取りに行けません。アドレスと通信を確かめてください。',
  DATA_FOLDER_NOT_WRITABLE: 'データのフォルダーに書きこめません。--data に別のフォルダーを指定してください。',
  DB_BEHIND_CODE: 'データベースがこの版より古いままです。先に、このプログラムの migrate を実行してください。',
  DB_BINARIES_MISSING: '組みこみの PostgreSQL が入っていません。入れるか、PostgreSQL の URL を指定してください。',
  DB_CONFLICT_LASTING: 'ほかの処理とぶつかり続けて、書きこめません。時間をおいて、もう一度行ってください。',
  DB_DISK_FULL: 'データベースのディスクがいっぱいです。空きを作ってください。',
  DB_FOLDER_INCOMPLETE:
    'データのフォルダーにパスワードがありません。secrets フォルダーをバックアップから戻してください。',
  DB_FOLDER_IN_USE: 'ほかの Madoguchi が同じフォルダーを使っています。止めるか、別のフォルダーを指定してください。',
  DB_FOLDER_NOT_WRITABLE: 'データのフォルダーに書きこめません。持ち主を直すか、別のフォルダーを指定してください。',
  DB_FOLDER_OTHER_VERSION:
    'データのフォルダーは、別の版の PostgreSQL のものです。前の版で書き出し、この版で読みこんでください。',
  DB_MIGRATION_DRIFT:
    'データベースで実行した移行が、いまのファイルと違います。変更を戻し、別のファイルにしてください。',
  DB_MIGRATION_FAILED: 'データベースの移行が断られました。下の理由を直してから、もう一度実行してください。',
  DB_NEWER_THAN_CODE: 'データベースのほうが、この版より新しいものです。新しい版のプログラムを始めてください。',
  DB_PREPARING_FAILED: 'データベースの準備が途中で終わりました。標準エラー出力に理由があります。',
  DB_QUERY_FAILED: 'データベースが処理を断りました。下の理由を確かめてください。',
  DB_RESOURCES_SHORT: 'データベースのメモリなどが足りません。PostgreSQL の設定と、サーバーの空きを確かめてください。',
  DB_ROOT_NOT_POSSIBLE: 'PostgreSQL は root では動きません。ふつうの利用者で始めるか、別のフォルダーを選んでください。',
  DB_SERVER_FAILED: 'PostgreSQL が動きません。データのフォルダーの server.log に理由があります。',
  DB_SOCKET_FOLDER_NOT_OURS: 'ソケットのフォルダーが、ほかの利用者のものです。消してもらってください。',
  DB_TEXT_REFUSED: 'データベースに入れられない文字があります。その文字を除いてください。',
  DB_UNAVAILABLE: 'データベースにつながりません。PostgreSQL が動いているか、URL が正しいか確かめてください。',
  DELIVERY_NOT_LISTENING: 'ほかの機関からの接続を受けられません。ポートと証明書を確かめてください。',
  DEMO_EMPTY:
    'このフォルダーに体験用のデータはありません。一度 npm start で始めるか、--data で場所を指定してください。',
  DEMO_NOT_RUNNING: '体験環境が動いていません。npm start で始めるか、--data か --config で場所を指定してください。',
  DESK_FAILED: '動いている体験環境で処理できませんでした。その画面の出力に理由があります。',
  DIRECTORY_EXPIRED: '名簿の期限が切れています。新しい版に署名してもらい、置きかえてください。',
  FACTS_MALFORMED: '情報と事務の表に、正しくないところがあります。下の場所を直してください。',
  FACTS_UNKNOWN: 'その版の情報と事務の表がありません。いちばん新しいファイルを置いてください。',
  FILE_UNUSABLE: 'ファイルを使えません。場所と中身を確かめてください。',
  FILING_PART_LOST: '保存した申請の一部が、ディスクにありません。バックアップから戻してください。',
  FILING_PART_ROTTEN:
    '保存した申請の一部が、ディスクの上で変わっていました。ディスクを確かめてください。もう一度取りに行きます。',
  FILING_SLOW: 'ポータルから申請が少しずつしか届きません。届いたところから、あとで続けます。',
  LEDGER_HEAD_MISSING:
    '台帳の先頭のファイルがありません。戻してください。一度もないときは「madoguchi core ledger-head」で作れます。',
  LEDGER_HEAD_THERE: '台帳の先頭のファイルは、すでにあります。書きかえません。',
  LEDGER_HEAD_UNUSABLE: '台帳の先頭のファイルが、このコアの署名したものではありません。正しいものを戻してください。',
  LEDGER_ROLLED_BACK:
    'データベースが、すでに公開した台帳より古いものです。このまま動かさず、新しいバックアップを戻してください。',
  ORDER_MALFORMED:
    '動いている体験環境が、この指示を受けつけませんでした。ファイルの大きさと、版が同じかを確かめてください。',
  PART_BROKEN: '申請の一部を開けません。途中で変わったか、別の鍵のものです。下の理由を確かめてください。',
  PKI_CA_UNUSABLE: '認証局の証明書か鍵を使えません。読めて、組になるものを指定してください。',
  PORTAL_CONFIG: 'この設定では始められません。下の理由を見て、設定を直してください。',
  RESIDENT_UNKNOWN: 'その住民は登録されていません。番号を確かめてください。',
  SERVER_NOT_LISTENING: 'アドレスとポートで待ち受けられません。設定を確かめてください。',
  SERVER_PORT_IN_USE: 'ポートをほかのプログラムが使っています。止めるか、別のポートを指定してください。',
  VIRTUAL_CARD_FILE_MALFORMED: '仮想カードのファイルに、正しくないところがあります。下の場所を直してください。',
  VIRTUAL_CARD_LINK_BROKEN: '仮想カードと vpcd の接続が切れました。もう一度始めてください。',
  VIRTUAL_CARD_NO_READER: '仮想カードのリーダーがありません。pcscd と vpcd が動いているか確かめてください。',
}

/** What a family of codes is about, where a code has no sentence of its own. */
const families: Readonly<Record<string, string>> = {
  CARD_: 'カードを使えませんでした。「madoguchi card doctor」で原因を調べられます。',
  CONFIG_: '設定に正しくないところがあります。下のところを直してから、もう一度始めてください。',
  CRL_: '失効リストを使えません。新しいものを置くか、アドレスを確かめてください。',
  DB_: 'データベースで処理できませんでした。下の理由を確かめてください。',
  DIRECTORY_: '名簿のファイルを使えません。正しいものを、そのまま置いてください。',
  FACTS_: '情報と事務の表のファイルを使えません。正しいものを、そのまま置いてください。',
  LEDGER_: '台帳で処理できませんでした。下の理由を確かめてください。',
  PDF_: 'PDF を作れませんでした。時間をおいて、もう一度行ってください。',
  TRUST_ANCHOR_: '信頼する証明書のファイルを使えません。場所と中身を確かめてください。',
}

/** One sentence for a code; every code has one. */
export function failureSentenceOf(code: string): string {
  const family = Object.keys(families).find((start) => code.startsWith(start))
  return failureSentences[code] ?? families[family ?? ''] ?? '処理できませんでした。下の理由を確かめてください。'
}

/** Before what a program says of the reason, in the words that its logs have, too. */
export const reasonMark = 'プログラムの記録(英語): '

/** What the system says of files that a call names. Whoever called can mend these. */
export const systemReasons: Readonly<Record<string, string>> = {
  ENOENT: 'ファイルやフォルダーがありません。',
  EACCES: 'この利用者には許されていません。',
  EPERM: 'この利用者には許されていません。',
  EISDIR: 'ファイルではなく、フォルダーです。',
  ENOTDIR: '最後の / の前が、フォルダーではありません。',
  EROFS: 'このディスクには書きこめません。',
  ENOSPC: 'ディスクがいっぱいです。',
}
/** A file or folder that the system refused, by its path where that is known. */
export function renderSystemReason(code: string, path = '指定されたもの'): string {
  return `${path} を使えません。${systemReasons[code]}(${code})`
}

export function configFileMissing(file: string): string {
  return `設定のファイル ${file} がありません。--config で場所を指定してください。`
}

export function configFileUnreadable(file: string): string {
  return `設定のファイル ${file} を読めません。ファイルか、この利用者が読めるかを確かめてください。`
}

/** What is off in the words of a call. */
export const usageWords = {
  unknownOption: (option: string) => `${option} という指定はありません。`,
  valueMissing: (option: string) => `${option} には値が要ります。`,
  valueLikeOption: (option: string) => `${option} の値が - で始まっています。${option}=値 のように書いてください。`,
  valueUnwanted: (option: string) => `${option} に値はつけられません。`,
  wordUnwanted: (word: string) => `「${word}」は、このコマンドでは使いません。`,
  unreadable: 'コマンドの書きかたを読みとれません。',
  missing: (options: readonly string[]) => `次の指定が要ります: ${options.join('、')}`,
  commandUnknown: (words: string, beginning: string) =>
    `「${words}」というコマンドはありません。「madoguchi ${beginning}--help」に一覧があります。`,
  wordMissing: (words: string) => `「${words}」のあとに、もうひとつ言葉が要ります。`,
  lookAt: (sentence: string, { name, example = '' }: { name: string; example: string | undefined }) =>
    `${sentence}\n例:\n  ${example}\n「madoguchi ${name} --help」に説明があります。`,
}
