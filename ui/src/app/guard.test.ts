import { expect, it } from 'vitest'
import { back, go, route } from './route.svelte'

it('asks before a page is left with what was typed on it, by every way', () => {
  go({ page: 'reading' })
  let then: (() => void) | undefined
  const stop = route.guardedBy((next) => (then = next))
  for (const way of [() => go({ page: 'us' }), () => back(), () => route.leave(() => go({ page: 'rituals' }))]) {
    then = undefined
    way()
    expect(route.page).toBe('reading')
    expect(then).toBeTypeOf('function')
  }
  go({ page: 'us' })
  then?.()
  expect(route.page, 'and goes there once it may').toBe('us')
  stop()
  go({ page: 'tonight' })
  expect(route.page).toBe('tonight')
})

it('knows what goes with the window apart from what is kept and offered again', () => {
  const stopKept = route.guardedBy(() => undefined, true)
  expect(route.goesWithWindow, 'it is asked about where the page is left alone').toBe(false)
  const stop = route.guardedBy(() => undefined)
  stopKept()
  expect(route.goesWithWindow, 'what is said of one sheet says nothing of the next').toBe(true)
  stop()
  expect(route.goesWithWindow).toBe(false)
})
