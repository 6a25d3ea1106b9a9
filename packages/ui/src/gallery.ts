import { accountFieldExamples } from './account-field.examples.ts'
import { barChartExamples } from './bar-chart.examples.ts'
import { buttonExamples, buttonGroupExamples, linkButtonExamples } from './button.examples.ts'
import { cardListExamples } from './card-list.examples.ts'
import { checkboxGroupExamples, radioGroupExamples } from './choices.examples.ts'
import { dateFieldExamples } from './date-field.examples.ts'
import { descriptionListExamples } from './description-list.examples.ts'
import { disclosureExamples } from './disclosure.examples.ts'
import { emptyStateExamples } from './empty-state.examples.ts'
import { errorSummaryExamples } from './error-summary.examples.ts'
import type { ExampleSet } from './example.ts'
import { heroExamples } from './hero.examples.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'
import { itemListExamples } from './item-list.examples.ts'
import { breadcrumbExamples, navigationExamples } from './navigation.examples.ts'
import { notificationBannerExamples } from './notification-banner.examples.ts'
import { pageExamples } from './page.examples.ts'
import type { Site } from './page.ts'
import { renderPage } from './page.ts'
import { paginationExamples } from './pagination.examples.ts'
import { pictureStepsExamples } from './picture-steps.examples.ts'
import { progressListExamples } from './progress-list.examples.ts'
import { columnsExamples, sectionExamples } from './section.examples.ts'
import { selectFieldExamples } from './select-field.examples.ts'
import { statusChipExamples } from './status-chip.examples.ts'
import { stepIndicatorExamples } from './step-indicator.examples.ts'
import { tableExamples } from './table.examples.ts'
import { textAreaExamples } from './text-area.examples.ts'
import { textFieldExamples } from './text-field.examples.ts'

/** Every component with everything it can do. */
export const exampleSets: readonly ExampleSet[] = [
  buttonExamples,
  linkButtonExamples,
  buttonGroupExamples,
  errorSummaryExamples,
  textFieldExamples,
  textAreaExamples,
  selectFieldExamples,
  checkboxGroupExamples,
  radioGroupExamples,
  dateFieldExamples,
  accountFieldExamples,
  itemListExamples,
  notificationBannerExamples,
  statusChipExamples,
  tableExamples,
  descriptionListExamples,
  cardListExamples,
  stepIndicatorExamples,
  pictureStepsExamples,
  disclosureExamples,
  paginationExamples,
  progressListExamples,
  emptyStateExamples,
  barChartExamples,
  navigationExamples,
  breadcrumbExamples,
  sectionExamples,
  columnsExamples,
  heroExamples,
  pageExamples,
]

/** One page that shows them all, for eyes and for the accessibility tests. */
export function renderGallery(site: Site): Html {
  const parts = exampleSets.filter(({ scope }) => scope === 'part')
  const main = parts.map(
    ({ component, examples }) =>
      html`<div class="section"><h2>${component}</h2><div class="stack">${examples.map((example) => html`<div class="stack"><p>${example.title}</p>${example.render(example.props)}</div>`)}</div></div>`,
  )
  return renderPage({ site, title: '部品の一覧', main, width: 'wide' })
}
