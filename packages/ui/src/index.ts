// Markup

// Files
export type { Asset } from './asset.ts'
export { makeAsset, makeAssetPath } from './asset.ts'
// Telling
export type { BarChartProps } from './bar-chart.ts'
export { renderBarChart } from './bar-chart.ts'
// Asking
export type { ButtonKind, ButtonProps, ButtonSize, LinkButtonProps } from './button.ts'
export { renderButton, renderButtonGroup, renderLinkButton } from './button.ts'
export type { CardListProps, CardProps } from './card-list.ts'
export { renderCardList } from './card-list.ts'
export type { Choice, ChoicesProps } from './choices.ts'
export { renderCheckboxGroup, renderRadioGroup } from './choices.ts'
export type { DayText } from './date-text.ts'
export {
  formatDate,
  formatDateTime,
  formatEraYear,
  formatMonth,
  formatTime,
  renderDate,
  renderDateTime,
} from './date-text.ts'
export type { DescriptionListProps, DescriptionRow } from './description-list.ts'
export { renderDescriptionList } from './description-list.ts'
export type { DisclosureProps } from './disclosure.ts'
export { renderDisclosure } from './disclosure.ts'
export type { EmptyStateProps } from './empty-state.ts'
export { renderEmptyState } from './empty-state.ts'
export type { ErrorSummaryProps } from './error-summary.ts'
export { renderErrorSummary } from './error-summary.ts'
export type { FieldProps, Requirement } from './field.ts'
export { describedBy, fieldId, renderField, renderFieldGroup } from './field.ts'
// The page
export type { HeroProps } from './hero.ts'
export { renderHero } from './hero.ts'
export type { AttributeValue, Child, Html } from './html.ts'
export { attributes, checkedHref, html } from './html.ts'
export type { IconName } from './icon.ts'
export { iconNames, renderIcon } from './icon.ts'
export { loadAssets } from './load-assets.ts'
export type { BreadcrumbProps, NavigationLink, NavigationProps } from './navigation.ts'
export { renderBreadcrumb, renderNavigation } from './navigation.ts'
export type { NotificationBannerProps } from './notification-banner.ts'
export { renderNotificationBanner } from './notification-banner.ts'
export type { PageProps, PageUser, Site } from './page.ts'
export { renderPage } from './page.ts'
export type { Language } from './page-copy.ts'
export type { OperatorInfo } from './page-footer.ts'
export type { PaginationProps } from './pagination.ts'
export { renderPagination } from './pagination.ts'
export type { ProgressListProps, ProgressRow } from './progress-list.ts'
export { renderProgressList } from './progress-list.ts'
export type { SectionProps } from './section.ts'
export { renderColumns, renderSection } from './section.ts'
export type { SelectFieldProps } from './select-field.ts'
export { renderSelectField } from './select-field.ts'
export type { StatusChipProps, Tone } from './status-chip.ts'
export { renderStatusChip } from './status-chip.ts'
export type { StepIndicatorProps } from './step-indicator.ts'
export { renderStepIndicator } from './step-indicator.ts'
export type { TableColumn, TableProps } from './table.ts'
export { renderTable } from './table.ts'
export type { TextAreaProps } from './text-area.ts'
export { renderTextArea } from './text-area.ts'
export type { TextFieldProps } from './text-field.ts'
export { renderTextField } from './text-field.ts'
export { formatYen, renderYen } from './yen-text.ts'
