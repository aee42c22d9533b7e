import { StyleModule } from 'style-mod'

// CodeMirror brings its few rules along and would put them into a <style> element, which the window refuses: its
// style-src is 'self'. A sheet that a script makes and the document adopts is not inline, so they go there.
// https://www.w3.org/TR/CSP3/#directive-style-src leaves the CSSOM alone.
const sheets = new WeakMap<DocumentOrShadowRoot, CSSStyleSheet>()

StyleModule.mount = (root, modules) => {
  let sheet = sheets.get(root)
  if (!sheet) {
    sheet = new CSSStyleSheet()
    sheets.set(root, sheet)
    // First, so that our own style sheets have the last word.
    root.adoptedStyleSheets = [sheet, ...root.adoptedStyleSheets]
  }
  sheet.replaceSync([modules].flat().map((one) => one.getRules()).join('\n'))
}
