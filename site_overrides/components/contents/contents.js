// Marks, in the list of headings, the one whose text the reader is at: the last that has passed the line below the top.

const LINE = 0.25 // of the window's height

const links = new Map()
for (const link of document.querySelectorAll(".contents__link")) {
  const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)))
  if (heading) links.set(heading, link)
}

function mark() {
  const passed = [...links.keys()].filter((heading) => heading.getBoundingClientRect().top < innerHeight * LINE)
  const current = links.get(passed.at(-1))
  for (const link of links.values()) {
    if (link === current) link.setAttribute("aria-current", "true")
    else link.removeAttribute("aria-current")
  }
}

const observer = new IntersectionObserver(mark, { rootMargin: `0px 0px ${(LINE - 1) * 100}% 0px` })
for (const heading of links.keys()) observer.observe(heading)
