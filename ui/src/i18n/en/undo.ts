// What Undo would do, as a person would say it: "Put the bookmark back to chapter 9".
export const undo = {
  renamePerson: 'Give the old name back',
  changeRibbon: 'Give the old ribbon back',
  changeWord: 'Use the old word again',
  addPerson: 'Take the second name off the table',
  addRitual: 'Take “{title}” away again',
  changeRitual: 'Put “{title}” back as it was',
  restRitual: 'Take up “{title}” again',
  wakeRitual: 'Let “{title}” rest again',
  settleRitual: 'Keep both times of “{title}”',
  removeRitual: 'Bring “{title}” back',
  markHalf: 'Take your half of “{title}” back',
  unmarkHalf: 'Mark your half of “{title}” again',
  handSlip: 'Take the slip back',
  takeLineBack: 'Put the sentence back on the table',
} as const
