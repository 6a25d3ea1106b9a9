import { registerHooks } from 'node:module'

// Loaded before a test (`--import`): one source is read as if somebody had changed it. No file is written.
const { searchParams } = new URL(import.meta.url)
const [path = '', from = '', to = ''] = ['path', 'from', 'to'].map((name) => searchParams.get(name) ?? '')

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context)
    if (!url.endsWith(path)) return loaded
    const source = String(loaded.source)
    if (!source.includes(from)) throw new Error(`NOT FOUND in ${path}: ${from}`)
    return { ...loaded, source: source.replaceAll(from, to) }
  },
})
