/**
 * Saves a page of a form by itself, after a pause in typing; says so quietly, and never stands in the way. Only while nothing gets
 * through it holds back what sends the page: a browser would show its own page in place of what was typed.
 */
const form = document.querySelector('form[data-fill]')
const pauseMs = 2000

if (form instanceof HTMLFormElement) {
  const status = form.querySelector('[data-status]')
  const seen = form.querySelector('input[name="_seen"]')
  let isDirty = false
  let isSending = false
  let isOver = false
  /** The last that was sent did not arrive. */
  let isAway = false
  let isReleased = false
  /** The button that was pressed meanwhile.
   * @type {HTMLElement | null | undefined} */
  let held
  /** @type {number | undefined} */
  let timer

  /** @param {string} text */
  const say = (text) => {
    if (status !== null) status.textContent = text
  }

  /** What may become of a rare character, beside its name. Said again only if it changed.
   * @param {Element} note
   * @param {string | undefined} text */
  const tell = (note, text = '') => {
    if (note.textContent !== text) note.textContent = text
  }

  /** The way on, behind what was said.
   * @param {{ readonly label: string, readonly href: string }} way */
  const lead = ({ label, href }) => {
    const link = document.createElement('a')
    link.href = href
    link.textContent = label
    status?.append(' ', link)
  }

  const collect = () => {
    const entries = [...new FormData(form)].flatMap(([name, value]) => {
      // What is for a card is for no draft.
      if (name === '_pin' || name === '_demo' || name === '_accept') return []
      return [[name, typeof value === 'string' ? value : value.name]]
    })
    return new URLSearchParams([...entries, ['_go', 'save']])
  }

  const save = async () => {
    if (isSending || isOver || !isDirty) return
    isSending = true
    isDirty = false
    try {
      const reply = await fetch(form.action, {
        method: 'POST',
        headers: { accept: 'application/json' },
        body: collect(),
      })
      // A proxy of the portal says so of one that it does not reach.
      isAway = reply.status >= 502 && reply.status <= 504
      const said = await reply.json()
      if (reply.ok) {
        if (seen instanceof HTMLInputElement && said.seen !== undefined) seen.value = said.seen
        if (said.saved !== undefined) say(said.saved)
        for (const note of form.querySelectorAll('[data-rare]'))
          tell(note, said.rare?.[note.getAttribute('data-rare') ?? ''])
      } else if (reply.status === 401) {
        isOver = true
        say(form.dataset.ended ?? '')
      } else if (reply.status === 409 || reply.status === 404) {
        isOver = true
        // Who was told that the draft is gone still has what they wrote before them.
        if (reply.status === 404) held = undefined
        say(said.line)
        if (said.way !== undefined) lead(said.way)
      } else throw new Error(String(reply.status))
    } catch (error) {
      // The network went away: what was typed stands in the page, and the next pause tries again.
      isDirty = true
      // So `fetch` says that nothing came back.
      if (error instanceof TypeError) isAway = true
      sayAway()
    } finally {
      isSending = false
      if (held !== undefined && !isAway) release()
      else if (isDirty) wait()
    }
  }

  const sayAway = () => say((held === undefined ? form.dataset.slow : form.dataset.away) ?? '')

  /** What was pressed goes its way, as if it had been pressed now. */
  const release = () => {
    const button = held
    held = undefined
    isReleased = true
    form.requestSubmit(button)
  }

  const wait = () => {
    clearTimeout(timer)
    timer = setTimeout(() => void save(), pauseMs)
  }

  form.addEventListener('input', (event) => {
    const { target } = event
    if (target instanceof HTMLInputElement && target.name.startsWith('_')) return
    isDirty = true
    // Whoever goes on writing goes on by themselves.
    if (held !== undefined) {
      held = undefined
      sayAway()
    }
    wait()
  })
  form.addEventListener('submit', (event) => {
    if (!isReleased && !isOver && (isAway || !navigator.onLine)) {
      event.preventDefault()
      held = event.submitter
      isDirty = true
      sayAway()
      void save()
      return
    }
    isOver = true
    clearTimeout(timer)
  })
  addEventListener('offline', () => {
    if (isDirty && !isOver) sayAway()
  })
  addEventListener('online', () => void save())
}
