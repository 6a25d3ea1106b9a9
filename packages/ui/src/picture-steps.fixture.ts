import { defineExamples } from './example.fixture.ts'
import type { PictureStepsProps } from './picture-steps.ts'
import { renderPictureSteps } from './picture-steps.ts'

export const pictureStepsExamples = defineExamples<PictureStepsProps>({
  component: 'picture-steps',
  render: renderPictureSteps,
  examples: {
    'three steps': {
      label: 'ログインの3つの手順',
      steps: [
        {
          picture: 'reader',
          heading: 'カードリーダーをつなぐ',
          body: 'パソコンにつなぎます。',
          chip: { tone: 'neutral', label: 'ここではいりません' },
        },
        { picture: 'card', heading: 'カードを置く', body: '置いたままにします。' },
        { picture: 'digits', heading: '数字4けたを入力する', body: '暗証番号です。' },
      ],
    },
  },
})
