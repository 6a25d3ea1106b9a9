import type { LaterChangeCode } from './errors.ts'
import type { AdditionKind } from './revisions/later-change.ts'

/** What came after a signature, for a citizen: in the portal and the command line. */
export const laterCopy = {
  kinds: {
    nothing: 'ありません',
    same: '次のものだけが加えられています。文書の中身が変わったようすはありません',
    additions: '次のものだけが加えられています。そのほかは、署名されたときのままです。',
    changes: 'この署名のあとに、文書が変えられています。いま見えるものは、署名した人が見たものとは限りません。',
    unknown: 'あとから加わった部分に読めないところがあり、確かめられません。',
  },
  additions: {
    signature: '別の署名(見える印影はありません)',
    stamp: '別の署名と、その見える印影',
    'field signed': '空いていた署名の欄への署名',
    'field filled': '入力欄への記入(見た目も、記入した人が作ったもの)',
    'document time stamp': '文書の時刻の証明',
    'validation data': '署名を確かめるための資料',
    dates: '保存した日時やソフトの名前',
    settings: '画面に出ない設定',
    'unused objects': 'どこにも出ないデータ',
  } satisfies Readonly<Record<AdditionKind, string>>,
  faults: {
    LATER_BYTES: '文書のどこにも属さないデータが、うしろに付け足されています',
    LATER_CHAIN: 'うしろに付け足された部分が、署名された文書のつづきになっていません',
    LATER_TRAILER: '文書のおおもとの情報(目次、暗号、識別番号)が変えられています',
    LATER_GENERATION: '文書の部品の版番号が変えられています',
    LATER_FREED: '文書の部品が消されています',
    LATER_MOVED: '文書の部品が、署名された部分の別のデータに差し替えられています',
    LATER_DANGLING: '署名されたときは空だったところに、部品がはめ込まれています',
    LATER_MISSING: '加えられた部分が、文書にない部品を指しています',
    LATER_SHARED: '変えられた部品が、文書のほかのところでも使われています',
    LATER_CATALOG: '文書全体の設定が変えられています',
    LATER_ABOUT: '題名や作成者など、文書についての情報が変えられています',
    LATER_PAGE: 'ページの設定が変えられています',
    LATER_CONTENT: 'ページの中身や画像、文字の形が変えられています',
    LATER_ANNOTATION: '注釈やリンクが、加えられたり変えられたりしています',
    LATER_SCRIPT: 'プログラムや、押すと動くしかけが加えられています',
    LATER_FORM: '入力欄の全体の設定が変えられています',
    LATER_FIELD: '入力欄の設定が変えられています',
    LATER_WIDGET: '署名のほかのものを見せる欄が加えられています',
    LATER_NAME: '署名の欄が、ほかの欄と同じ名前で加えられています',
    LATER_APPEARANCE: '欄の見た目が、記入された内容とは別に変えられています',
    LATER_HIDDEN: '画面か印刷の片方にだけ出る印影が加えられています',
    LATER_COVER: '印影や記入が、ほかの欄やページの半分より広いところをおおっています',
    LATER_FORBIDDEN: '作成者が禁じた変更がされています',
    LATER_LOCKED: '署名した人が変えられないようにした欄が変えられています',
    LATER_OBJECT: '文書のほかの部品が変えられています',
    LATER_UNREADABLE: 'あとから加わった部分に、読めないところがあります',
  } satisfies Readonly<Record<LaterChangeCode, string>>,
  placed: (said: string, page: number | undefined, field: string | undefined) => {
    const places = [page === undefined ? '' : `${page}ページ`, field === undefined ? '' : `欄「${field}」`]
    const named = places.filter((one) => one !== '')
    return named.length === 0 ? said : `${said}(${named.join('、')})`
  },
}
