export const us = {
  title: 'Us',
  said: {
    title: 'Said from underneath',
    line: 'Sentences one of you carried here from a reflection. Each can be taken back by who wrote it.',
    take: 'Take it back',
    takeNamed: 'Take back “{words}”',
    by: '{name}, {day}',
  },
  slips: {
    title: 'Handed over',
    by: '{name}, {day}',
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
} as const
