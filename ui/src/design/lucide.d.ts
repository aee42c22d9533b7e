// Lucide types its whole set at once; here each glyph is picked by its own file.
declare module 'lucide/dist/esm/icons/*.mjs' {
  const node: [tag: string, attributes: Record<string, string>][]
  export default node
}
