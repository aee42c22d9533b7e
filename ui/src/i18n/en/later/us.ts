import { bring } from '../..'

export const us = {
  signed: '{name}, {day}',
  said: {
    title: 'Said from underneath',
    line: 'Sentences carried here from a reflection. Whoever wrote one can take it back.',
    until: 'lies here until {day}',
    take: 'Take it back',
    takeNamed: 'Take it back: “{words}”',
  },
  slips: {
    title: 'Handed over',
    titleAlone: 'On the table',
    earlier: 'See earlier ones',
    write: 'Something you noticed about {name}',
    writeAlone: 'Something you noticed',
    placeholder: 'Small is good.',
    hand: 'Hand it to {name}',
    keep: 'Put it on the table',
    seen: '{name} will see exactly these words.',
    long: 'That’s more than a slip can hold. Nothing is lost; shorten it a little.',
  },
  empty: {
    title: 'Nothing lies here yet',
    line: 'One small thing {name} did today is enough to start it.',
    lineAlone: 'One small good thing of today is enough to start it.',
  },
  people: {
    label: 'The two of you',
    alone: 'Just you, for now.',
  },
  error: {
    title: 'This could not be read just now.',
    line: 'Everything on the table is safe.',
  },
} as const

bring({ us })
