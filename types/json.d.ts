/** What comes from outside is unknown until somebody has looked at it: of two signatures the later declared one counts. */
interface JSON {
  parse(text: string, reviver?: (this: unknown, key: string, value: unknown) => unknown): unknown
}
