// By code. What is safe comes first, then what happened, then what to do.
export const errors = {
  unknown: 'Nothing is lost. That did not work just now; try it once more.',
  drawer_locked: 'The drawer is shut and everything in it is safe. Open it to go on.',
  wrong_passphrase: 'The drawer is still shut and nothing is lost. The passphrase did not match.',
  not_found: 'That is no longer here. The list shows what is.',
  full: 'What was already kept is safe. The disk is full, so this could not be kept yet; make some room and try again.',
  read_only: 'Everything can be read. The folder cannot be written to, so nothing new can be kept there.',
  newer: 'Everything is safe. It was written by a newer Nightstand; update this one to open it.',
  damaged: 'The file was copied aside as it is. It could not be read here.',
  no_table: 'There is no table on this computer yet.',
} as const
