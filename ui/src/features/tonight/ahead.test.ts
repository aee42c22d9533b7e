import { describe, expect, it } from 'vitest'
import { spread } from '../../app/stale'
import { fakeHost } from '../../host/fake'
import { askAhead, tonightView } from './ahead'

describe('an answer asked for early', () => {
  const counting = (): { asked: () => number } => {
    let asked = 0
    fakeHost({ tonight_view: () => ({ ask: ++asked }) as never })
    return { asked: () => asked }
  }

  it('is taken once, and then the core is asked', async () => {
    const { asked } = counting()
    askAhead()
    expect(await tonightView()).toEqual({ ask: 1 })
    expect(asked(), 'no second question').toBe(1)
    expect(await tonightView()).toEqual({ ask: 2 })
  })

  it('is dropped when something changed meanwhile', async () => {
    counting()
    askAhead()
    spread(['rituals'])
    expect(await tonightView()).toEqual({ ask: 2 })
  })

  it('is dropped when another page is shown', async () => {
    counting()
    askAhead()()
    expect(await tonightView()).toEqual({ ask: 2 })
  })

  it('that failed is asked for again by the page', async () => {
    let asked = 0
    fakeHost({
      tonight_view: () => {
        if (++asked === 1) throw new Error('not yet')
        return { ask: asked } as never
      },
    })
    askAhead()
    await Promise.resolve()
    await new Promise((resolve) => queueMicrotask(() => resolve(undefined)))
    expect(await tonightView()).toEqual({ ask: 2 })
  })
})
