const done = arguments[arguments.length - 1]
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const brief = (violation) => ({
  rule: violation.id,
  help: violation.help,
  where: violation.nodes.map((node) => `${node.target.join(' ')}: ${node.html.slice(0, 200)} ${node.failureSummary}`),
})
window.axe.run(document, { runOnly: tags, resultTypes: ['violations'] }).then(
  (result) => done(result.violations.map(brief)),
  (error) => done([{ rule: 'axe itself', help: String(error), where: [] }]),
)
