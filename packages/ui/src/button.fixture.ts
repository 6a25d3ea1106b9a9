import type { ButtonProps, LinkButtonProps } from './button.ts'
import { renderButton, renderButtonGroup, renderLinkButton } from './button.ts'
import { defineExamples } from './example.fixture.ts'

export const buttonExamples = defineExamples<ButtonProps>({
  component: 'button',
  render: renderButton,
  examples: {
    solid: { label: 'この内容で申請する' },
    outline: { label: '保存して、あとで続ける', kind: 'outline', name: 'move', value: 'save', skipsChecks: true },
    text: { label: '入力をやめる', kind: 'text', formAction: '/leave' },
    'medium with an icon': { label: '手続を探す', size: 'medium', icon: 'search' },
    'small, with words for screen readers': { label: '変更する', size: 'small', kind: 'outline', context: '(住所)' },
    dangerous: { label: 'この回答を削除する', isDangerous: true, kind: 'outline', id: 'delete-answer' },
  },
})

export const linkButtonExamples = defineExamples<LinkButtonProps>({
  component: 'link-button',
  render: renderLinkButton,
  examples: {
    solid: { label: 'マイナンバーカードでログインする', href: '/login', icon: 'card' },
    download: {
      label: 'PDFで保存する',
      href: '/answers/1.pdf',
      kind: 'outline',
      size: 'medium',
      icon: 'download',
      downloadName: '所得.pdf',
    },
  },
})

export const buttonGroupExamples = defineExamples<{ labels: readonly string[] }>({
  component: 'button-group',
  render: ({ labels }) =>
    renderButtonGroup(labels.map((label, i) => renderButton({ label, kind: i === 0 ? 'solid' : 'outline' }))),
  examples: { 'forward and back': { labels: ['次へ進む', '前の質問に戻る'] } },
})
