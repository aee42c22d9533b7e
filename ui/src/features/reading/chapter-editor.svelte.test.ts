import { render } from '@testing-library/svelte'
import { expect, test } from 'vitest'
import { row } from './chapter-list'
import ChapterEditor from './ChapterEditor.svelte'

test('an epilogue after the last part stands apart from it', () => {
  const list = $state([
    row({ title: 'Prologue' }),
    row({ title: 'The Return', part: 'Part One' }),
    row({ title: 'William', part: 'Part Two' }),
    row({ title: 'Epilogue' }),
    row({ title: 'A Letter' }),
  ])
  const { container } = render(ChapterEditor, { list, label: 'Chapters' })
  const apart = [...container.querySelectorAll('li')].map((line) => line.classList.contains('apart'))
  expect(apart, 'where a part ends and none begins').toEqual([false, false, false, true, false])
})
