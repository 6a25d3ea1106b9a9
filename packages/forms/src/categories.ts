/** The categories under which ぴったりサービス lists procedures, and one for what fits nowhere. */
export const categories = {
  'pregnancy-and-birth': '妊娠・出産',
  childcare: '子育て',
  'moving-and-housing': '引越し・住まい',
  work: '就職・退職',
  'marriage-and-divorce': '結婚・離婚',
  'elderly-and-care': '高齢者・介護',
  disability: '障害',
  'health-and-medicine': '健康・医療',
  tax: '税',
  disaster: '防災・被災者',
  bereavement: 'ご不幸',
  'business-and-fire': '事業・消防',
  'daily-life': 'くらし・ペット',
} as const

/** What has happened in somebody's life, for whoever does not know what the procedure is called. */
export const lifeSituations = {
  'expecting-a-child': '妊娠したとき',
  'child-born': '子どもが生まれたとき',
  'raising-children': '子どもを育てているとき',
  'moved-in': '引っ越してきたとき',
  'moving-out': '引っ越すとき',
  'started-work': '就職したとき',
  'left-work': '仕事をやめたとき',
  married: '結婚したとき',
  divorced: '離婚したとき',
  'needs-care': '介護が必要になったとき',
  'grown-old': '高齢になったとき',
  'has-a-disability': '障害があるとき',
  'fell-ill': '病気やけがをしたとき',
  'hit-by-disaster': '災害にあったとき',
  'somebody-died': 'ご家族が亡くなったとき',
  'keeping-a-pet': '犬や猫を飼うとき',
  'running-a-business': '事業をしているとき',
} as const

export type CategoryId = keyof typeof categories
export type LifeSituationId = keyof typeof lifeSituations
