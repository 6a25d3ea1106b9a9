import { renderBarChart } from './bar-chart.ts'
import { renderButton, renderButtonGroup, renderLinkButton } from './button.ts'
import { renderCardList } from './card-list.ts'
import { renderRadioGroup } from './choices.ts'
import { renderDescriptionList } from './description-list.ts'
import { renderDisclosure } from './disclosure.ts'
import { renderErrorSummary } from './error-summary.ts'
import { defineExamples } from './example.fixture.ts'
import { renderHero } from './hero.ts'
import { html } from './html.ts'
import { renderNotificationBanner } from './notification-banner.ts'
import type { PageProps, Site } from './page.ts'
import { renderPage } from './page.ts'
import type { OperatorInfo } from './page-footer.ts'
import { renderSection } from './section.ts'
import { renderStatusChip } from './status-chip.ts'
import { renderStepIndicator } from './step-indicator.ts'
import { renderTable } from './table.ts'
import { renderTextField } from './text-field.ts'
import { formatYen } from './yen-text.ts'

const exampleOperator: OperatorInfo = {
  name: 'みほん市(体験用の架空の市です)',
  section: '企画部 デジタル推進課',
  address: 'みほん県みほん市中央一丁目1番1号',
  phone: '0120-000-000',
  hours: '平日 8時30分から17時15分まで',
  legalBasis: '行政手続における特定の個人を識別するための番号の利用等に関する法律 附則第6条第3項',
  links: { terms: '/terms', privacy: '/privacy', accessibility: '/accessibility', contact: '/contact' },
}

/** `assetPath` gives plain paths here; a program takes them from `makeAssetPath`. */
export const exampleSite: Site = {
  name: 'Madoguchi',
  operator: exampleOperator,
  assetPath: (name) => `/assets/${name}`,
  isSandbox: true,
}

const navigation = [
  { label: 'あなたの情報', href: '/information' },
  { label: 'やりとり履歴', href: '/history' },
  { label: '手続を探す', href: '/procedures' },
  { label: 'お知らせ', href: '/notices' },
]
const user = { name: '三保 花子', logOutAction: '/logout' }

export const pageExamples = defineExamples<PageProps>({
  component: 'page',
  scope: 'page',
  render: renderPage,
  examples: {
    'front page': {
      site: exampleSite,
      title: 'トップ',
      hasOwnHeading: true,
      width: 'wide',
      navigation,
      logInHref: '/login',
      languages: [
        { language: 'ja', href: '/', isCurrent: true },
        { language: 'ja-easy', href: '/?lang=ja-easy' },
        { language: 'en', href: '/?lang=en' },
      ],
      main: [
        renderHero({
          heading: '役所の窓口を、あなたの手もとに',
          lead: '自分の情報を見る。役所どうしのやりとりを確かめる。手続をする。マイナンバーカードがあれば、ここでできます。',
          actions: [
            renderLinkButton({ label: 'カードでログインする', href: '/login', icon: 'card' }),
            renderLinkButton({
              label: 'ログインしないで手続を探す',
              href: '/procedures',
              kind: 'outline',
              icon: 'search',
            }),
          ],
        }),
        renderCardList({
          cards: [
            {
              title: 'あなたの情報',
              href: '/information',
              icon: 'person',
              body: '所得や年金、健康など、役所が持っているあなたの情報を見られます。',
            },
            {
              title: 'やりとり履歴',
              href: '/history',
              icon: 'history',
              body: '役所どうしが、いつ、何のために、あなたの情報をやりとりしたかを見られます。',
            },
            {
              title: '手続を探す',
              href: '/procedures',
              icon: 'document',
              body: '子育てや介護などの手続を探して、このまま申請できます。',
            },
            { title: 'お知らせ', href: '/notices', icon: 'bell', body: '役所からのお知らせが届きます。' },
          ],
        }),
        renderSection({
          heading: '必要なもの',
          body: renderDescriptionList({
            rows: [
              { term: 'マイナンバーカード', value: '4けたの暗証番号を使います。' },
              { term: 'カードリーダー', value: 'パソコンにつなぐ、ICカードリーダーです。' },
              { term: 'ブラウザ', value: html`<a href="/doctor">このパソコンで使えるか調べる</a>` },
            ],
          }),
        }),
      ],
    },
    'form with errors': {
      site: exampleSite,
      title: 'お子さんについて',
      navigation,
      user: { ...user, onBehalfOf: '三保 正' },
      breadcrumb: [
        { label: 'トップ', href: '/' },
        { label: '児童手当の認定請求', href: '/procedures/child-allowance' },
      ],
      notice: renderErrorSummary({ errors: [{ field: 'child-name', text: 'お子さんの氏名を入力してください' }] }),
      main: [
        renderStepIndicator({
          steps: ['あなたについて', 'お子さんについて', '振込先', '内容の確認', '署名して送る'].map((label, at) => ({
            label,
            isDone: at === 0,
          })),
          current: 2,
        }),
        html`<form class="stack" method="post" action="/procedures/child-allowance/2" novalidate>
${renderTextField({ name: 'child-name', label: 'お子さんの氏名', requirement: 'required', width: 'medium', support: '戸籍にのっているとおりに入力します。', error: 'お子さんの氏名を入力してください' })}
${renderRadioGroup({
  name: 'together',
  label: 'お子さんと一緒に住んでいますか',
  requirement: 'required',
  choices: [
    { value: 'yes', label: 'はい、一緒に住んでいます' },
    { value: 'no', label: 'いいえ、別に住んでいます' },
  ],
})}
${renderButtonGroup([renderButton({ label: '次へ進む' }), renderButton({ label: '戻る', kind: 'outline', formAction: '/procedures/child-allowance/1', skipsChecks: true })])}
</form>`,
      ],
    },
    'an answer': {
      site: { ...exampleSite, isSandbox: false },
      title: '所得・個人住民税',
      navigation: navigation.map((link, index) => ({ ...link, isCurrent: index === 0 })),
      user,
      breadcrumb: [
        { label: 'トップ', href: '/' },
        { label: 'あなたの情報', href: '/information' },
      ],
      notice: renderNotificationBanner({
        tone: 'success',
        heading: 'みほん市から回答が届きました',
        body: '30日間、ここで見られます。',
        isLive: true,
      }),
      main: [
        renderBarChart({
          title: '合計所得金額',
          summary: '前の年より 208,000円 ふえました。',
          bars: [
            { label: '令和7年度', value: 2_856_000, text: formatYen(2_856_000) },
            { label: '令和8年度', value: 3_064_000, text: formatYen(3_064_000), isMain: true },
          ],
        }),
        renderTable({
          id: 'income',
          caption: '令和8年度の所得と個人住民税',
          columns: [
            { label: '項目', isRowHeader: true },
            { label: '金額', isNumeric: true },
          ],
          rows: [
            ['給与収入', formatYen(4_380_000)],
            ['合計所得金額', formatYen(3_064_000)],
          ],
        }),
        renderDisclosure({
          summary: 'どこから来た情報か',
          body: html`みほん市 市民税課 ${renderStatusChip({ tone: 'success', label: '署名を確かめました' })}`,
        }),
        renderButtonGroup([
          renderLinkButton({ label: 'PDFで保存する', href: '/answers/1.pdf', icon: 'download' }),
          renderLinkButton({ label: 'この内容について問い合わせる', href: '/answers/1/question', kind: 'outline' }),
        ]),
      ],
    },
    'in English': { site: exampleSite, title: 'Notices', language: 'en', main: 'No notices yet.', user },
  },
})
