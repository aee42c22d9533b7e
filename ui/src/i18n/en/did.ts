// What just happened, where a toast should say so beside Undo. Same keys as undo.ts.
export const did = {
  renamePerson: 'Name changed.',
  changeRibbon: 'Ribbon changed.',
  changeWord: 'Word changed.',
  addPerson: 'A second drawer stands in the table now.',
  addRitual: '“{title}” is on the table.',
  changeRitual: '“{title}” is kept.',
  restRitual: '“{title}” rests for a while.',
  wakeRitual: '“{title}” is taken up again.',
  settleRitual: 'Settled.',
  removeRitual: '“{title}” is taken away.',
  markHalf: 'Marked.',
  unmarkHalf: 'Your half is open again.',
  handSlip: 'Handed over.',
  takeLineBack: 'The sentence is off the table.',
} as const
