import { foldText } from './fold.ts'
import { plainWords } from './plain-words.ts'
import type { TypedWords } from './read-typed.ts'

/** What 平仮名 say of how a sentence goes on, and not of what it is about. */
const grammar = `
ました ます ません ませんか でした です でしょうか ください くださる たいです たい たら たり ている ていて ていた ています てます てる てた ちゃった ちゃって じゃった しまった しまって しまいました しもうた
ので のに けど けれど けれども だけど から まで より など って という ということ こと もの もん とき ところ ため よう みたい らしい そう だから でも しかし それ これ あれ この その あの ここ そこ
はじめて はじめ おわった なりました なったら なったとき なった なって なる なりそう する しよう すると すれば したら したい して した しました しています している させたい される された されて いる います いた いない ある あります あった ない なく なくて なかった
どう どうしたら どうすれば どうやって どこ いつ なに なん なにか だれ いくら いくつ どんな どの いい よい よろしい かな かしら るやつ たやつ やり かた もらえる もらえます もらう もらった もらい もらって もらうには もらえますか くれる くれた あげる ほしい ほしいです できる できます できますか できない いれば いります いりますか いる
ええ ばええ ばいい ばよい んじゃが んじゃ んだが のだが なきゃ なければ なくちゃ なあかん でも やらなんか じゃろか じゃろう かのう だべか だべ たなあ たわ たよ たね のよ なのよ たすけて すこし にほんご だす かみ かいしゃ わたしの わたしは いま いそいで がいこく がいこくから しりません わかんない ばかり ばっかり ちゃだめ だめ だめですか どない どないしたらええ ぜんぶ してもうた もうた じゃけど じゃけん もろた もろう もらいました けん やけん やねん やけど んやけど しよる しとる とる とります ばってん だべ っちゃ ちょる おる おります おった くれへん あかん せなあかん どないしたら どげん なんぼ ほな おっきい わかった わかったら わかりました はいりました はいった はいつて さき すぎた すぎ まだ もう また すぐ いま きのう きょう あした せんしゅう せんげつ ことし きょねん さいきん ちょっと とても すごく はやく ぜんぜん ひとり ふたり みんな わたし ぼく おれ うち おうち いえ おかあさん おとうさん おばあちゃん おじいちゃん ばあちゃん じいちゃん
おしえて おしえてください おねがい おねがいします しりたい わからない わかりません ありがとう すみません こまってる こまっています こまった とどけ とどけで しんせい てつづき しょうめい とうろく まどぐち しやくしょ やくしょ やくば
むすめ むすこ あかんぼ こども ほう だけ しか くらい ぐらい ごろ ほど ずつ いいえ えっと ねえ さん ちゃん くん さま きた きました かわり かわりに のです のですが んです んですが
`

const grammarWords = new RegExp(
  [...new Set([...grammar.trim().split(/\s+/).map(foldText), ...plainWords])]
    .filter((word) => /^\p{Script=Hiragana}+$/u.test(word))
    .sort((a, b) => b.length - a.length)
    .join('|'),
  'g',
)
/** From so many signs on, what is left of 平仮名 is a word; behind a 漢字 its own 送り仮名 stand first. */
const wordSize = 3
const wordSizeBehind = 5
const particles = /^(?:の(?=お)|[がはをおにでとものへや]+)/

/** Whether 平仮名 only say how a sentence goes on: ための. */
export function isGrammar(folded: string): boolean {
  return /^[がはにでとものへ]*$/.test(folded.replace(grammarWords, ''))
}

/** How much the words of 平仮名 say that nobody knows: でんしゃ of たいふうで でんしゃが とまった. */
export function sizeOfKana({ folded, wordOf, isMain }: TypedWords, taken: ReadonlySet<number>): number {
  let size = 0
  let at = 0
  while (at < folded.length) {
    const from = at
    const isOf = (place: number) => !isMain[place] && !taken.has(place) && wordOf[place] === wordOf[from]
    while (at < folded.length && isOf(at)) at++
    if (at === from) {
      at++
      continue
    }
    const text = folded.slice(from, at)
    const isBehind = from > 0 && isMain[from - 1] === true && !taken.has(from - 1) && !particles.test(text)
    const rest = text
      .replace(grammarWords, ' ')
      .split(' ')
      .map((part) => part.replace(particles, ''))
    const longest = Math.max(...rest.map((part) => part.length))
    if (longest >= (isBehind ? wordSizeBehind : wordSize)) size += longest
  }
  return size
}
