import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Autosave, flushAll } from './autosave.svelte'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A place to write to that can be slow or refuse. */
function paper() {
  const kept: string[] = []
  let refuse: string | undefined
  let gate: Promise<void> | undefined
  return {
    kept,
    refuse: (code: string | undefined) => (refuse = code),
    slow: () => {
      let open = (): void => undefined
      gate = new Promise((resolve) => (open = resolve))
      return () => {
        gate = undefined
        open()
      }
    },
    save: async (text: string): Promise<void> => {
      await gate
      if (refuse !== undefined) throw Object.assign(new Error(), { code: refuse })
      kept.push(text)
    },
  }
}

test('every keystroke is on its way within a moment, also while someone keeps typing', async () => {
  const to = paper()
  const save = new Autosave(to.save)
  for (const text of ['I', 'I k', 'I keep', 'I keep th', 'I keep thinking']) {
    save.put(text)
    await vi.advanceTimersByTimeAsync(100)
  }
  expect(to.kept, 'typing on does not push the write away').toContain('I keep')
  await vi.advanceTimersByTimeAsync(400)
  expect(to.kept.at(-1)).toBe('I keep thinking')
  expect(save.state).toBe('saved')
})

test('a text that takes long to write is written less often, and whole', async () => {
  const to = paper()
  const save = new Autosave(async (text: string) => {
    await new Promise((done) => setTimeout(done, 400))
    await to.save(text)
  })
  for (let letters = 1; letters <= 60; letters++) {
    save.put('x'.repeat(letters))
    await vi.advanceTimersByTimeAsync(100)
  }
  expect(to.kept.length, 'the window is not kept busy with writing').toBeLessThan(12)
  await vi.advanceTimersByTimeAsync(4_000)
  expect(to.kept.at(-1)).toHaveLength(60)
})

test('after a slow write the next key is safe within a second all the same', async () => {
  const to = paper()
  const save = new Autosave(async (text: string) => {
    await new Promise((done) => setTimeout(done, 400))
    await to.save(text)
  })
  save.put('late agai')
  await vi.advanceTimersByTimeAsync(700)
  save.put('late again')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(to.kept).toEqual(['late agai', 'late again'])
})

test('what is typed while a write takes its time follows it at once', async () => {
  const to = paper()
  const save = new Autosave(to.save)
  const open = to.slow()
  save.put('late')
  await vi.advanceTimersByTimeAsync(300)
  save.put('late again')
  await vi.advanceTimersByTimeAsync(5_000)
  open()
  await vi.advanceTimersByTimeAsync(0)
  expect(to.kept).toEqual(['late', 'late again'])
})

test('what no page can hold stays in the window, in words, and is not sent again and again', async () => {
  const to = paper()
  let sent = 0
  const save = new Autosave((text: string) => {
    sent++
    return to.save(text)
  })
  to.refuse('invalid')
  save.put('far too much')
  await vi.advanceTimersByTimeAsync(20_000)
  expect([save.state, save.why, sent]).toEqual(['failed', 'invalid', 1])
  to.refuse(undefined)
  save.put('less')
  await vi.advanceTimersByTimeAsync(400)
  expect(to.kept).toEqual(['less'])
})

test('locking writes what is being typed first', async () => {
  const to = paper()
  const save = new Autosave(to.save)
  save.put('half a sen')
  expect(await flushAll(), 'everything is safe before the key is turned').toBe(true)
  expect(to.kept).toEqual(['half a sen'])
})

test('one write at a time, and what was typed meanwhile follows it', async () => {
  const to = paper()
  const save = new Autosave(to.save)
  const open = to.slow()
  save.put('first')
  const flushed = save.flush()
  save.put('first and second')
  expect(save.state).toBe('saving')
  open()
  expect(await flushed).toBe(true)
  expect(to.kept, 'the newer text is never overtaken by the older').toEqual(['first', 'first and second'])
})

test('a full disk loses nothing: it is tried again until there is room', async () => {
  const to = paper()
  const save = new Autosave(to.save)
  to.refuse('full')
  save.put('safe in memory')
  expect(await save.flush()).toBe(false)
  expect([save.state, save.why]).toEqual(['failed', 'full'])
  to.refuse(undefined)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(to.kept).toEqual(['safe in memory'])
  expect([save.state, save.why]).toEqual(['saved', undefined])
})

test('nothing is lost when the drawer was shut under a keystroke and opened with a wrong passphrase first', async () => {
  const to = paper()
  const save = new Autosave(to.save)
  to.refuse('drawerLocked')
  save.put('the last words')
  expect(await save.leave(), 'the page is gone, its words are not').toBe(false)
  await vi.advanceTimersByTimeAsync(10_000)
  to.refuse(undefined)
  expect(await flushAll()).toBe(true)
  expect(to.kept).toEqual(['the last words'])
})

test('what was thrown away is not written again', async () => {
  const to = paper()
  const save = new Autosave(to.save)
  save.put('away with it')
  await save.drop()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(to.kept).toEqual([])
})

test('whoever waits for a write waits for the one that began meanwhile, too', async () => {
  const gates: (() => void)[] = []
  const kept: string[] = []
  const save = new Autosave(async (text: string) => {
    await new Promise<void>((open) => gates.push(open))
    kept.push(text)
  })
  save.put('I')
  await vi.advanceTimersByTimeAsync(1_000)
  save.put('I keep')
  const both = Promise.all([save.flush(), save.flush().then((all) => [all, ...kept])])
  gates[0]?.()
  await vi.advanceTimersByTimeAsync(10)
  gates[1]?.()
  expect(await both).toEqual([true, [true, 'I', 'I keep']])
})
