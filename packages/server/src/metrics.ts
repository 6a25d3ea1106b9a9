import assert from 'node:assert/strict'

type Labels = Readonly<Record<string, string>>
type Definition = {
  /** snake_case; a counter ends in `_total`. */
  readonly name: string
  readonly help: string
  readonly labels?: readonly string[] | undefined
  /** More combinations of labels than this are counted together as `other`. Default: 200. */
  readonly seriesMax?: number | undefined
}
type Counter = { add(labels?: Labels, count?: number): void }
type Gauge = { set(value: number, labels?: Labels): void }
type Histogram = { observe(labels: Labels, value: number): void }

export type Metrics = {
  counter(definition: Definition): Counter
  gauge(definition: Definition): Gauge
  /** A gauge that is asked when somebody looks. */
  watch(definition: Omit<Definition, 'labels'>, read: () => number): void
  /** Series that are kept elsewhere, asked for when somebody looks. Whoever gives them keeps them few. */
  watchEach(
    definition: Omit<Definition, 'labels' | 'seriesMax'> & { readonly kind: 'counter' | 'gauge' },
    read: () => readonly (readonly [labels: Labels, value: number])[],
  ): void
  /** Bounds in seconds unless given: 5 ms to 10 s. */
  histogram(definition: Definition & { readonly bounds?: readonly number[] }): Histogram
  /** The Prometheus text format 0.0.4. */
  render(): string
}

const boundsDefault = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Numbers for an operator. Labels hold routes, methods and enum words, never ids and never what a person typed. */
export function makeMetrics(): Metrics {
  const families = new Map<string, () => readonly string[]>()

  function register(kind: string, { name, help }: Definition, lines: () => readonly string[]): void {
    assert(/^[a-z][a-z0-9_]*$/.test(name) && !families.has(name), `a metric name of its own: ${name}`)
    families.set(name, () => [`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`, ...lines()])
  }

  return {
    counter(definition) {
      const series = makeSeries(definition, () => ({ value: 0 }))
      register('counter', definition, () =>
        series.map((labels, { value }) => [`${definition.name}${labels()} ${value}`]),
      )
      return {
        add(labels = {}, count = 1) {
          assert(count >= 0, 'a counter only grows')
          series.get(labels).value += count
        },
      }
    },
    gauge(definition) {
      const series = makeSeries(definition, () => ({ value: 0 }))
      register('gauge', definition, () => series.map((labels, { value }) => [`${definition.name}${labels()} ${value}`]))
      return {
        set(value, labels = {}) {
          series.get(labels).value = value
        },
      }
    },
    watch(definition, read) {
      register('gauge', definition, () => [`${definition.name} ${read()}`])
    },
    watchEach({ kind, ...definition }, read) {
      register(kind, definition, () =>
        read().map(([labels, value]) => `${definition.name}${renderLabels(labels)} ${value}`),
      )
    },
    histogram(definition) {
      const bounds = definition.bounds ?? boundsDefault
      const series = makeSeries(definition, () => ({ counts: bounds.map(() => 0), sum: 0, count: 0 }))
      register('histogram', definition, () =>
        series.map((labels, { counts, sum, count }) => [
          ...bounds.map((bound, i) => `${definition.name}_bucket${labels({ le: String(bound) })} ${counts[i] ?? 0}`),
          `${definition.name}_bucket${labels({ le: '+Inf' })} ${count}`,
          `${definition.name}_sum${labels()} ${sum}`,
          `${definition.name}_count${labels()} ${count}`,
        ]),
      )
      return {
        observe(labels, value) {
          const at = series.get(labels)
          at.sum += value
          at.count += 1
          for (const [i, bound] of bounds.entries()) if (value <= bound) at.counts[i] = (at.counts[i] ?? 0) + 1
        },
      }
    },
    render: () => `${[...families.values()].flatMap((lines) => lines()).join('\n')}\n`,
  }
}

type Series<T> = {
  get(labels: Labels): T
  map(render: (labels: (more?: Labels) => string, value: T) => readonly string[]): readonly string[]
}

function makeSeries<T>({ labels: names = [], seriesMax = 200 }: Definition, make: () => T): Series<T> {
  const all = new Map<string, { readonly labels: Labels; readonly value: T }>()
  function get(labels: Labels): T {
    assert(
      names.every((name) => labels[name] !== undefined) && Object.keys(labels).length === names.length,
      'every label, no other',
    )
    const key = JSON.stringify(names.map((name) => labels[name]))
    const found = all.get(key)
    if (found !== undefined) return found.value
    const rest = Object.fromEntries(names.map((name) => [name, 'other']))
    if (all.size >= seriesMax && names.some((name) => labels[name] !== 'other')) return get(rest)
    const value = make()
    all.set(key, { labels, value })
    return value
  }
  return {
    get,
    map: (render) =>
      [...all.values()].flatMap(({ labels, value }) => render((more) => renderLabels({ ...labels, ...more }), value)),
  }
}

function renderLabels(labels: Labels): string {
  const parts = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(value)}"`)
  return parts.length === 0 ? '' : `{${parts.join(',')}}`
}

function escapeLabel(value: string): string {
  return value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n')
}
