/** Warns two minutes before a session ends by itself, and leaves the page when it has ended. */
const warnSeconds = 120
const idle = document.getElementById('idle')
const warning = document.getElementById('idle-warning')

if (idle !== null && warning !== null) {
  let endsAt = Date.now() + Number(idle.dataset.idleLeftSeconds) * 1000
  /** @type {Element | null} */
  let before = null

  /** @param {boolean} isShown */
  const show = (isShown) => {
    if (warning.hidden !== isShown) return
    warning.hidden = !isShown
    if (isShown) {
      before = document.activeElement
      warning.focus()
    } else if (before instanceof HTMLElement) before.focus()
  }

  /**
   * Another window may have kept the session alive: ask before warning.
   * @param {'GET' | 'POST'} method
   */
  const ask = async (method) => {
    try {
      const reply = await fetch(method === 'GET' ? '/session' : '/session/continue', {
        method,
        headers: { accept: 'application/json' },
      })
      if (reply.status === 401) location.assign('/logged-out?why=idle')
      else if (reply.ok) endsAt = Date.now() + (await reply.json()).leftSeconds * 1000
    } catch {
      // Without a network the clock that we have goes on.
    }
  }

  const tick = async () => {
    const leftSeconds = (endsAt - Date.now()) / 1000
    if (leftSeconds <= warnSeconds && warning.hidden) await ask('GET')
    const isNear = endsAt - Date.now() <= warnSeconds * 1000
    if (endsAt <= Date.now()) location.assign('/logged-out?why=idle')
    else show(isNear)
  }

  for (const form of idle.querySelectorAll('form')) {
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      void ask('POST').then(() => show(false))
    })
  }
  setInterval(() => void tick(), 5000)
  document.addEventListener('visibilitychange', () => void tick())
}
