// <glossary-copy>: its button copies the page's address, kept in data-address, or the text just before the element.

const FEEDBACK_MILLISECONDS = 4000

class GlossaryCopy extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button")
    this.status = this.querySelector("[role=status]")
    this.button.addEventListener("click", () => this.copy())
  }

  async copy() {
    const text = this.dataset.address ? this.address() : this.previousElementSibling.textContent
    try {
      await navigator.clipboard.writeText(text)
      this.say("Copied")
    } catch {
      this.offer(text) // No clipboard: an insecure address, or the reader's browser says no.
    }
  }

  // The published address, with the role that the reader sees, so that the other reader sees the same.
  address() {
    const address = new URL(this.dataset.address)
    const { role } = document.documentElement.dataset
    if (role) address.searchParams.set("role", role)
    return address.href
  }

  offer(text) {
    clearTimeout(this.timer)
    if (this.dataset.address) this.status.textContent = text
    const range = document.createRange()
    range.selectNodeContents(this.dataset.address ? this.status : this.previousElementSibling)
    getSelection().removeAllRanges()
    getSelection().addRange(range)
    if (!this.dataset.address) this.say("Selected. Copy it with your keyboard or menu.")
  }

  say(message) {
    clearTimeout(this.timer)
    this.status.textContent = message
    this.timer = setTimeout(() => (this.status.textContent = ""), FEEDBACK_MILLISECONDS)
  }
}

if (!customElements.get("glossary-copy")) customElements.define("glossary-copy", GlossaryCopy)
