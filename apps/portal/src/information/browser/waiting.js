/** Fills the list of a request as answers come: asks for the list, and the server answers when something changed. */
const place = document.getElementById('waiting')

/** @param {Element} part */
const nameOf = (part) => part.querySelector('summary')?.textContent ?? ''

if (place !== null) {
  const run = async () => {
    let failures = 0
    while (place.dataset.isDone !== 'true') {
      try {
        const path = `${location.pathname}/fragment?seen=${place.dataset.version ?? ''}`
        const reply = await fetch(path, { headers: { accept: 'text/html' } })
        if (reply.status === 401) return location.assign('/logged-out?why=idle')
        // Deleted in another window: the page says so.
        if (reply.status === 404) return location.reload()
        if (!reply.ok) throw new Error(String(reply.status))
        failures = 0
        const version = reply.headers.get('x-version') ?? ''
        if (version === place.dataset.version) continue
        // What somebody has unfolded stays so.
        const unfolded = new Set([...place.querySelectorAll('details[open]')].map(nameOf))
        place.innerHTML = await reply.text()
        for (const part of place.querySelectorAll('details')) if (unfolded.has(nameOf(part))) part.open = true
        place.dataset.version = version
        place.dataset.isDone = reply.headers.get('x-done') ?? 'false'
        const title = place.querySelector('[data-title]')?.textContent
        for (const name of document.querySelectorAll('h1, .breadcrumb [aria-current]')) name.textContent = title ?? ''
        document.title = document.title.replace(/^.*?(?=｜)/, title ?? '')
      } catch {
        // The network went away: the list stays as it is, and we ask again later and later.
        failures += 1
        await new Promise((resolve) => setTimeout(resolve, Math.min(30, 2 ** failures) * 1000))
      }
    }
  }
  void run()
}
