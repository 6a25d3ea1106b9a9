export type Seen = { readonly status: number; readonly location: string; readonly text: string }
export type Browser = {
  get(path: string): Promise<Seen>
  post(path: string, fields: Readonly<Record<string, string>>): Promise<Seen>
}

/**
 * A browser without a script. Of a file it sees the kind and the size in whole kibibytes: PDFs hold times that are packed.
 * `more` are headers that go with each request.
 */
export function makeBrowser(
  fetchFrom: (request: Request) => Promise<Response>,
  origin: string,
  more: Readonly<Record<string, string>> = {},
): Browser {
  const jar = new Map<string, string>()
  async function send(path: string, init: RequestInit): Promise<Seen> {
    const cookie = [...jar].map((pair) => pair.join('=')).join('; ')
    const headers = { accept: 'text/html', origin, 'sec-fetch-site': 'same-origin', cookie, ...more }
    const response = await fetchFrom(new Request(new URL(path, origin), { ...init, headers, redirect: 'manual' }))
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
      jar.set(name, value)
    }
    const body = Buffer.from(await response.arrayBuffer())
    const type = response.headers.get('content-type') ?? ''
    const text = /text|json|csv/.test(type) ? body.toString('utf8') : `${type} ${body.length >> 10} KiB`
    return { status: response.status, location: response.headers.get('location') ?? '', text }
  }
  return {
    get: (path) => send(path, {}),
    post: (path, fields) => send(path, { method: 'POST', body: new URLSearchParams(fields) }),
  }
}
