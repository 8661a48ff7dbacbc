public import SurveyEstimates
public import SurveyNumerics

/// Several numbers estimated from each of m completed datasets, combined by Rubin's rules.
///
/// ```
/// θ̄ = Σθ/m      Ū = ΣU/m      B = Σ(θ − θ̄)(θ − θ̄)'/(m − 1)      T = Ū + (1 + 1/m) B
/// ```
///
/// (Rubin 1987, chapter 3.) The same as R `mitools::MIcombine(estimates, variances)`; its degrees of freedom with
/// `df.complete` take B for (1 + 1/m) B in the observed part, ours are those of Barnard and Rubin (1999).
public struct RubinPooling: Sendable {
  /// The pooled numbers.
  public let values: [Double]
  /// The covariance T of the pooled numbers.
  public let covariance: Matrix
  /// The mean covariance within the datasets, Ū.
  public let within: Matrix
  /// The covariance between the datasets, B.
  public let between: Matrix
  /// The number of completed datasets, m.
  public let imputationCount: Int

  /// Combines the results of completed datasets.
  ///
  /// - Parameters:
  ///   - values: the numbers of each dataset, in one order.
  ///   - covariances: their covariance in each dataset.
  /// - Throws: `ImputationError.tooFewImputations` with fewer than two datasets.
  public init(values: [[Double]], covariances: [Matrix]) throws(ImputationError) {
    guard values.count > 1 else { throw .tooFewImputations(values.count) }
    precondition(values.count == covariances.count, "\(values.count) datasets, \(covariances.count) covariances")
    let count = values[0].count
    for (numbers, matrix) in zip(values, covariances) {
      precondition(
        numbers.count == count && matrix.rowCount == count && matrix.columnCount == count,
        "\(numbers.count) numbers and a covariance of \(matrix.rowCount) by \(matrix.columnCount) for \(count)")
    }
    let m = Double(values.count)
    // Counted from the first dataset, so that equal results have exactly that result as their mean.
    let mean = (0..<count).map { i in
      values[0][i] + values.reduce(0) { $0 + ($1[i] - values[0][i]) } / m
    }
    let excess = covariances.reduce(Matrix(rowCount: count, columnCount: count)) { $0 + ($1 - covariances[0]) }
    var between = Matrix(rowCount: count, columnCount: count)
    for i in 0..<count {
      for j in 0...i {
        let sum = values.reduce(0) { $0 + ($1[i] - mean[i]) * ($1[j] - mean[j]) }
        between[i, j] = sum / (m - 1)
        between[j, i] = between[i, j]
      }
    }
    self.init(
      values: mean, within: covariances[0] + (1 / m) * excess, between: between, imputationCount: values.count)
  }

  init(values: [Double], within: Matrix, between: Matrix, imputationCount: Int) {
    self.values = values
    self.within = within
    self.between = between
    self.imputationCount = imputationCount
    covariance = within + (1 + 1 / Double(imputationCount)) * between
  }

  /// Returns what missing values took from what is known about one of the numbers.
  ///
  /// - Parameters:
  ///   - position: the position of the number.
  ///   - completeDegreesOfFreedom: the degrees of freedom that complete records would have: those of the design.
  /// - Returns: The increase of its variance, the fraction of missing information and the degrees of freedom left.
  public func missingInformation(of position: Int, completeDegreesOfFreedom: Double) -> MissingInformation {
    MissingInformation(
      within: within[position, position], between: between[position, position], imputationCount: imputationCount,
      completeDegreesOfFreedom: completeDegreesOfFreedom)
  }
}
