import { renderLinkButton } from './button.ts'
import { defineExamples } from './example.fixture.ts'
import type { HeroProps } from './hero.ts'
import { renderHero } from './hero.ts'

/** It brings an h1, so it is shown inside whole pages and not in the gallery. */
export const heroExamples = defineExamples<HeroProps>({
  component: 'hero',
  scope: 'page',
  render: renderHero,
  examples: {
    'a front page': {
      heading: '役所の窓口を、あなたの手もとに',
      lead: 'マイナンバーカードでログインすると、自分の情報を見たり、手続をしたりできます。',
      actions: [renderLinkButton({ label: 'ログインする', href: '/login', icon: 'card' })],
    },
  },
})
