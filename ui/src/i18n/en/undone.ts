// What is so again after Undo, where saying it is clearer than "done" behind the deed. Same keys as undo.ts.
export const undone = {
  importPages: { one: 'The page is out again.', other: 'The pages are out again.' },
} as const
