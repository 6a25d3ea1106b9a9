import { foldText } from './fold.ts'

function list(words: string): string {
  return words.trim().split(/\s+/).map(foldText).join('|')
}

const paper = list('の届 の届け の届出 の申請 の手続 の手続き の登録 届 届け の証明')
const done = list(
  '済んだ 済みで 済みまし 済ませ すんだ すみまし すませ 終わった 終わりまし おわった おわりまし 終了 完了 出した後 出したあと 出した時 出したとき 出したけど 出したが 出しました 出してあ 出し終 だした後 だしたあと だしたとき だしたけど だしました 出した済 提出済',
)
const other = `${list('ではなく でなく じゃなく 以外 いがい とは別 とはべつ')}|(?:${list('ではない じゃない')})(?![とのかでよ])`

const aside = new RegExp(
  `^(?:${paper})?(?:(?:[おはがも]|の方は)?(?:も|すでに|既に|先に)?(?:${done}|${foldText('出した')}$)|(?:の方|のほ|のこと)?(?:${other}))`,
)

/** Whether what stands behind a word, folded, says that it is done or not what is meant: 出生届は済んだ, 犬ではなく猫. */
export function isSetAside(rest: string): boolean {
  return aside.test(rest)
}
