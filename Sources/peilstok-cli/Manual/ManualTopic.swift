/// The articles of the manual that `peilstok help TOPIC` prints: those of the documentation, word for word.
enum ManualTopic: String, CaseIterable {
  case notebook
  case indicators
  case design
  case interval
  case inference
}

extension ManualTopic {
  /// What the article is about, in a clause.
  var subject: String {
    switch self {
    case .notebook: "how to write a notebook"
    case .indicators: "how to write a dictionary of indicators"
    case .design: "which design describes a sample"
    case .interval: "which interval suits a share"
    case .inference: "standard errors, tests and separation in models"
    }
  }

  /// The article as it is printed: its Markdown, without the signs that only a documentation reader knows.
  var text: String {
    let bytes =
      switch self {
      case .notebook: PackageResources.notebook_md
      case .indicators: PackageResources.indicators_md
      case .design: PackageResources.design_md
      case .interval: PackageResources.interval_md
      case .inference: PackageResources.inference_md
      }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    var isCode = false
    return lines.map { line in
      if line.hasPrefix("```") { isCode.toggle() }
      return isCode || line.hasPrefix("```") ? String(line) : String(line).replacing("``", with: "`")
    }.joined(separator: "\n")
  }

  /// The topics with what they are about, a line each.
  static var list: String {
    allCases.map { "  peilstok help \($0.rawValue.padding(to: 12))\($0.subject)" }.joined(separator: "\n")
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - count))
  }
}
