// Time passing while a view stands: seconds since its data came. The core says what time it is; this only
// counts on from there, so that a clock set anew never makes the dial jump before the core has spoken.

const tick = 15_000

/** Seconds since `from` last changed; counts only while the component lives. */
export function elapsed(from: () => unknown): { readonly seconds: number } {
  let since = performance.now()
  let seconds = $state(0)

  $effect(() => {
    from()
    since = performance.now()
    seconds = 0
    const timer = setInterval(() => {
      seconds = (performance.now() - since) / 1000
    }, tick)
    return () => clearInterval(timer)
  })

  return {
    get seconds() {
      return seconds
    },
  }
}
