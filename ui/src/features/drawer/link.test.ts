import { fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { expect, test, vi } from 'vitest'
import type { PageId, SheetRow } from '../../host/bindings'
import { fakeHost } from '../../host/fake'
import { t } from '../../i18n'
import LinkChooser from './LinkChooser.svelte'

const row = (title: string, letter = 'b'): SheetRow => ({
  page: letter.repeat(32) as PageId,
  reflection: null,
  written: '2024-11-27T21:00',
  title: [{ text: title, found: false }],
  preview: [],
  draft: false,
})

function open(): { answers: Map<string, (rows: SheetRow[]) => void>; onName: ReturnType<typeof vi.fn>; field: HTMLInputElement } {
  const answers = new Map<string, (rows: SheetRow[]) => void>()
  fakeHost({ page_titles: ({ typed }) => new Promise((done) => answers.set(typed, done)) })
  const onName = vi.fn()
  render(LinkChooser, { open: true, onClose: () => undefined, onName })
  return { answers, onName, field: screen.getByRole('combobox') }
}
async function type(field: HTMLInputElement, value: string, answers: Map<string, unknown>): Promise<void> {
  await fireEvent.input(field, { target: { value } })
  await waitFor(() => expect(answers.has(value)).toBe(true))
}
const options = (): (string | null | undefined)[] => screen.queryAllByRole('option').map((one) => one.querySelector('span')?.textContent)

test('Enter takes what answers the words that are typed, not the words before', async () => {
  const { answers, onName, field } = open()
  await waitFor(() => expect(answers.has('')).toBe(true))
  answers.get('')?.([row('Thursday')])
  await waitFor(() => expect(options()).toEqual(['Thursday']))
  await type(field, 'plates', answers)
  await fireEvent.keyDown(field, { key: 'Enter' })
  expect(onName).not.toHaveBeenCalled()
  answers.get('plates')?.([row('The plates')])
  await waitFor(() => expect(onName.mock.calls).toEqual([['The plates']]))
})

test('whoever types on after Enter takes it back', async () => {
  const { answers, onName, field } = open()
  await type(field, 'pla', answers)
  await fireEvent.keyDown(field, { key: 'Enter' })
  await type(field, 'plates', answers)
  answers.get('pla')?.([row('Place')])
  answers.get('plates')?.([row('The plates')])
  await waitFor(() => expect(options()[0]).toBe('The plates'))
  expect(onName).not.toHaveBeenCalled()
})

test('one letter may be a whole name: it is offered first', async () => {
  const { answers, onName, field } = open()
  await type(field, 'K', answers)
  answers.get('K')?.([row('Kitchen')])
  await waitFor(() => expect(options()).toEqual(['“K”, a page that isn’t there yet', 'Kitchen']))
  await fireEvent.keyDown(field, { key: 'Enter' })
  expect(onName).toHaveBeenCalledWith('K')
})

test('a page that no link could lead to is not offered, and no other page is named in its place', async () => {
  const { answers, onName, field } = open()
  await type(field, 'argument', answers)
  answers.get('argument')?.([row('Argument #3', 'b'), row('Argument | two', 'c'), row('[Argument]', 'd'), row('Argument '.repeat(30), 'e'), row('The argument', 'f')])
  await waitFor(() => expect(options()).toEqual(['The argument', '“argument”, a page that isn’t there yet']))
  await type(field, 'Argument #3', answers)
  answers.get('Argument #3')?.([row('Argument #3')])
  expect(await screen.findByText(t('drawer.link.noName'))).toBeTruthy()
  await fireEvent.keyDown(field, { key: 'Enter' })
  expect(onName, 'least of all its day').not.toHaveBeenCalled()
})

test('of pages with one title the newest is offered, which is the one that its link opens', async () => {
  const { answers, field } = open()
  await type(field, 'cafe', answers)
  answers.get('cafe')?.([row('Café', 'b'), row('The café', 'c'), row('cafe', 'd')])
  await waitFor(() => expect(options(), 'nor is it begun').toEqual(['Café', 'The café']))
})
