import { expect, test, vi } from 'vitest'
import { HostError } from '../../host'
import { fakeHost } from '../../host/fake'
import type { Looked } from '../../host/bindings'
import { Looking, noChaptersWords, refusal } from './looking.svelte'

test('a refusal says what is safe, and why', () => {
  expect(refusal(new HostError('invalid', 'file', 'locked'))).toMatch(/^Nothing was added\. The book is locked/)
  expect(refusal(new HostError('invalid', 'file', 'somethingNew'))).toMatch(/^Nothing was added\./)
  expect(refusal(new HostError('full'))).toMatch(/The disk is full/)
})

test('a book of a library without chapters says why, and what can be done', () => {
  expect(noChaptersWords('gone')).toBe('Its file is not where Calibre says. Count the chapters or paste a list, below.')
  expect(noChaptersWords('locked')).toMatch(/^Its file is locked/)
  expect(noChaptersWords('somethingNew')).toMatch(/^Its file could not be read just now\./)
  expect(noChaptersWords(null)).toBe('It has no contents list. Count the chapters or paste a list, below.')
})

test('a library that is damaged has words of its own', () => {
  expect(refusal(new HostError('invalid', 'file', 'damagedLibrary'))).not.toMatch(/pasted below/)
})

test('a look that was overtaken shows nothing of itself', async () => {
  const answers: ((looked: Looked) => void)[] = []
  fakeHost({ import_look: () => new Promise((resolve) => answers.push(resolve)) })
  const looking = new Looking()
  const first = looking.into('/one.epub')
  const second = looking.into('/two.epub')
  await vi.waitFor(() => expect(answers).toHaveLength(2))
  answers[0]?.({ kind: 'library' })
  answers[1]?.({ kind: 'library' })
  expect(await first).toBeUndefined()
  expect(await second).toEqual({ kind: 'library' })
  expect(looking.busy).toBe(false)
})

test('how far a look is can be seen, and it can be stopped', async () => {
  let stop: (error: HostError) => void = () => undefined
  const host = fakeHost({
    import_look: () => new Promise((_, reject) => (stop = reject)),
    import_stop: () => {
      stop(new HostError('invalid', 'file', 'stopped'))
      return {}
    },
  })
  const looking = new Looking()
  const look = looking.into('/long.epub')
  await vi.waitFor(() => expect(host.calls.some(({ name }) => name === 'import_look')).toBe(true))
  host.send('looking', { done: 30, of: 40 })
  expect(looking.share).toBe(0.75)
  looking.stop()
  expect(await look).toBeUndefined()
  expect(looking.wrong).toBe('Stopped. Nothing was added.')
})
