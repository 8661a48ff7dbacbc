internal import SurveyMicrodata

/// How a notebook says that the file of its records is written, in the words of the command's options.
struct ReadingDeclaration: Sendable {
  let format: TextFormat
  /// Columns with their levels from the lowest to the highest.
  let orders: [Order]

  /// The levels of a column from the lowest to the highest.
  struct Order: Sendable {
    let column: String
    let levels: [String]
    let node: NotebookNode
  }

  init(_ mapping: NotebookMapping) throws(NotebookError) {
    let encoding = try mapping.text("encoding").map { name throws(NotebookError) in
      guard let encoding = TextEncoding(named: name) else {
        let known = TextEncoding.allCases.map(\.rawValue)
        throw (mapping["encoding"] ?? mapping.node).error(
          .unknownWord(name, key: "encoding", nearest: nearestName(to: name, among: known), known: known))
      }
      return encoding
    }
    let separator = try mapping.text("separator").map { name throws(NotebookError) in
      guard let separator = TextFormat.separator(named: name) else {
        throw (mapping["separator"] ?? mapping.node).error(
          .unexpectedValue(key: "separator", expected: "one character, such as ; or tab"))
      }
      return separator
    }
    let decimalMark = try mapping.text("decimal").map { name throws(NotebookError) in
      guard let mark = TextFormat.decimalMark(named: name) else {
        throw (mapping["decimal"] ?? mapping.node).error(
          .unexpectedValue(key: "decimal", expected: "point or comma"))
      }
      return mark
    }
    let missing = try mapping.texts("missing-values")
    let (sheet, range) = (try mapping.text("sheet"), try mapping.text("range"))
    format = try (mapping["range"] ?? mapping["missing-values"] ?? mapping["separator"] ?? mapping.node).reading {
      () throws(MicrodataError) in
      try TextFormat(
        encoding: encoding, separator: separator, decimalMark: decimalMark, missingTexts: missing, sheet: sheet,
        range: range)
    }
    var orders: [Order] = []
    for (column, node) in try mapping["levels"]?.entries() ?? [] {
      var levels: [String] = []
      for item in node.items {
        guard let level = item.text else {
          throw item.error(.unexpectedValue(key: column, expected: "a list of levels"))
        }
        levels.append(level)
      }
      orders.append(Order(column: column, levels: levels, node: node))
    }
    self.orders = orders
  }

  /// Returns records with their levels in the orders that are stated.
  func ordered(_ records: Microdata) throws(NotebookError) -> Microdata {
    var ordered = records
    for order in orders { ordered = try order.applied(to: ordered) }
    return ordered
  }
}

extension ReadingDeclaration.Order {
  fileprivate func applied(to records: Microdata) throws(NotebookError) -> Microdata {
    try node.reading { () throws(MicrodataError) in try records.ordering(column, as: levels) }
  }
}
