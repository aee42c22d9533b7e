import { fireEvent, render, screen } from '@testing-library/svelte'
import { createRawSnippet } from 'svelte'
import { expect, test } from 'vitest'
import Walk from './Walk.svelte'
import { inOrder } from './walking'

const marks = ['one', 'two', 'three'].map((words, i) => ({ key: words, x: 10 + 20 * i, y: 10, width: 12, height: 12, words }))
const picture = createRawSnippet(() => ({ render: () => '<svg aria-hidden="true"></svg>' }))
const show = (rtl: boolean): void => {
  render(Walk, { label: 'A picture', marks, width: 80, rtl, children: picture })
}
const stands = (): string | null | undefined => document.activeElement?.getAttribute('aria-label')
const press = (name: string): Promise<boolean> => fireEvent.keyDown(document.activeElement!, { key: name })

test('a picture is one stop of the tab key, and the arrows walk from mark to mark', async () => {
  show(false)
  const stops = screen.getAllByRole('option').filter((mark) => mark.tabIndex === 0)
  expect(stops.map((mark) => mark.getAttribute('aria-label')), 'the last one until somebody walks').toEqual(['three'])
  stops[0]?.focus()
  await press('ArrowLeft')
  expect(stands()).toBe('two')
  expect(screen.getByText('two'), 'what is said is seen, too').toBeTruthy()
  await press('Home')
  await press('ArrowLeft')
  expect(stands(), 'nothing lies before the first').toBe('one')
  await press('ArrowRight')
  expect(screen.getAllByRole('option').map((mark) => mark.tabIndex)).toEqual([-1, 0, -1])
})

test('from right to left the arrows are the other way round', async () => {
  show(true)
  screen.getByRole('listbox').style.direction = 'rtl'
  screen.getAllByRole('option')[2]?.focus()
  await press('ArrowRight')
  expect(stands()).toBe('two')
  await press('ArrowLeft')
  expect(stands()).toBe('three')
})

test('marks are walked in the order of time', () => {
  const at = (name: string, x: number, y: number) => ({ key: name, x, y, width: 1, height: 1, words: name })
  expect(inOrder([at('c', 9, 1), at('b', 2, 8), at('a', 2, 1)]).map((mark) => mark.words)).toEqual(['a', 'b', 'c'])
})
