// Arguments: the direction to look at the screen in, and WebDriver's callback, which gets what does not fit.
const [direction, done] = arguments
const root = document.documentElement
const own = root.dir
const frame = () => new Promise((next) => requestAnimationFrame(next))
// What is made to be moved sideways: a wide table, a shelf, the ribbon of a long book.
const rooms = '.tableroom, .shelf, .ribbonstrip .scroll'
// What is only heard, what comes with the first Tab, and light.
const unseen = '.vh, .skip, .lamp-glow'

const named = (element) => `<${element.localName} class="${element.className}"> ${element.textContent.trim().slice(0, 40)}`
const shown = (element) => element.checkVisibility?.({ visibilityProperty: true }) ?? element.getClientRects().length > 0
const leaves = (element) => {
  const { left, right, width, height } = element.getBoundingClientRect()
  return width > 0 && height > 0 && (left < -1 || right > root.clientWidth + 1)
}
const scrolls = (element) =>
  element.scrollWidth > element.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(element).overflowX)

// What opens over the screen is seen whole: at each of its corners lies itself, and nothing that cuts it off.
const cornered = 4
const isWhole = (element) => {
  const { left, top, right, bottom } = element.getBoundingClientRect()
  const [l, t, r, b] = [left + cornered, top + cornered, right - cornered, bottom - cornered]
  return [[l, t], [r, t], [l, b], [r, b]].every(([x, y]) => element.contains(document.elementFromPoint(x, y)))
}

// What can be reached at the end of a page stands above the bar that lies over it there. What is cut off by a frame of
// its own is not at the page's end.
const reached = 'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])'
const framed = (element) => {
  for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
    const { overflowY, position } = getComputedStyle(at)
    if (overflowY !== 'visible' || position === 'fixed') return true
  }
  return false
}
function underTheBar() {
  const bar = document.querySelector('.tabbar')
  if (!bar || !shown(bar) || document.querySelector('dialog:modal')) return []
  const stood = root.scrollTop
  root.scrollTop = root.scrollHeight
  const { top } = bar.getBoundingClientRect()
  const under = (element) =>
    shown(element) && !element.closest(unseen) && !framed(element) && element.getBoundingClientRect().bottom > top + 1
  const found = [...document.querySelectorAll(reached)].filter((element) => !bar.contains(element) && under(element))
  root.scrollTop = stood
  return found.map((element) => `under the bar: ${named(element)}`)
}

function troubles() {
  const found = []
  if (root.scrollWidth > root.clientWidth + 1) found.push(`the page is ${root.scrollWidth} px wide in ${root.clientWidth}`)
  for (const element of document.querySelectorAll('body *:not(svg *)')) {
    if (element.closest(unseen) || !shown(element)) continue
    if (leaves(element) && !element.parentElement.closest(rooms)) found.push(`out of the window: ${named(element)}`)
    if (scrolls(element) && !element.matches(rooms)) found.push(`goes sideways: ${named(element)}`)
  }
  for (const menu of document.querySelectorAll('[role=menu]'))
    if (shown(menu) && !isWhole(menu)) found.push(`cut off: ${named(menu)}`)
  return [...found, ...underTheBar()]
}

async function look() {
  root.dir = direction
  await frame()
  // A sheet comes from the other side now, and comes anew.
  for (const moving of document.getAnimations()) if (Number.isFinite(moving.effect?.getComputedTiming().endTime)) moving.finish()
  await frame()
  const found = troubles()
  root.dir = own
  await frame()
  return found
}
look().then(done, (error) => done([String(error)]))
