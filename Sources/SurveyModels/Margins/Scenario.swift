internal import SurveyMicrodata

/// What is averaged over the records: what a fit predicts where some covariates have one value in every record.
struct Scenario: Sendable {
  /// The values that covariates are given.
  var fixed = FixedValues()
  /// The number whose slope is averaged in the place of the prediction.
  var slopes: CovariateSlopes?
}

/// The derivatives of the covariates of a model by one number.
struct CovariateSlopes: Sendable {
  /// Of each covariate that the number makes, by its position, a value for each record of the data.
  var byCovariate: [Int: [Double]] = [:]
}

extension ModelFrame {
  /// Gives a covariate one value in every record.
  func scenario(of name: String, at value: CovariateValue) throws(ModelError) -> Scenario {
    let position = try position(ofCovariate: name)
    let variable = covariates[position].variable
    switch (covariates[position].values, value) {
    case (.levels(_, let levels), _):
      let level = value.levelName
      guard let code = levels.firstIndex(of: level) else {
        throw .unknownLevel(level, term: variable.name, nearest: covariates[position].nearestLevel(to: level))
      }
      return Scenario(fixed: fixing(variable: variable, code: Int32(code)))
    case (.numbers, .number(let number)):
      try refuseOffset(ofColumn: variable.columnName)
      var scenario = Scenario()
      for (position, covariate) in covariates.enumerated() where covariate.isNumber(in: variable.columnName) {
        let entered = covariate.value(of: number)
        guard entered.isFinite else { throw .undefinedTransformation(term: covariate.name, count: 1) }
        scenario.fixed.numbers[position] = entered
      }
      return scenario
    case (.numbers, .level): throw .notCategorical(name)
    }
  }

  /// Finds the slopes of whatever a number makes, by that number.
  func slopes(ofColumn column: String, in data: Microdata) throws(ModelError) -> CovariateSlopes {
    try refuseOffset(ofColumn: column)
    let numbers = try reading { () throws(MicrodataError) in try data.numbers(of: Number(column)) }
    var slopes = CovariateSlopes()
    for (position, covariate) in covariates.enumerated() where covariate.isNumber(in: column) {
      var values = [Double](repeating: .nan, count: numbers.count)
      for row in rows { values[Int(row)] = covariate.slope(at: numbers[Int(row)]) }
      slopes.byCovariate[position] = values
    }
    return slopes
  }

  /// Finds a covariate by its name, and else by its column.
  func position(ofCovariate name: String) throws(ModelError) -> Int {
    let position =
      covariates.firstIndex { $0.name == name } ?? covariates.firstIndex { $0.variable.columnName == name }
    guard let position else {
      let known = covariates.map(\.name) + covariates.map(\.variable.columnName)
      throw .unknownTerm(name, nearest: nearestName(to: name, among: known))
    }
    return position
  }

  /// A number that is also an offset would have to change in both places.
  private func refuseOffset(ofColumn column: String) throws(ModelError) {
    if terms.offsets.contains(where: { $0.columnName == column }) { throw .covariateIsOffset(column) }
  }
}

extension Covariate {
  /// Whether what enters the model is a function of the number in a column.
  fileprivate func isNumber(in column: String) -> Bool {
    guard case .numbers = values, levelValues.isEmpty else { return false }
    return variable.columnName == column
  }

  /// Returns the slope of what enters the model at a number in the column.
  fileprivate func slope(at number: Double) -> Double {
    basis?.slopes(at: number)[part] ?? variable.slope(at: number)
  }
}

extension ModelVariable {
  fileprivate func slope(at number: Double) -> Double {
    if case .transformed(let transformed) = self { return transformed.slope(at: number) }
    return 1
  }
}
