// What the window is told from outside, that it closes or that the computer sleeps, overtakes keys that were pressed
// before it and that a busy page was not given yet. They are words, too.

const signs = ['keydown', 'input'] as const
const turn = 30
/** So many turns without a key: none is on its way. A page that was busy counts one turn, however long it took. */
const still = 5
/** A key that is held down ends here. The core waits two seconds for the words themselves. */
const longest = 1_000

/** Comes back once no key is on its way any more. */
export function keysAreIn(): Promise<void> {
  return new Promise((done) => {
    let turns = 0
    const heard = (): void => {
      turns = 0
    }
    const end = (): void => {
      clearInterval(ticking)
      clearTimeout(enough)
      for (const sign of signs) removeEventListener(sign, heard, true)
      done()
    }
    const ticking = setInterval(() => {
      if (++turns === still) end()
    }, turn)
    const enough = setTimeout(end, longest)
    for (const sign of signs) addEventListener(sign, heard, true)
  })
}
