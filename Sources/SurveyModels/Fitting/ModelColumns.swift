internal import SurveyMicrodata
internal import SurveyNumerics

/// The columns of the design matrix: an intercept, and those of each term.
struct ModelColumns: Sendable {
  /// The pieces of the terms, in their order.
  let pieces: [TermColumns]
  /// The terms, each with the columns of all its pieces.
  let terms: [(name: String, columns: Range<Int>)]
  /// The names of the coefficients, as R names them.
  let names: [String]
  /// What turns coefficients of the scaled and centred columns into those of the columns as they are.
  let transformation: Matrix
  /// What is added to the linear predictor of each record of the data; nil where nothing is.
  let offset: [Double]?
  /// Whether names of coefficients hold levels that were only read from records.
  let hidesNames: Bool

  /// The number of columns.
  var count: Int { names.count }

  /// What a message calls a column: its coefficient, or its term where the coefficient's name is an answer.
  func nameInMessages(ofColumn column: Int) -> String {
    guard hidesNames else { return names[column] }
    return terms.first { $0.columns.contains(column) }?.name ?? names[column]
  }

  /// Lays out the columns by R's rule of contrasts.
  ///
  /// A categorical covariate loses its reference level in a term if the term without that covariate is in the model,
  /// the intercept being the empty term; otherwise it keeps all its levels (Chambers and Hastie 1992, section 2.4.1).
  init(_ frame: ModelFrame) {
    var names = ["(Intercept)"]
    var laidOut: [TermLayout] = []
    let products = Set(frame.pieces.map(\.members))
    for piece in frame.pieces {
      let members = piece.members
      let isReduced = members.map { member in
        let margin = members.filter { $0 != member }
        return margin.isEmpty || products.contains(margin)
      }
      let levelCounts = members.map { frame.covariates[$0].levelCount }
      let start = names.count
      var columnOfCell: [Int?] = []
      for cell in 0..<levelCounts.reduce(1, *) {
        let codes = decoded(cell, levelCounts)
        let isLeftOut = members.indices.contains { position in
          frame.covariates[members[position]].levelCount > 1 && isReduced[position] && codes[position] == 0
        }
        columnOfCell.append(isLeftOut ? nil : names.count)
        if isLeftOut { continue }
        names.append(
          zip(members, codes).map { frame.covariates[$0].coefficientName(ofLevel: $1) }.joined(separator: ":"))
      }
      laidOut.append(
        TermLayout(term: piece.term, members: members, columnOfCell: columnOfCell, columns: start..<names.count))
    }
    let centring = Centring(of: laidOut, frame: frame)
    self.names = names
    offset = frame.offset
    hidesNames = frame.covariates.contains { $0.levelNames.contains { $0.name == nil } }
    transformation = centring.transformation(columnCount: names.count)
    let pieces = laidOut.map { TermColumns($0, frame: frame, shifts: centring.shifts, pastLast: names.count) }
    self.pieces = pieces
    terms = frame.terms.names.enumerated().map { position, name in
      // The pieces of a term stand side by side.
      let own = pieces.filter { $0.term == position }.map(\.columns)
      return (name, (own.first?.lowerBound ?? 0)..<(own.last?.upperBound ?? 0))
    }
  }
}

/// Which columns a piece of a term has.
struct TermLayout {
  /// The position of the term in the model.
  let term: Int
  /// The positions of its covariates.
  let members: [Int]
  /// The column of each combination of levels; the first covariate goes fastest.
  let columnOfCell: [Int?]
  let columns: Range<Int>
}

/// The level of each factor in a combination; the first factor goes fastest.
func decoded(_ cell: Int, _ levelCounts: [Int]) -> [Int] {
  var rest = cell
  return levelCounts.map { count in
    defer { rest /= count }
    return rest % count
  }
}

extension TermColumns {
  fileprivate init(_ layout: TermLayout, frame: ModelFrame, shifts: [Double], pastLast: Int) {
    var factors: [Factor] = []
    var numbers: [Number] = []
    var stride: Int32 = 1
    for covariate in layout.members {
      switch frame.covariates[covariate].values {
      case .levels(let codes, let names):
        factors.append(Factor(covariate: covariate, codes: codes, stride: stride))
        stride *= Int32(names.count)
      case .numbers(let values, let scale):
        numbers.append(Number(covariate: covariate, values: values, scale: scale, shift: shifts[covariate]))
      }
    }
    self.init(
      term: layout.term, name: frame.terms.names[layout.term], factors: factors, numbers: numbers,
      columnOfCell: layout.columnOfCell.map { Int32($0 ?? pastLast) }, columns: layout.columns)
  }
}
