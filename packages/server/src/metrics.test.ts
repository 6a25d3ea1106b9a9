import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeMetrics } from './metrics.ts'
import { makeMetricsRoute } from './metrics-route.ts'

test('a collector reads counters, gauges and histograms', async () => {
  const metrics = makeMetrics()
  metrics.counter({ name: 'asked_total', help: 'Asked.', labels: ['outcome'] }).add({ outcome: 'ok' }, 2)
  metrics.gauge({ name: 'queue', help: 'Waiting.' }).set(7)
  metrics.watch({ name: 'age_seconds', help: 'Oldest.' }, () => 4)
  const histogram = metrics.histogram({ name: 'took_seconds', help: 'Took.', labels: ['route'], bounds: [0.1, 1] })
  for (const value of [0.05, 0.5, 5]) histogram.observe({ route: '/' }, value)
  const response = await makeMetricsRoute(metrics).request('/metrics')
  assert.equal(response.headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8')
  assert.equal(
    await response.text(),
    `# HELP asked_total Asked.
# TYPE asked_total counter
asked_total{outcome="ok"} 2
# HELP queue Waiting.
# TYPE queue gauge
queue 7
# HELP age_seconds Oldest.
# TYPE age_seconds gauge
age_seconds 4
# HELP took_seconds Took.
# TYPE took_seconds histogram
took_seconds_bucket{route="/",le="0.1"} 1
took_seconds_bucket{route="/",le="1"} 2
took_seconds_bucket{route="/",le="+Inf"} 3
took_seconds_sum{route="/"} 5.55
took_seconds_count{route="/"} 3
`,
  )
})

test('labels cannot grow without end, nor break a line', () => {
  const metrics = makeMetrics()
  const counter = metrics.counter({ name: 'x_total', help: 'X.', labels: ['a'], seriesMax: 2 })
  for (const a of ['1', '2', '3', '4', 'x"\n\\']) counter.add({ a })
  assert.match(metrics.render(), /x_total\{a="other"\} 3/)
  const other = makeMetrics()
  other.counter({ name: 'x_total', help: 'X.', labels: ['a'] }).add({ a: 'x"\n\\' })
  assert.match(other.render(), /x_total\{a="x\\"\\n\\\\"\} 1\n$/)
})

test('a wrong label, a wrong name and a shrinking counter are mistakes of ours', () => {
  const metrics = makeMetrics()
  const counter = metrics.counter({ name: 'x_total', help: 'X.', labels: ['a'] })
  assert.throws(() => counter.add({}))
  assert.throws(() => counter.add({ a: '1', b: '2' }))
  assert.throws(() => counter.add({ a: '1' }, -1))
  assert.throws(() => metrics.gauge({ name: 'x_total', help: 'again' }))
  assert.throws(() => metrics.gauge({ name: 'X y', help: '' }))
})
