internal import SurveyDesigns
internal import SurveyMicrodata
internal import SurveyNumerics

/// A test that all coefficients of some terms are 0.
public struct WaldTest: Sendable {
  /// The names of the terms.
  public let terms: [String]
  /// The statistic F = W/q, W = βᵀV⁻¹β over the q coefficients.
  public let statistic: Double
  /// The number of coefficients, q.
  public let numeratorDegreesOfFreedom: Int
  /// The residual degrees of freedom of the model.
  public let denominatorDegreesOfFreedom: Int
  /// The probability of a larger statistic where all coefficients are 0.
  public let pValue: Double
}

extension ModelFit {
  /// Tests whether all coefficients of some terms are 0.
  ///
  /// F = βᵀV⁻¹β/q on q and the residual degrees of freedom. The same as R `regTermTest(fit, ~terms, method = "Wald")`.
  ///
  /// - Throws: `ModelError.unknownTerm`, or `ModelError.singularCovariance` where there are more coefficients than
  ///   primary units can tell apart.
  public func waldTest(of terms: some ModelTerms) throws(ModelError) -> WaldTest {
    var positions: [Int] = []
    let wanted = terms.terms
    for members in wanted.members { positions.append(try position(of: members.map { wanted.variables[$0] })) }
    return try waldTest(ofTermsAt: positions)
  }

  /// Tests whether all coefficients of a term, such as `"age"` or `"age:sex"`, are 0.
  ///
  /// A term is found by its name, and else by the columns of its covariates: `"age"` also finds `factor(age)`.
  public func waldTest(of term: String) throws(ModelError) -> WaldTest {
    try waldTest(ofTermsAt: [try position(ofTermNamed: term)])
  }

  /// Tests each term of the model.
  public func waldTests() throws(ModelError) -> [WaldTest] {
    var tests: [WaldTest] = []
    for position in model.terms.members.indices { tests.append(try waldTest(ofTermsAt: [position])) }
    return tests
  }

  private func waldTest(ofTermsAt positions: [Int]) throws(ModelError) -> WaldTest {
    let terms = positions.map { model.terms.names[$0] }
    let name = terms.joined(separator: " + ")
    let tested = positions.flatMap { likelihood.columns.terms[$0].columns }
    guard !tested.isEmpty else { throw .unknownTerm(name, nearest: nil) }
    return try WaldTest(
      of: terms, estimates: tested.map { coefficients[$0].estimate },
      covariance: covariance.submatrix(rows: tested, columns: tested), degreesOfFreedom: degreesOfFreedom,
      isAdjusted: design.conventions.adjustsWaldTests)
  }

  func position(ofTermNamed name: String) throws(ModelError) -> Int {
    let (terms, names) = (model.terms, model.terms.names)
    let byColumn = terms.members.map { $0.map { terms.variables[$0].columnName }.joined(separator: ":") }
    guard let position = names.firstIndex(of: name) ?? byColumn.firstIndex(of: name) else {
      throw .unknownTerm(name, nearest: nearestName(to: name, among: names))
    }
    return position
  }

  /// Finds a term by its covariates, in whatever order, by their names or else by their columns.
  private func position(of variables: [ModelVariable]) throws(ModelError) -> Int {
    let terms = model.terms
    let name = variables.map(\.name).joined(separator: ":")
    let byName = terms.members.firstIndex { members in
      Set(members.map { terms.variables[$0].name }) == Set(variables.map(\.name))
    }
    let byColumn = terms.members.firstIndex { members in
      Set(members.map { terms.variables[$0].columnName }) == Set(variables.map(\.columnName))
    }
    guard let position = byName ?? byColumn else {
      throw .unknownTerm(name, nearest: nearestName(to: name, among: terms.names))
    }
    return position
  }
}

extension WaldTest {
  /// Tests whether estimates are 0, given their covariance.
  init(
    of terms: [String], estimates: [Double], covariance: Matrix, degreesOfFreedom: Int, isAdjusted: Bool = false
  ) throws(ModelError) {
    guard !covariance.hasUnknownVariance else { throw .unknownVariance(term: terms.joined(separator: " + ")) }
    guard let factorization = ScaledCholesky(covariance) else {
      throw .singularCovariance(term: terms.joined(separator: " + "))
    }
    let wald = zip(estimates, factorization.solve(estimates)).reduce(0) { $0 + $1.0 * $1.1 }
    let denominator = isAdjusted ? degreesOfFreedom - estimates.count + 1 : degreesOfFreedom
    guard denominator > 0 else { throw .singularCovariance(term: terms.joined(separator: " + ")) }
    let share = Double(denominator) / Double(degreesOfFreedom)
    let statistic = (isAdjusted ? share * wald : wald) / Double(estimates.count)
    let distribution = FDistribution(
      numeratorDegreesOfFreedom: Double(estimates.count), denominatorDegreesOfFreedom: Double(denominator))
    self.init(
      terms: terms, statistic: statistic, numeratorDegreesOfFreedom: estimates.count,
      denominatorDegreesOfFreedom: denominator, pValue: distribution.upperTailProbability(statistic))
  }

  /// Tests whether all coefficients of a term, found by its name, are 0.
  init(
    of term: String, _ coefficients: [Coefficient], _ covariance: Matrix, columns: ModelColumns, degreesOfFreedom: Int
  ) throws(ModelError) {
    let names = columns.terms.map(\.name)
    guard names.contains(term) else { throw .unknownTerm(term, nearest: nearestName(to: term, among: names)) }
    let positions = coefficients.indices.filter { coefficients[$0].modelTerm == term }
    try self.init(
      of: [term], estimates: positions.map { coefficients[$0].estimate },
      covariance: covariance.submatrix(rows: positions, columns: positions), degreesOfFreedom: degreesOfFreedom)
  }
}
