// The reader's role: taken from ?role= or from the last visit, kept on this device, set on <html> before the page shows.
// Stands in <head> itself, so that no other role's text flashes by.
(() => {
  const STORAGE_KEY = "glossary-role"
  const roles = document.currentScript.dataset.roles.split(" ")
  const root = document.documentElement

  const known = (role) => (roles.includes(role) ? role : "")

  function remembered() {
    try {
      return known(localStorage.getItem(STORAGE_KEY))
    } catch {
      return "" // Storage can be switched off; the choice then lasts as long as the page.
    }
  }

  function remember(role) {
    try {
      if (role) localStorage.setItem(STORAGE_KEY, role)
      else localStorage.removeItem(STORAGE_KEY)
    } catch {
      // As above.
    }
  }

  function apply(role) {
    if (role) root.dataset.role = role
    else delete root.dataset.role
    for (const choice of document.querySelectorAll("[data-role-choice]")) {
      if (choice.dataset.roleChoice === role) choice.setAttribute("aria-current", "true")
      else choice.removeAttribute("aria-current")
    }
  }

  function showInAddress(role) {
    const address = new URL(location.href)
    if (role) address.searchParams.set("role", role)
    else address.searchParams.delete("role")
    history.replaceState(history.state, "", address)
  }

  function choose(choice) {
    const role = choice.dataset.roleChoice
    remember(role)
    apply(role)
    showInAddress(role)
    const status = document.querySelector("[data-role-status]")
    if (status) status.textContent = role ? `Showing the text for: ${choice.textContent}` : "Showing the text for every role"
  }

  // The address decides, else the last choice. A page that the browser only prepares chooses nothing for the reader.
  function renew() {
    const asked = new URLSearchParams(location.search).get("role")
    const linked = known(asked)
    if (linked && !document.prerendering) remember(linked)
    apply(asked === null ? remembered() : linked)
  }

  renew()
  document.addEventListener("DOMContentLoaded", renew)
  document.addEventListener("prerenderingchange", renew) // The choice may be newer than the prepared page,
  addEventListener("pageshow", renew) // or than the one that the way back brings again.
  document.addEventListener(
    "click",
    (event) => {
      const choice = event.target.closest?.("[data-role-choice]")
      if (!choice || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      event.preventDefault()
      choose(choice)
    },
    true,
  )
})()
