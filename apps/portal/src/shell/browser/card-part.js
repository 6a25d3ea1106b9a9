/**
 * What all pages that use the card have in common: one thing at a time, what is being waited for said aloud, and a failure
 * under its own name with the one thing to do next. `renderCardPart` made the place for it.
 */
import { CardClientError, openCardClient } from '@madoguchi/card-client'
import { PortalRefusal } from './ask-portal.js'

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

/**
 * @param {ParentNode} root
 * @param {string} name
 * @returns {HTMLElement}
 */
function find(root, name) {
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
