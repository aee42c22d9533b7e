import { fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { tick } from 'svelte'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deedsAreDone, redo, undo } from '../../app/act'
import { people } from '../../app/people.svelte'
import { forgetUnsent, setUnsent, unsentOf } from '../../app/unsent.svelte'
import type { LineId, PersonId, SlipId, TakenBack } from '../../host/bindings'
import { fakeHost, type FakeHost } from '../../host/fake'
import { both, robin, sam } from '../../host/two-people'
import { useFormats } from '../../i18n/format'
import Us from './Us.svelte'

const line = (id: string, by: PersonId, words: string) => ({ id: id.repeat(32) as LineId, by, words, day: '2026-11-22', until: null })

describe('Us', () => {
  beforeEach(() => {
    useFormats({ locale: 'en-GB', hours: '24' })
    people.show(both)
  })

  it('lets only whoever wrote a line take it back', async () => {
    const lines = [line('1', robin, 'I feel unheard.'), line('2', sam, 'What was it like for you?')]
    const host = fakeHost({
      us_view: () => ({ today: '2026-11-23', lines, slips: [], older: false }),
      line_take_back: () => ({ value: {}, changed: { stale: [], undo: null } }),
    })
    render(Us)
    const back = await screen.findAllByText('Take it back')
    expect(back, 'Sam’s line is Sam’s').toHaveLength(1)
    await fireEvent.click(back[0]!)
    expect(host.calls.at(-1)).toEqual({ name: 'line_take_back', args: { line: lines[0]!.id } })
  })

  it('gives the words of a slip that was taken back to whoever wrote them, until it lies there again', async () => {
    const slips = [
      { id: '3'.repeat(32) as SlipId, by: robin, words: 'kind\nand patient', day: '2026-11-22', part: 'evening' as const },
      { id: '4'.repeat(32) as SlipId, by: sam, words: 'You laughed.', day: '2026-11-22', part: 'evening' as const },
    ]
    const wrote = { value: {}, changed: { stale: [], undo: { key: 'takeSlipBack', args: {} } } }
    const host = fakeHost({
      us_view: () => ({ today: '2026-11-23', lines: [], slips, older: false }),
      slip_take_back: () => wrote,
      unsent_keep: () => ({}),
      undo: () => ({ value: { what: { key: 'takeSlipBack', args: {} }, takenBack: 'whole', redo: false }, changed: { stale: [], undo: null } }),
    })
    render(Us)
    const back = await screen.findAllByText('Take it back')
    expect(back, 'Sam’s slip is Sam’s').toHaveLength(1)
    await fireEvent.click(back[0]!)
    expect(host.calls.find(({ name }) => name === 'slip_take_back')?.args).toEqual({ slip: slips[0]!.id })
    await waitFor(() => expect(unsentOf('slip')).toBe('kind\nand patient'))
    await undo()
    expect(unsentOf('slip'), 'it is on the table, and nowhere else').toBe('')
    setUnsent('slip', 'something new')
    await fireEvent.click(back[0]!)
    await waitFor(() => expect(host.calls.filter(({ name }) => name === 'slip_take_back')).toHaveLength(2))
    expect(unsentOf('slip'), 'nothing is written over').toBe('something new')
    forgetUnsent()
  })

  describe('a slip that was taken back', () => {
    const slip = { id: '3'.repeat(32) as SlipId, by: robin, words: 'You waited up.', day: '2026-11-22', part: 'evening' as const }
    const undone = (key: string, takenBack: TakenBack = 'whole') => ({
      value: { what: { key, args: {} }, takenBack, redo: false },
      changed: { stale: [], undo: null },
    })
    const takeIt = async (): Promise<FakeHost> => {
      const host = fakeHost({
        us_view: () => ({ today: '2026-11-23', lines: [], slips: [slip], older: false }),
        slip_take_back: () => ({ value: {}, changed: { stale: [], undo: { key: 'takeSlipBack', args: {} } } }),
        unsent_keep: () => ({}),
        unsent_view: () => ({ all: [] }),
      })
      render(Us)
      await fireEvent.click(await screen.findByText('Take it back'))
      await waitFor(() => expect(unsentOf('slip')).toBe(slip.words))
      return host
    }
    afterEach(forgetUnsent)

    it('keeps its words when something else is undone, and lets them go once it lies there again', async () => {
      const host = await takeIt()
      host.answer('undo', () => undone('mark'))
      await undo()
      expect(unsentOf('slip'), 'the slip is off the table all the same').toBe(slip.words)
      host.answer('undo', () => undone('takeSlipBack'))
      await undo()
      expect(unsentOf('slip'), 'it is on the table, and nowhere else').toBe('')
      host.answer('redo', () => undone('takeSlipBack'))
      await redo()
      expect(unsentOf('slip'), 'it is off the table again, and its words are here').toBe(slip.words)
    })

    it('keeps its words when it could not be put there again', async () => {
      const host = await takeIt()
      host.answer('undo', () => undone('takeSlipBack', 'heldBack'))
      await undo()
      expect(unsentOf('slip'), 'it is not on the table').toBe(slip.words)
    })

    it('is theirs who took it back, whatever the other undoes meanwhile', async () => {
      const host = await takeIt()
      people.show({ ...both, here: 'b' })
      setUnsent('slip', slip.words)
      host.answer('undo', () => undone('mark'))
      await undo()
      host.answer('undo', () => undone('takeSlipBack'))
      await undo()
      expect(unsentOf('slip'), 'Sam took back another slip').toBe(slip.words)
      people.show(both)
      expect(unsentOf('slip'), 'Robin’s is still off the table').toBe(slip.words)
      await undo()
      expect(unsentOf('slip'), 'it is on the table, and nowhere else').toBe('')
    })
  })

  it('empties the field of whoever wrote a slip, also when somebody else sits there once it is on the table', async () => {
    let arrive: (() => void) | undefined
    const arrived = new Promise<void>((resolve) => (arrive = resolve))
    const changed = { stale: [], undo: null }
    fakeHost({
      us_view: () => ({ today: '2026-11-23', lines: [], slips: [], older: false }),
      slip_hand: () => arrived.then(() => ({ value: {}, changed })) as never,
      unsent_keep: () => ({}),
    })
    render(Us)
    setUnsent('slip', 'You made tea.')
    await fireEvent.click(await screen.findByText('Hand it to Sam'))
    people.show({ ...both, here: 'b' })
    setUnsent('slip', 'You made tea.')
    arrive?.()
    await deedsAreDone()
    await tick()
    expect(unsentOf('slip'), 'Sam has not handed anything').toBe('You made tea.')
    people.show(both)
    expect(unsentOf('slip'), 'it is on the table, and nowhere else').toBe('')
    forgetUnsent()
  })

  it('is honest about an empty table', async () => {
    fakeHost({ us_view: () => ({ today: '2026-11-23', lines: [], slips: [], older: false }) })
    render(Us)
    expect(await screen.findByText('One small thing Sam did today is enough to start it.')).toBeTruthy()
  })

  it('draws one ribbon for someone who is here alone', async () => {
    people.show({ ...both, b: null })
    fakeHost({ us_view: () => ({ today: '2026-11-23', lines: [], slips: [], older: false }) })
    render(Us)
    expect(await screen.findByText('Just you, for now.')).toBeTruthy()
    expect(screen.getByText('Put it on the table'), 'there is nobody to hand it to').toBeTruthy()
  })
})
