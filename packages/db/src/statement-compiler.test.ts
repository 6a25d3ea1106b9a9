import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RootOperationNode } from 'kysely'
import { createQueryId, DummyDriver, Kysely, PostgresAdapter, PostgresQueryCompiler, sql } from 'kysely'
import { StatementCompiler } from './statement-compiler.ts'

const ours = new StatementCompiler()
const kysely = new Kysely<{ account: { id: string } }>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: () => assert.fail('nobody looks'),
  },
})

function compare(statement: { toOperationNode(): RootOperationNode }) {
  const node = statement.toOperationNode()
  const [own, theirs] = [ours, new PostgresQueryCompiler()].map((one) => one.compileQuery(node, createQueryId()))
  assert.deepEqual([own?.sql, own?.parameters], [theirs?.sql, theirs?.parameters])
  return own?.sql
}

describe('the compiler of statements', () => {
  const find = (id: string, ids: readonly string[]) => sql`select ${id}::text, ${ids}::text[], ${null}::date, '$1'`

  it('writes what Kysely writes, for values of every kind and for none', () => {
    assert.equal(compare(find('a', ['b', 'c'])), "select $1::text, $2::text[], $3::date, '$1'")
    compare(sql`select 1`)
    compare(sql`${new Date(0)}`)
  })

  it('leaves to Kysely what holds more than values: names, lists, other statements', () => {
    compare(
      sql`select * from ${sql.table('account')} where ${sql.ref('id')} in (${sql.join(['a', 'b'])}) ${sql.raw('limit 1')}`,
    )
    compare(sql`select ${sql.lit('a')}, ${sql`${'b'}::text`}`)
    compare(kysely.selectFrom('account').select('id').where('id', '=', 'a'))
  })

  it('knows a statement again by its place, whatever its values are', () => {
    const texts = [find('a', []), find('b', ['c'])].map(
      (one) => ours.compileQuery(one.toOperationNode(), createQueryId()).sql,
    )
    assert.equal(texts[0], texts[1])
  })
})
