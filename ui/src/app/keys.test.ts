import { afterEach, describe, expect, it, vi } from 'vitest'
import { answers, ask, deedOf, doneInField, heldBack, type Deed } from './keys'
import { modals } from './modals'

vi.mock('./modals', () => ({ modals: vi.fn((): HTMLElement[] => []) }))

function pressed(init: KeyboardEventInit, on: HTMLElement = document.body): ReturnType<typeof deedOf> {
  let deed: ReturnType<typeof deedOf>
  const hear = (event: KeyboardEvent): void => {
    deed = deedOf(event)
  }
  if (on !== document.body) document.body.append(on)
  window.addEventListener('keydown', hear)
  on.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, ...init }))
  window.removeEventListener('keydown', hear)
  return deed
}

describe('what is heard through something modal', () => {
  const always: Deed[] = ['lock', 'lamp', 'larger', 'smaller', 'usualSize']
  const heard = (...open: string[]): Deed[] => {
    vi.mocked(modals).mockReturnValue(open.map((name) => Object.assign(document.createElement('dialog'), { className: name })))
    return (['lock', 'lamp', 'larger', 'smaller', 'usualSize', 'undo', 'redo', 'new', 'go'] as const).filter((deed) => !heldBack(deed))
  }

  it('the way back out of a sheet, which stands beside its list elsewhere', () => {
    expect(heard('sheet')).toEqual([...always, 'undo', 'redo'])
  })

  it('the lock, the lamp and the size of text alone through a question', () => {
    expect(heard('dialog')).toEqual(always)
    expect(heard('sheet', 'dialog'), 'over a sheet, too').toEqual(always)
    expect(heard()).toHaveLength(9)
  })
})

describe('the keyboard map', () => {
  it.each([
    ['1', 'tonight'],
    ['2', 'rituals'],
    ['3', 'reading'],
    ['4', 'us'],
    ['5', 'drawer'],
    [',', 'settings'],
    ['l', 'lock'],
    ['L', 'lock'],
    ['j', 'lamp'],
    ['+', 'larger'],
    ['=', 'larger'],
    ['-', 'smaller'],
    ['0', 'usualSize'],
    ['n', 'new'],
    ['f', 'find'],
    ['k', 'go'],
    ['z', 'undo'],
  ])('Ctrl %s is %s, with Command too', (key, deed) => {
    expect(pressed({ key, ctrlKey: true })).toBe(deed)
    expect(pressed({ key, metaKey: true })).toBe(deed)
  })

  it('locks on a keyboard of another script', () => {
    expect(pressed({ key: 'λ', code: 'KeyL', ctrlKey: true })).toBe('lock')
    expect(pressed({ key: 'д', code: 'KeyL', ctrlKey: true })).toBe('lock')
    expect(pressed({ key: 'q', code: 'KeyA', ctrlKey: true }), 'a Latin letter counts as what it says').toBeUndefined()
  })

  it('sizes text wherever a board has its plus', () => {
    const field = document.createElement('textarea')
    expect(pressed({ key: '+', code: 'Equal', ctrlKey: true, shiftKey: true }), 'above the equals sign').toBe('larger')
    expect(pressed({ key: '+', code: 'Digit1', ctrlKey: true, shiftKey: true }), 'above the 1, as on a Swiss board').toBe('larger')
    expect(pressed({ key: '+', code: 'Digit1', ctrlKey: true }), 'below the 1, as on a Czech one').toBe('tonight')
    expect(pressed({ key: '-', code: 'NumpadSubtract', ctrlKey: true }, field), 'while somebody types').toBe('smaller')
    expect(pressed({ key: 'à', code: 'Digit0', ctrlKey: true }), 'a letter says what it says').toBeUndefined()
    expect(pressed({ key: '+' }), 'plus alone is a character').toBeUndefined()
  })

  it('leaves Ctrl+Z to what has an undo of its own, and the lock to nobody', () => {
    const page = Object.assign(document.createElement('div'), { isContentEditable: true })
    expect(pressed({ key: 'z', ctrlKey: true }, page)).toBeUndefined()
    expect(pressed({ key: 'l', ctrlKey: true }, page)).toBe('lock')
  })

  it('goes on with a way back in a plain field while the key is held down, and with nothing else', () => {
    const held = { key: 'z', ctrlKey: true, repeat: true }
    expect(pressed(held, document.createElement('textarea'))).toBe('undo')
    expect(pressed(held)).toBeUndefined()
    expect(pressed({ key: 'l', ctrlKey: true, repeat: true }, document.createElement('input'))).toBeUndefined()
  })

  it('lists the keys on F1 anywhere and on ? outside fields', () => {
    const field = document.createElement('input')
    expect(pressed({ key: 'F1' }, field)).toBe('list')
    expect(pressed({ key: 'Z', ctrlKey: true, shiftKey: true }), 'the way forth').toBe('redo')
    expect(pressed({ key: 'Z', ctrlKey: true, shiftKey: true }, field), 'a field may have nothing to put back').toBe('redo')
    expect(pressed({ key: '?', shiftKey: true })).toBe('list')
    expect(pressed({ key: '?', shiftKey: true }, field)).toBeUndefined()
  })

  it('is silent while an input method composes, but for the quick key, and for AltGr characters', () => {
    expect(pressed({ key: 'n', ctrlKey: true, isComposing: true })).toBeUndefined()
    expect(pressed({ key: 'l', ctrlKey: true, isComposing: true })).toBe('lock')
    expect(pressed({ key: 'Process', code: 'KeyL', ctrlKey: true, isComposing: true }), 'as an input method sends it').toBe('lock')
    expect(pressed({ key: 'l', ctrlKey: true, altKey: true })).toBeUndefined()
    expect(pressed({ key: 'l' }), 'no single letters outside presence mode').toBeUndefined()
  })

  it('asks the page on screen, the latest one', () => {
    const first = vi.fn()
    const second = vi.fn()
    const offFirst = answers('new', first)
    const offSecond = answers('new', second)
    expect(ask('new')).toBe(true)
    offSecond()
    ask('new')
    offFirst()
    expect(ask('new'), 'nobody answers any more').toBe(false)
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 1])
  })
})

describe('a way back in a plain field', () => {
  /** One stack of the whole page, as WebKitGTK has it: each step says what it does. */
  const stack = (...steps: (() => void)[]): void => {
    Object.assign(document, {
      queryCommandEnabled: () => steps.length > 0,
      execCommand: () => {
        steps.pop()?.()
        return true
      },
    })
  }
  const shown = (): HTMLTextAreaElement => {
    const field = document.body.appendChild(document.createElement('textarea'))
    field.focus()
    return field
  }
  afterEach(() => {
    Reflect.deleteProperty(document, 'queryCommandEnabled')
    Reflect.deleteProperty(document, 'execCommand')
    document.body.replaceChildren()
  })

  it('is the field’s own, one step at a time', () => {
    const field = shown()
    field.value = 'one two'
    stack(() => (field.value = ''), () => (field.value = 'one'))
    expect([doneInField('undo', field), field.value]).toEqual([true, 'one'])
    expect([doneInField('undo', field), field.value]).toEqual([true, ''])
    expect(doneInField('undo', field), 'there is no more of it: the key is the app’s').toBe(false)
  })

  it('passes over what has left its field since, as kept words do', () => {
    const field = shown()
    stack(() => undefined, () => undefined)
    expect(doneInField('undo', field), 'nothing of it is in the field any more').toBe(false)
    field.value = 'typed'
    stack(() => (field.value = ''), () => undefined)
    expect([doneInField('undo', field), field.value]).toEqual([true, ''])
  })

  it('has led to another field, which shows it', () => {
    const other = shown()
    const field = shown()
    stack(() => undefined, () => other.focus())
    expect([doneInField('undo', field), document.activeElement === other]).toEqual([true, true])
  })

  it('is for no other key, and for nothing but fields', () => {
    stack(() => undefined)
    expect([doneInField('find', shown()), doneInField('undo', document.body)]).toEqual([false, false])
  })
})
