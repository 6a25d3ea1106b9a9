import { TrieRouter } from 'hono/router/trie-router'

/** On which page the form stands that is sent to a path. */
export type FormPlaces = {
  /** A form, and its page where that is another: a pattern of the form's own parameters, `/requests/:request`. */
  addForm(path: string, page?: string): void
  addPage(path: string): void
  /** Of a path that nothing is sent to, the page that is there; undefined where there is none, or a file. */
  findPage(path: string): string | undefined
}

export function makeFormPlaces(): FormPlaces {
  const places = new TrieRouter<string>()
  return {
    addForm: (path: string, page: string = path) => places.add('POST', path, page),
    addPage: (path) => places.add('GET', path, path),
    findPage(path) {
      for (const method of ['POST', 'GET']) {
        const [[found] = []] = places.match(method, path)
        if (found === undefined) continue
        const [page, named] = found
        const standing = page.replace(/:(\w+)/g, (_, name: string) => String(named[name]))
        return standing.includes('.') ? undefined : standing
      }
      return undefined
    },
  }
}
