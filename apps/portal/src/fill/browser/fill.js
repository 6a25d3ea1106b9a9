/** Saves a page of a form by itself, after a pause in typing; says so quietly, and never stands in the way. */
const form = document.querySelector('form[data-fill]')
const pauseMs = 2000

if (form instanceof HTMLFormElement) {
  const status = form.querySelector('[data-status]')
  const seen = form.querySelector('input[name="_seen"]')
  let isDirty = false
  let isSending = false
  let isOver = false
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
      const said = await reply.json()
      if (reply.ok) {
        if (seen instanceof HTMLInputElement && said.seen !== undefined) seen.value = said.seen
        if (said.saved !== undefined) say(said.saved)
        for (const note of form.querySelectorAll('[data-rare]'))
          tell(note, said.rare?.[note.getAttribute('data-rare') ?? ''])
      } else if (reply.status === 401) {
        isOver = true
        say(form.dataset.ended ?? '')
      } else if (reply.status === 409) {
        isOver = true
        say(said.line)
      } else throw new Error(String(reply.status))
    } catch {
      // The network went away: what was typed stands in the page, and the next pause tries again.
      isDirty = true
      say(form.dataset.slow ?? '')
    } finally {
      isSending = false
      if (isDirty) wait()
    }
  }

  const wait = () => {
    clearTimeout(timer)
    timer = setTimeout(() => void save(), pauseMs)
  }

  form.addEventListener('input', (event) => {
    const { target } = event
    if (target instanceof HTMLInputElement && target.name.startsWith('_')) return
    isDirty = true
    wait()
  })
  form.addEventListener('submit', () => {
    isOver = true
    clearTimeout(timer)
  })
}
