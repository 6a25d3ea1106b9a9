/**
 * What all pages that use the card have in common: one thing at a time, what is being waited for said aloud, and a failure
 * under its own name with the one thing to do next. `renderCardPart` made the place for it.
 */
import { CardClientError, openCardClient } from '@madoguchi/card-client'

/**
 * @typedef {import('@madoguchi/card-client').CardClient} CardClient
 * @typedef {{ title: string, next: string, href?: string, label?: string }} Words
 * @typedef {{
 *   client: CardClient,
 *   say: (step: string) => void,
 *   tell: (text: string) => void,
 *   form: HTMLFormElement,
 * }} Tools
 */

/** A refusal of the portal, in its own words. */
export class PortalRefusal extends Error {
  /** @param {{ code: string, title?: string, next?: string }} refusal */
  constructor({ code, title, next }) {
    super(code)
    this.code = code
    /** @type {Words | undefined} */
    this.words = title === undefined || next === undefined ? undefined : { title, next }
  }
}

/**
 * Sends something to the portal as a form does, and reads its JSON.
 * @param {string} path
 * @param {Record<string, string>} [fields]
 */
export async function send(path, fields = {}) {
  const init = { method: 'POST', headers: { accept: 'application/json' }, body: new URLSearchParams(fields) }
  const reply = await fetch(path, init).catch(() => {
    throw new PortalRefusal({ code: 'PORTAL_UNREACHABLE' })
  })
  if (!(reply.headers.get('content-type') ?? '').startsWith('application/json'))
    throw new PortalRefusal({ code: 'PORTAL_FAILED' })
  const value = await reply.json()
  if (!reply.ok) throw new PortalRefusal(value)
  return value
}

/**
 * @param {ParentNode} root
 * @param {string} name
 * @returns {HTMLElement}
 */
export function find(root, name) {
  const found = root.querySelector(`[data-${name}]`)
  if (!(found instanceof HTMLElement)) throw new Error(`no place for ${name}`)
  return found
}

/**
 * @param {HTMLElement} part made by `renderCardPart`
 * @param {(tools: Tools) => Promise<void>} act
 */
export function bringToLife(part, act) {
  const failure = find(part, 'failure')
  const state = find(part, 'state')
  const form = part.querySelector('form')
  const client = openCardClient()
  const words = fetch(part.dataset.words ?? '').then((reply) => reply.json())
  words.catch(() => undefined) // The page's own sentence stands in for them.
  let isBusy = false

  /** @param {string} text */
  const tell = (text) => {
    state.textContent = text
  }
  /** @param {string} step */
  const say = (step) => tell(state.dataset[step] ?? '')

  /** @param {unknown} error */
  const show = async (error) => {
    const code = error instanceof CardClientError || error instanceof PortalRefusal ? error.code : 'PAGE_FAILED'
    const known = await words.catch(() => ({}))
    /** @type {Words | undefined} */
    const said = (error instanceof PortalRefusal ? error.words : undefined) ?? known[code] ?? known.PAGE_FAILED
    if (said !== undefined) {
      find(failure, 'title').textContent = said.title
      find(failure, 'next').textContent = said.next
      const more = find(failure, 'more')
      more.hidden = said.href === undefined || said.href === location.pathname
      const link = more.querySelector('a')
      if (link !== null && said.href !== undefined) {
        link.href = said.href
        link.textContent = said.label ?? ''
      }
    }
    find(failure, 'code').textContent = code
    failure.hidden = false
    failure.focus()
  }

  const run = async () => {
    if (isBusy || form === null) return
    isBusy = true
    failure.hidden = true
    part.setAttribute('aria-busy', 'true')
    try {
      await act({ client, say, tell, form })
    } catch (error) {
      say('')
      await show(error)
    } finally {
      isBusy = false
      part.removeAttribute('aria-busy')
    }
  }

  form?.addEventListener('submit', (event) => {
    event.preventDefault()
    void run()
  })
  return { run }
}

/**
 * 2019年5月1日(令和元年), as the portal's pages write it; where the register does not know a part, that part is named.
 * @param {string} day YYYY-MM-DD, zeros for what is unknown
 */
export function formatDay(day) {
  const [year, month, dayOfMonth] = day.split('-').map(Number)
  if (!year) return '不詳'
  if (!month) return `${year}年(月日は不詳)`
  if (!dayOfMonth) return `${year}年${month}月(日は不詳)`
  const date = new Date(`${day}T00:00:00Z`)
  const era = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { era: 'long', year: 'numeric', timeZone: 'UTC' })
  const plain = new Intl.DateTimeFormat('ja-JP', { dateStyle: 'long', timeZone: 'UTC' })
  return `${plain.format(date)}(${era.format(date)})`
}
