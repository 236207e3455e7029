// Fetches a page of this site when the reader's pointer, finger or focus comes to a link to it. Browsers that follow
// rules.json do this by themselves and better; this is for the others.

const asked = new Set([location.pathname])

function prefetch(event) {
  const link = event.target.closest?.("a[href]")
  if (!link || link.origin !== location.origin || !link.pathname.endsWith("/") || asked.has(link.pathname)) return
  asked.add(link.pathname)
  const hint = document.createElement("link")
  Object.assign(hint, { rel: "prefetch", href: link.href })
  document.head.append(hint)
}

if (!HTMLScriptElement.supports?.("speculationrules")) {
  for (const intent of ["pointerover", "focusin", "touchstart"]) {
    document.addEventListener(intent, prefetch, { passive: true })
  }
}
