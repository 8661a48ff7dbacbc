/// How a name was given to an estimate or to what follows from a model, so that it can be worked out again.
struct Definition: Sendable {
  let kind: NotebookSource.Kind
  let entry: NotebookNode

  init(_ kind: NotebookSource.Kind, _ entry: NotebookNode) {
    self.kind = kind
    self.entry = entry
  }

  /// Works the result out in a design.
  func result(in environment: Environment, context: EstimationContext) throws(NotebookError) -> NamedResult {
    kind == .model
      ? try ModelBlock(context: context).result(of: entry, in: environment)
      : try EstimatesBlock(context: context).result(of: entry, in: environment)
  }

  /// The name of the result that this one is worked out from, if there is one.
  func source() throws(NotebookError) -> String? {
    try entry.entries().first { ["difference", "margins", "effects", "fraction", "doses"].contains($0.key) }?.value.text
  }
}
