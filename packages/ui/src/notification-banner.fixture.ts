import { renderLinkButton } from './button.ts'
import { defineExamples } from './example.fixture.ts'
import type { NotificationBannerProps } from './notification-banner.ts'
import { renderNotificationBanner } from './notification-banner.ts'

export const notificationBannerExamples = defineExamples<NotificationBannerProps>({
  component: 'notification-banner',
  render: renderNotificationBanner,
  examples: {
    success: {
      tone: 'success',
      heading: '申請を受け付けました',
      body: '受付番号は 2026-0001 です。みほん市から7日以内にお知らせが届きます。',
      isLive: true,
    },
    error: {
      tone: 'error',
      heading: '送信できませんでした',
      body: '入力した内容は残っています。少し待って、もう一度お試しください。',
    },
    warning: {
      tone: 'warning',
      heading: '電子証明書の期限が近づいています',
      body: '2026年12月31日(令和8年)までに、市区町村の窓口で更新できます。',
    },
    info: {
      tone: 'info',
      heading: 'このページを閉じても大丈夫です',
      body: '届いたらお知らせします。',
      actions: [renderLinkButton({ label: 'トップに戻る', href: '/', kind: 'outline', size: 'medium' })],
    },
  },
})
