// The works that the program stands on most. Every other one is in the list that ships with the package.
export const works = [
  { name: 'Literata', licence: 'SIL Open Font License 1.1', what: 'The letters of what people and books say' },
  { name: 'Commissioner', licence: 'SIL Open Font License 1.1', what: 'The letters of what the app says' },
  { name: 'Lucide', licence: 'ISC', what: 'Icons' },
  { name: 'Svelte', licence: 'MIT', what: 'The pages of this window' },
  { name: 'CodeMirror', licence: 'MIT', what: 'The page that is written on in a drawer' },
  { name: 'Tauri', licence: 'MIT or Apache 2.0', what: 'The window itself' },
  { name: 'WebKitGTK', licence: 'LGPL 2.1 and BSD', what: 'Draws the pages on Linux; part of the system' },
  { name: 'SQLite', licence: 'Public domain', what: 'The files of table and drawers' },
  { name: 'SQLCipher', licence: 'BSD 3-Clause', what: 'Seals those files' },
  { name: 'OpenSSL', licence: 'Apache 2.0', what: 'The ciphers under SQLCipher' },
  { name: 'RustCrypto', licence: 'MIT or Apache 2.0', what: 'Passphrases and key slots' },
  { name: 'ed25519-dalek', licence: 'BSD 3-Clause', what: 'Signatures of the log' },
  { name: 'chrono and chrono-tz', licence: 'MIT or Apache 2.0', what: 'Days, times and zones' },
  { name: 'notify-rust', licence: 'MIT or Apache 2.0', what: 'Reminders on the desktop' },
  { name: 'tokio', licence: 'MIT', what: 'The clock’s waiting' },
  { name: 'BIP-39 word list', licence: 'MIT', what: 'The words of the recovery key' },
] as const
