// A press ends where it began. What appears meanwhile because the press took the focus away would move the button from
// under the pointer, and the click would miss it.

let held = false
const waiting = new Set<() => void>()

function release(): void {
  held = false
  // The click comes right behind.
  setTimeout(() => {
    if (held) return
    for (const then of waiting) then()
    waiting.clear()
  })
}

addEventListener('pointerdown', () => (held = true), true)
// A press that ended out of sight is over once something else is heard.
for (const end of ['pointerup', 'pointercancel', 'keydown']) addEventListener(end, release, true)

/** At once, or after the click while a press lasts. Returns how to forget it. */
export function afterPress(then: () => void): () => void {
  if (!held) then()
  else waiting.add(then)
  return () => void waiting.delete(then)
}
