import { describe, expect, it } from 'vitest'
import { spread } from '../../app/stale'
import type { TonightView } from '../../host/bindings'
import { keepEarly, takeEarly } from './ahead'

const view = { date: '2026-11-23' } as TonightView

describe('what came with the window’s start', () => {
  it('is taken once, and then the core is asked', () => {
    keepEarly(view)
    expect(takeEarly()).toBe(view)
    expect(takeEarly()).toBeUndefined()
  })

  it('is dropped when something changed meanwhile', () => {
    keepEarly(view)
    spread(['rituals'])
    expect(takeEarly()).toBeUndefined()
  })
})
