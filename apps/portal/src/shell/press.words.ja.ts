/** What whoever comes by a link of another site reads before anything is opened. */
export const pressCopy = {
  title: 'つづけるには、下のボタンを押してください',
  lead: 'メールやほかのサイトのリンクから、このページがひらかれました。ボタンを押すと、リンクの先に進みます。',
  why: 'ほかのサイトが、あなたの知らないうちに記録をひらくことのないように、いちど確かめています。ここまでで変わったことは、ありません。',
  stranger: '心当たりがないときは、押さずに、この画面を閉じてかまいません。',
  go: 'つづける',
} as const
