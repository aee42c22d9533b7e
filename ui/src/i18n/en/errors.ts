// By code. What is safe comes first, then what happened, then what to do.
export const errors = {
  unexpected: 'Nothing is lost. That did not work just now; try it once more.',
  noTable: 'There is no table on this computer yet.',
  keyLost: 'Your files are whole. Their key is not where it was; a passphrase or the recovery words open them.',
  drawerLocked: 'The drawer is shut and everything in it is safe. Open it to go on.',
  wrongPassphrase: 'The drawer is still shut and nothing is lost. The passphrase did not match.',
  notFound: 'That is no longer here. The list shows what is.',
  taken: 'Nothing was changed. Someone has that one already.',
  newer: 'Everything is safe. It was written by a newer Nightstand; update this one to open it.',
  damaged: 'The file was copied aside as it is. It could not be read here.',
  full: 'What was kept before is safe. The disk is full, so this could not be added; make some room and try again.',
  readOnly: 'Everything can be read. The folder cannot be written to, so nothing new can be kept there.',
  busy: 'Nothing is lost. Another program holds the file; try again in a moment.',
  invalid: {
    empty: 'Nothing was changed. One field still needs a word or two.',
    long: 'Nothing was changed. That is longer than fits here.',
    many: 'Nothing was changed. That is more than fits here.',
    shape: 'Nothing was changed. One field holds something that does not fit there.',
    other: 'Nothing was changed. One field holds something that does not fit there.',
  },
} as const
