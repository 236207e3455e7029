// Light or dark: the device's setting, or what the reader chose instead, kept on this device.
// Stands in <head> itself, so that no page is painted in the other scheme first.
(() => {
  const STORAGE_KEY = "glossary-scheme"
  const root = document.documentElement
  const deviceIsDark = matchMedia("(prefers-color-scheme: dark)")
  root.classList.remove("no-js")

  function remembered() {
    try {
      return localStorage.getItem(STORAGE_KEY)
    } catch {
      return null // Storage can be switched off; the choice then lasts as long as the page.
    }
  }

  function remember(scheme) {
    try {
      localStorage.setItem(STORAGE_KEY, scheme)
    } catch {
      // As above.
    }
  }

  function apply(scheme) {
    if (scheme === "dark" || scheme === "light") root.dataset.scheme = scheme
    const isDark = root.dataset.scheme ? root.dataset.scheme === "dark" : deviceIsDark.matches
    document.querySelector("[data-scheme-toggle]")?.setAttribute("aria-pressed", isDark)
    return isDark
  }

  const renew = () => apply(remembered())
  renew()
  document.addEventListener("DOMContentLoaded", renew)
  document.addEventListener("prerenderingchange", renew) // The choice may be newer than the prepared page,
  addEventListener("pageshow", renew) // or than the one that the way back brings again.
  deviceIsDark.addEventListener("change", renew)
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-scheme-toggle]")) return
    const scheme = apply() ? "light" : "dark"
    remember(scheme)
    apply(scheme)
  })
})()
