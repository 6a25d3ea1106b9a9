/** What a page posted, by the names of its entries. */
export type Entries = Readonly<Record<string, readonly string[]>>
