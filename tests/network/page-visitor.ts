import { origin } from './open-nation.ts'

type Portal = { fetch(request: Request): Response | Promise<Response> }
export type Page = {
  readonly status: number
  readonly location: string
  readonly text: string
  readonly bytes: Uint8Array<ArrayBuffer>
}
/** Names and values as a form posts them: a name may come more than once. */
export type Entries = readonly (readonly [name: string, value: string])[]
export type PageVisitor = {
  get(path: string): Promise<Page>
  post(path: string, entries?: Entries): Promise<Page>
  /** A form with a file, which is what its first bytes say. */
  sendFile(path: string, field: string, bytes: Uint8Array, name?: string): Promise<Page>
}

/** A browser without a script that keeps its cookies and follows nothing by itself. */
export function makePageVisitor(portal: Portal): PageVisitor {
  const jar = new Map<string, string>()
  async function send(path: string, init: RequestInit): Promise<Page> {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = {
      accept: 'text/html',
      origin,
      'sec-fetch-site': 'same-origin',
      ...(cookie === '' ? {} : { cookie }),
    }
    const response = await portal.fetch(new Request(origin + path, { ...init, headers }))
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const [name = '', value = ''] = pair.split('=')
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    const bytes = new Uint8Array(await response.arrayBuffer())
    const location = response.headers.get('location') ?? ''
    return { status: response.status, location, text: new TextDecoder().decode(bytes), bytes }
  }
  return {
    get: (path) => send(path, {}),
    post: (path, entries = []) =>
      send(path, {
        method: 'POST',
        body: new URLSearchParams(entries.map(([name, value]): [string, string] => [name, value])),
      }),
    sendFile(path, field, bytes, name = 'form.pdf') {
      const body = new FormData()
      body.set(field, new Blob([new Uint8Array(bytes)], { type: 'application/pdf' }), name)
      return send(path, { method: 'POST', body })
    },
  }
}

/** Where a form of a page for answers goes, and what stands in it unseen. */
export function readHiddenFields(text: string): { readonly action: string; readonly hidden: Entries } {
  const [, start = '', body = ''] = /<form([^>]*data-fill[^>]*)>([\s\S]*?)<\/form>/.exec(text) ?? []
  const inputs = [...body.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => input)
  return {
    action: read(start, 'action'),
    hidden: inputs.map((input) => [read(input, 'name'), read(input, 'value')] as const),
  }
}

function read(tag: string, name: string): string {
  return new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&quot;', '"').replaceAll('&amp;', '&') ?? ''
}
