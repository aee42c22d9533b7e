// Arguments: the direction to read in, and whether the theme forces its colours. WebKitGTK knows no forced colours: the
// sheets' own answers to them are taken for everybody, and what they leave to the system is as drawn.
const [direction, forced] = arguments
document.documentElement.dir = direction
const answer = (rules) => {
  for (const rule of rules) {
    if (rule.media?.mediaText.includes('forced-colors')) rule.media.mediaText = 'all'
    if (rule.cssRules) answer(rule.cssRules)
    if (rule.styleSheet) answer(rule.styleSheet.cssRules)
  }
}
if (forced) for (const sheet of document.styleSheets) answer(sheet.cssRules)
