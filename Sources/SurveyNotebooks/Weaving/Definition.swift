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
    switch kind {
    case .model: try ModelBlock(context: context).result(of: entry, in: environment)
    case .test: try TestBlock(context: context).result(of: entry)
    default: try EstimatesBlock(context: context).result(of: entry, in: environment)
    }
  }

  /// The names of the results that this one is worked out from.
  func sources() throws(NotebookError) -> [String] {
    if kind == .test { return [] }
    var names: [String] = []
    for (key, value) in try entry.entries() {
      switch key {
      case "difference", "margins", "effects", "fraction", "doses": if let name = value.text { names.append(name) }
      case "population": if let reference = value.text.flatMap({ Reference($0) }) { names.append(reference.name) }
      default: break
      }
    }
    return names
  }
}
