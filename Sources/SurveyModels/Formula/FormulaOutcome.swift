/// The left side of a formula.
struct FormulaOutcome {
  let column: String
  var level: String?
  var reference: String?
  var timeColumn: String?
}
