import { asHostError, type HostError } from '../host'
import { onStale, type Stale } from './stale'

/** The data of one view: what is known, whether a first answer is still out, what went wrong. */
export interface View<T> {
  readonly data: T | undefined
  readonly error: HostError | undefined
  readonly loading: boolean
  reload(): Promise<void>
}

let open = 0
let waiting: (() => void)[] = []

/** Resolves once no view is waiting for an answer: what is on screen is the real thing. */
export function settled(): Promise<void> {
  if (open === 0) return Promise.resolve()
  return new Promise((resolve) => waiting.push(resolve))
}

function close(): void {
  open--
  if (open > 0) return
  for (const resolve of waiting) resolve()
  waiting = []
}

/**
 * Loads a view and loads it again when one of `names` goes stale or a rune that `load` read changes.
 * Call it while a component is set up. Old data stays on screen while new data is on its way, or could not be read, and an
 * answer that was overtaken by a later question is dropped. What is known already comes as `first`: then nothing is
 * asked before something goes stale, so `load` must read no rune.
 */
export function view<T>(load: () => Promise<T>, names: readonly Stale[], first?: T): View<T> {
  let data = $state.raw<T | undefined>(first)
  let error = $state.raw<HostError>()
  let loading = $state(first === undefined)
  let asked = 0

  async function take(answer: Promise<T>): Promise<void> {
    const mine = ++asked
    open++
    try {
      const next = await answer
      if (mine !== asked) return
      data = next
      error = undefined
    } catch (cause) {
      if (mine !== asked) return
      error = asHostError(cause)
      // What is no longer there is not shown as if it were.
      if (error.code === 'notFound') data = undefined
    } finally {
      close()
    }
    loading = false
  }

  const reload = (): Promise<void> => take(load())

  $effect(() => {
    if (first !== undefined) return
    // `load` runs here, so what it reads is what this effect depends on.
    void take(load())
  })
  $effect(() => {
    const off = onStale(names, () => void reload())
    return () => {
      off()
      asked++
    }
  })

  return {
    get data() {
      return data
    },
    get error() {
      return error
    },
    get loading() {
      return loading
    },
    reload,
  }
}
