import { accountFieldExamples } from './account-field.fixture.ts'
import { barChartExamples } from './bar-chart.fixture.ts'
import { buttonExamples, buttonGroupExamples, linkButtonExamples } from './button.fixture.ts'
import { cardListExamples } from './card-list.fixture.ts'
import { checkboxGroupExamples, radioGroupExamples } from './choices.fixture.ts'
import { dateFieldExamples } from './date-field.fixture.ts'
import { descriptionListExamples } from './description-list.fixture.ts'
import { disclosureExamples } from './disclosure.fixture.ts'
import { emptyStateExamples } from './empty-state.fixture.ts'
import { errorSummaryExamples } from './error-summary.fixture.ts'
import type { ExampleSet } from './example.fixture.ts'
import { heroExamples } from './hero.fixture.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'
import { itemListExamples } from './item-list.fixture.ts'
import { breadcrumbExamples, navigationExamples } from './navigation.fixture.ts'
import { notificationBannerExamples } from './notification-banner.fixture.ts'
import { pageExamples } from './page.fixture.ts'
import type { Site } from './page.ts'
import { renderPage } from './page.ts'
import { paginationExamples } from './pagination.fixture.ts'
import { pictureStepsExamples } from './picture-steps.fixture.ts'
import { progressListExamples } from './progress-list.fixture.ts'
import { columnsExamples, sectionExamples } from './section.fixture.ts'
import { selectFieldExamples } from './select-field.fixture.ts'
import { statusChipExamples } from './status-chip.fixture.ts'
import { stepIndicatorExamples } from './step-indicator.fixture.ts'
import { tableExamples } from './table.fixture.ts'
import { textAreaExamples } from './text-area.fixture.ts'
import { textFieldExamples } from './text-field.fixture.ts'
import { timelineExamples } from './timeline.fixture.ts'

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
  timelineExamples,
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
