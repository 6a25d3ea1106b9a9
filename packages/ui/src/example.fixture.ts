import type { Html } from './html.ts'

/** What stands in `x.fixture.ts`: a component with the props that show what it can do. */
export type ExampleSet = {
  readonly component: string
  /** 'page' for whole documents, which cannot stand inside the gallery. */
  readonly scope: 'part' | 'page'
  readonly examples: readonly Example[]
}
export type Example = {
  readonly title: string
  readonly props: unknown
  /** The same component with other props; the tests put hostile text into them. */
  render(props: unknown): Html
}

export function defineExamples<Props>(options: {
  component: string
  scope?: 'part' | 'page'
  render: (props: Props) => Html
  examples: Readonly<Record<string, Props>>
}): ExampleSet {
  return {
    component: options.component,
    scope: options.scope ?? 'part',
    examples: Object.entries(options.examples).map(([title, props]) => ({
      title,
      props,
      render: (other) => options.render(other as Props),
    })),
  }
}
