import type { CompiledQuery, OperationNode, QueryId, RootOperationNode } from 'kysely'
import { PostgresDialect, PostgresQueryCompiler, RawNode, ValueNode } from 'kysely'

/** Kysely's dialect of PostgreSQL, with the compiler below. */
export class StatementDialect extends PostgresDialect {
  override createQueryCompiler(): PostgresQueryCompiler {
    return new StatementCompiler()
  }
}

/**
 * Writes the text of a statement of `sql` that holds nothing but values once for the place in the program where it stands,
 * and not with each run: the same text is also the same string, by which its name is found at once.
 */
export class StatementCompiler extends PostgresQueryCompiler {
  readonly #texts = new WeakMap<readonly string[], string>()

  override compileQuery(node: RootOperationNode, queryId: QueryId): CompiledQuery {
    if (!RawNode.is(node) || !node.parameters.every(isValue)) return super.compileQuery(node, queryId)
    const { sqlFragments, parameters } = node
    let sql = this.#texts.get(sqlFragments)
    if (sql === undefined) {
      sql = sqlFragments.reduce((text, fragment, place) => `${text}$${place}${fragment}`)
      this.#texts.set(sqlFragments, sql)
    }
    return { query: node, queryId, sql, parameters: parameters.map(({ value }) => value) }
  }
}

function isValue(node: OperationNode): node is ValueNode {
  return ValueNode.is(node) && node.immediate !== true
}
