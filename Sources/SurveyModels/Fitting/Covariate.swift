internal import SurveyDesigns
internal import SurveyMicrodata

/// A covariate, or one of the columns that it makes, as its values stand for each record.
struct Covariate: Sendable {
  let variable: ModelVariable
  let values: Values
  /// The name in the names of coefficients.
  var label: String
  /// The functions that the covariate is one of, and which.
  var basis: (any Basis)?
  var part = 0
  /// The value at each level, of levels that are coded by contrasts.
  var levelValues: [Double] = []
  /// The levels as a message may say them.
  var levelNames: [LevelName] = []

  init(variable: ModelVariable, values: Values) {
    self.variable = variable
    self.values = values
    label = variable.name
  }

  enum Values: Sendable {
    /// Levels with the reference first; a code for each record, negative where missing.
    case levels(codes: [Int32], names: [String])
    /// Numbers, to be multiplied by the scale, a power of two that brings the largest to about 1.
    case numbers([Double], scale: Double)
  }

  var name: String { variable.name }

  /// The number of levels; 1 for a number.
  var levelCount: Int {
    if case .levels(_, let names) = values { return names.count }
    return 1
  }

  /// A level as a message may say it; what is none of the levels are the words of whoever asked.
  func nameInMessages(ofLevel level: String) -> LevelName {
    guard case .levels(_, let names) = values, let position = names.firstIndex(of: level) else {
      return LevelName(stringLiteral: level)
    }
    return levelNames[position]
  }

  /// The level that is closest to a misspelt one, where messages may name the levels.
  func nearestLevel(to level: String) -> String? { nearestName(to: level, among: levelNames.compactMap(\.name)) }

  /// The number of columns of the design matrix that a level takes, relative to the first, as R names them.
  func coefficientName(ofLevel code: Int) -> String {
    switch values {
    case .numbers: return label
    case .levels(_, let names):
      if case .binary(let binary) = variable { return name + binary.trueLevels.joined(separator: ", ") }
      return name + names[code]
    }
  }

  /// Returns what enters the model for a number in the column.
  func value(of number: Double) -> Double { basis?.values(at: number)[part] ?? variable.value(of: number) }
}

/// A column before it is known which records are complete.
enum RawCovariate: Sendable {
  case levels(Factor, reference: String?)
  case numbers([Double])

  /// Reads a covariate.
  ///
  /// A function of a number must have a value in every record that may take part and has the number.
  init(_ variable: ModelVariable, in data: Microdata, isWanted: [Bool]) throws(ModelError) {
    switch variable {
    case .spline(let spline): self = .numbers(try Self.numbers(of: spline.number, in: data))
    case .polynomial(let polynomial): self = .numbers(try Self.numbers(of: polynomial.number, in: data))
    case .number(let number):
      self = .numbers(try Self.numbers(of: number, in: data))
    case .transformed(let transformed):
      let numbers = try reading { () throws(MicrodataError) in try data.numbers(of: transformed.number) }
      let values = numbers.map { $0.isNaN ? .nan : transformed.value(of: $0) }
      let undefinedCount = values.indices.count { !values[$0].isFinite && numbers[$0].isFinite && isWanted[$0] }
      guard undefinedCount == 0 else {
        throw .undefinedTransformation(term: transformed.name, count: undefinedCount)
      }
      self = .numbers(values)
    case .column(let name):
      switch try reading({ () throws(MicrodataError) in try data.column(name) }) {
      case .numbers(let values): self = .numbers(values)
      case .factor(let factor): self = .levels(factor, reference: nil)
      }
    case .contrasted(let contrasted):
      self = try RawCovariate(.factor(contrasted.categorical), in: data, isWanted: isWanted)
    case .categorical(let categorical), .factor(let categorical):
      let factor = try reading { () throws(MicrodataError) in try data.factor(of: categorical) }
      if let reference = categorical.reference, !factor.levels.contains(reference) {
        throw .microdata(
          .unknownLevel(
            reference, column: categorical.name, nearest: factor.nearestLevel(to: reference)))
      }
      self = .levels(factor, reference: categorical.reference)
    case .binary(let binary):
      let codes = try reading { () throws(MicrodataError) in try data.indicator(of: binary) }
      let name = binary.trueLevels.joined(separator: ", ")
      var factor = Factor(codes: codes, levels: ["not " + name, name])
      // The levels are the words of whoever asked.
      factor.isDeclared = true
      self = .levels(factor, reference: nil)
    }
  }

  private static func numbers(of number: Number, in data: Microdata) throws(ModelError) -> [Double] {
    try reading { () throws(MicrodataError) in try data.numbers(of: number) }
  }

  /// Marks records without a value as incomplete.
  func exclude(from isComplete: inout [Bool]) {
    switch self {
    case .levels(let factor, _):
      for row in isComplete.indices where factor.codes[row] < 0 { isComplete[row] = false }
    case .numbers(let values):
      for row in isComplete.indices where values[row].isNaN { isComplete[row] = false }
    }
  }
}

extension Covariate {
  /// Keeps the levels that complete records have, the reference first; and checks the numbers.
  ///
  /// - Returns: the covariate and the levels that no complete record has.
  static func prepare(
    _ variable: ModelVariable, _ raw: RawCovariate, rows: [Int32]
  ) throws(ModelError) -> (covariate: Covariate, unusedLevels: [LevelName]) {
    switch raw {
    case .numbers(let values):
      var (largest, infinite) = (0.0, 0)
      for row in rows {
        let size = abs(values[Int(row)])
        if size.isInfinite { infinite += 1 }
        largest = max(largest, size)
      }
      guard infinite == 0 else { throw .infiniteNumbers(column: variable.columnName, count: infinite) }
      return (Covariate(variable: variable, values: .numbers(values, scale: scale(bringingToOne: largest))), [])
    case .levels(let factor, let reference):
      var isUsed = [Bool](repeating: false, count: factor.levels.count)
      for row in rows { isUsed[Int(factor.codes[Int(row)])] = true }
      let name = variable.name
      if let reference, let position = factor.levels.firstIndex(of: reference), !isUsed[position] {
        throw .emptyReference(term: name, level: reference)
      }
      var order = factor.levels.indices.filter { isUsed[$0] }
      if let reference, let position = order.firstIndex(where: { factor.levels[$0] == reference }) {
        order.insert(order.remove(at: position), at: 0)
      }
      let names = order.map { factor.levels[$0] }
      guard names.count > 1 else { throw .singleLevel(term: name, level: order.first.map(factor.messageName) ?? "") }
      var newCode = [Int32](repeating: -1, count: factor.levels.count)
      for (code, old) in order.enumerated() { newCode[old] = Int32(code) }
      let codes = factor.codes.map { $0 < 0 ? -1 : newCode[Int($0)] }
      var covariate = Covariate(variable: variable, values: .levels(codes: codes, names: names))
      covariate.levelNames = order.map(factor.messageName)
      return (covariate, factor.levels.indices.filter { !isUsed[$0] }.map(factor.messageName))
    }
  }

  /// A power of two that brings a size to about 1; it changes no bit of a mantissa.
  private static func scale(bringingToOne size: Double) -> Double {
    let exponent = size > 0 ? max(-500, min(500, size.exponent)) : 0
    return Double(sign: .plus, exponent: -exponent, significand: 1)
  }

  /// The columns that the covariate makes in the place of its number, or of its levels where a term leaves one out.
  ///
  /// - Returns: the columns; nil where the covariate is itself what enters the model.
  /// - Throws: `ModelError.tooFewValues` where the records have too few different numbers.
  func columns(over rows: [Int32]) throws(ModelError) -> [Covariate]? {
    switch (variable, values) {
    case (.spline(let spline), .numbers(let numbers, _)):
      let complete = rows.map { numbers[Int($0)] }
      let basis = NaturalSplineBasis(of: complete, columnCount: spline.degreesOfFreedom)
      return try columns(of: basis, count: spline.degreesOfFreedom, numbers, rows)
    case (.polynomial(let polynomial), .numbers(let numbers, _)):
      let complete = rows.map { numbers[Int($0)] }
      let basis = PolynomialBasis(of: complete, degree: polynomial.degree)
      return try columns(of: basis, count: polynomial.degree, numbers, rows)
    case (.contrasted(let contrasted), .levels(let codes, let names)):
      return contrasted.contrasts.columns(levelCount: names.count).enumerated().map { part, values in
        let numbers = codes.map { $0 < 0 ? .nan : values[Int($0)] }
        let size = values.reduce(0) { max($0, abs($1)) }
        var column = Covariate(
          variable: variable, values: .numbers(numbers, scale: Self.scale(bringingToOne: size)))
        column.label = name + contrasted.contrasts.suffix(ofColumn: part, levelNames: names)
        column.part = part
        column.levelValues = values
        return column
      }
    default: return nil
    }
  }

  private func columns(
    of basis: (any Basis)?, count: Int, _ numbers: [Double], _ rows: [Int32]
  ) throws(ModelError) -> [Covariate] {
    guard let basis else { throw .tooFewValues(term: name) }
    var values = [[Double]](repeating: [Double](repeating: .nan, count: numbers.count), count: count)
    var sizes = [Double](repeating: 0, count: count)
    for row in rows {
      for (part, value) in basis.values(at: numbers[Int(row)]).enumerated() {
        values[part][Int(row)] = value
        sizes[part] = max(sizes[part], abs(value))
      }
    }
    return (0..<count).map { part in
      var column = Covariate(
        variable: variable, values: .numbers(values[part], scale: Self.scale(bringingToOne: sizes[part])))
      column.label = "\(name)\(part + 1)"
      column.basis = basis
      column.part = part
      return column
    }
  }
}
