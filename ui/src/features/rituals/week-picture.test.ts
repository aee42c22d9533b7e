import { describe, expect, it } from 'vitest'
import type { PocketsView } from '../../host/bindings'
import { piece, quietPieces, timeOf, weeks } from './week-picture'

const days = Array.from({ length: 14 }, (_, i) => `2026-11-${String(17 + i)}`)
const seen = (change: Partial<PocketsView>): PocketsView => ({
  days,
  today: '2026-11-17',
  zone: 'Europe/Berlin',
  pockets: [],
  taken: [],
  quiet: null,
  lacking: false,
  hasFiles: true,
  ...change,
})

describe('the picture of a week', () => {
  it('reaches from seven in the morning to midnight', () => {
    expect(piece(7 * 60, 24 * 60)).toEqual({ from: 0, length: 100 })
    expect(piece(0, 7 * 60), 'what lies before is not drawn').toBeUndefined()
    expect(piece(6 * 60, 24 * 60)?.from, 'what begins before begins at its edge').toBe(0)
  })

  it('draws quiet hours that reach over midnight at both ends of a day', () => {
    expect(quietPieces({ from: '22:30', to: '08:00' }), 'the morning and the night').toHaveLength(2)
    expect(quietPieces({ from: '12:00', to: '13:00' })).toHaveLength(1)
    expect(quietPieces({ from: '09:00', to: '09:00' }), 'no time at all').toEqual([])
    expect(quietPieces(null)).toEqual([])
  })

  it('shows a second week only when something in it is lit', () => {
    expect(weeks(seen({})), 'an empty fortnight is one quiet week').toHaveLength(1)
    const later = seen({ pockets: [{ day: '2026-11-26', from: 1080, to: 1140 }] })
    expect(weeks(later)).toHaveLength(2)
    expect(weeks(later)[1]?.[2]?.pockets, 'on its day').toHaveLength(1)
  })

  it('keeps plans and the own calendar apart', () => {
    const [week] = weeks(
      seen({
        taken: [
          { day: '2026-11-17', from: 540, to: 1020, plan: null },
          { day: '2026-11-17', from: 1290, to: 1300, plan: 'Check-in' },
        ],
      }),
    )
    expect([week?.[0]?.mine.length, week?.[0]?.plans.length]).toEqual([1, 1])
  })

  it('writes the end of a day as midnight', () => {
    expect([timeOf(0), timeOf(1125), timeOf(1440)]).toEqual(['00:00', '18:45', '00:00'])
  })
})
