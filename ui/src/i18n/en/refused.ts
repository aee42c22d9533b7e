// The table is there and cannot be opened. What is safe, what happened, what to do.
export const refused = {
  title: 'The table is covered for now',
  keyLost: {
    lead: 'Your files are whole and nothing is lost. The table’s key is not where it was: this computer’s keyring does not have it, or is locked.',
    help: 'Unlock the keyring and try again, or open the table with the passphrase of either drawer.',
  },
  broughtBack: {
    title: 'It is here, and still locked',
    lead: 'Everything in the backup came onto this computer, and the backup is as it was.',
    help: 'On another computer its table opens with the passphrase of either drawer, or with a recovery key.',
  },
  damaged: {
    lead: 'Reminders go on, and the drawers are files of their own. The table’s file is damaged, and nothing of it could be read here. It was left as it is.',
    help: 'Close Nightstand, put a backup of the folder in its place, and start it again.',
  },
  missing: {
    lead: 'Nothing was changed. The table’s file is not where it was; the drawers and the keys are.',
    help: 'Perhaps a program that carries files about has moved it, or a copy of the folder was made without it. Put it back, and try again.',
  },
  missingAt: 'It was at',
  missingSince: 'Or the newest backup: it has the table as it was then, without what changed since.',
  missingBring: 'Bring it back as it was on {day}, {time}',
  missingAnew: 'Set another table…',
  anew: {
    title: 'Set another table?',
    words: 'The drawers that are here stay shut at another table. They are laid aside with their keys, in a folder beside the new table’s files whose name begins with “left”, and nothing of them is thrown away.',
    keep: 'Leave it as it is',
    go: 'Set another table',
  },
  newer: {
    lead: 'Everything is safe and was left as it is. A newer Nightstand wrote it.',
    help: 'Update this one, and it opens again.',
  },
  full: {
    lead: 'Nothing was changed. The disk is full, so the table cannot be opened.',
    help: 'Make some room, then try again.',
  },
  readOnly: {
    lead: 'Nothing was changed. The folder can only be read, so the table cannot be opened.',
    help: 'Give yourself leave to write there, then try again.',
  },
  busy: {
    lead: 'Nothing is lost. Another program holds the file.',
    help: 'Wait a moment, then try again.',
  },
  folder: {
    lead: 'Nothing was changed. The folder that Nightstand keeps its files in cannot be used.',
    help: 'It may hold other things under the same names, or lie somewhere that is not there. Start Nightstand with another one, or make room for it, then try again.',
  },
  otherwise: {
    lead: 'Nothing was changed. The table could not be opened.',
    help: 'Try again. If that does not help, the diagnostics in the profile’s folder say why, without private words.',
  },
  copied: 'A copy of the file as it is lies at {copy}.',
  passphrase: 'Passphrase of either drawer',
  words: 'The twelve words of a recovery key',
  wrong: 'Nothing was changed. That does not open this table.',
  useWords: 'Use a recovery key instead',
  usePassphrase: 'Use the passphrase after all',
  open: 'Open the table',
  opening: 'Turning the key…',
} as const
