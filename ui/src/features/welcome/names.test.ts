import { fireEvent, render, screen } from '@testing-library/svelte'
import { describe, expect, it, vi } from 'vitest'
import { FirstRun } from './first-run.svelte'
import Names from './Names.svelte'

describe('the names of the first run', () => {
  it('are sent on by Enter, but not by the Enter that ends a composed letter', async () => {
    const onEnter = vi.fn()
    render(Names, { run: new FirstRun(), checked: { a: false, b: false }, onEnter })
    for (const field of ['You', 'Your partner']) {
      await fireEvent.keyDown(screen.getByLabelText(field), { key: 'Enter', isComposing: true })
    }
    expect(onEnter).not.toHaveBeenCalled()
    for (const field of ['You', 'Your partner']) await fireEvent.keyDown(screen.getByLabelText(field), { key: 'Enter' })
    expect(onEnter).toHaveBeenCalledTimes(2)
  })
})
