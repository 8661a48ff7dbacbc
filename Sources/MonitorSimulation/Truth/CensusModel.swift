internal import Foundation

/// The logistic model of an insufficient grade that a census of the synthetic population would give.
///
/// ```
/// logit P(insufficient) = intercept + exposed + sex + age_group + wave
/// ```
///
/// The records are made with more detail (numbers of forms and problems, living situation), so these coefficients differ
/// from the generating ones: they are what a weighted fit of this model estimates. The reference levels are not exposed,
/// girl, 8-11 and 2020. In R: `glm(insufficient ~ exposed + sex + age_group + wave, binomial, weights = children)`.
package struct CensusModel {
  /// One combination of the terms with its number of children and share of insufficient grades.
  private struct Pattern {
    var values: [Double]
    var children: Double
    var insufficient: Double
  }

  static let terms = [
    ("intercept", ""), ("exposed", "yes"), ("sex", "boy"), ("sex", "other"), ("age_group", "12-14"),
    ("age_group", "15-18"), ("wave", "2022"), ("wave", "2024"),
  ]

  package let coefficients: [Double]
  private let patterns: [Pattern]

  package init(_ expectations: [Expectation]) {
    var patterns: [[Double]: Pattern] = [:]
    for expectation in expectations {
      for cell in expectation.cells {
        var values = [1.0] + [Double](repeating: 0, count: 7)
        if cell.exposure.isExposed { values[1] = 1 }
        if cell.sex != .girl { values[1 + cell.sex.rawValue] = 1 }
        if cell.ageGroup != .child { values[3 + cell.ageGroup.rawValue] = 1 }
        if expectation.wave != .first { values[5 + expectation.wave.rawValue] = 1 }
        let children = Double(expectation.wave.populationSize) * cell.share
        var pattern = patterns[values] ?? Pattern(values: values, children: 0, insufficient: 0)
        pattern.children += children
        for part in cell.parts where part.isInsufficient { pattern.insufficient += children * part.share }
        patterns[values] = pattern
      }
    }
    self.patterns = patterns.values.sorted { $0.values.lexicographicallyPrecedes($1.values) }
    coefficients = Self.fit(self.patterns)
  }

  /// Newton's method from zero; the model has eight coefficients and converges in a few steps.
  private static func fit(_ patterns: [Pattern]) -> [Double] {
    var coefficients = [Double](repeating: 0, count: terms.count)
    for _ in 0..<50 {
      var score = [Double](repeating: 0, count: terms.count)
      var information = [[Double]](repeating: score, count: terms.count)
      for pattern in patterns {
        let share = logistic(zip(pattern.values, coefficients).reduce(0) { $0 + $1.0 * $1.1 })
        let weight = pattern.children * share * (1 - share)
        for i in terms.indices where pattern.values[i] != 0 {
          score[i] += pattern.insufficient - pattern.children * share
          for j in terms.indices { information[i][j] += weight * pattern.values[j] }
        }
      }
      let step = solution(of: information, score)
      for i in terms.indices { coefficients[i] += step[i] }
      if step.allSatisfy({ abs($0) < 1e-13 }) { break }
    }
    return coefficients
  }

  /// The coefficients, odds ratio and adjusted prevalences as lines of the table of true values.
  var lines: [TrueValues.Line] {
    func line(_ statistic: String, _ by: String, _ level: String, _ value: Double) -> TrueValues.Line {
      TrueValues.Line(
        indicator: "insufficient", statistic: statistic, wave: Wave.pooledName, by: by, level: level, value: value)
    }
    let (exposed, notExposed) = (adjustedPrevalence(exposed: 1), adjustedPrevalence(exposed: 0))
    return zip(Self.terms, coefficients).map { line("census_coefficient", $0.0, $0.1, $1) } + [
      line("census_odds_ratio", "exposed", "yes", exp(coefficients[1])),
      line("adjusted_prevalence", "exposed", "yes", exposed),
      line("adjusted_prevalence", "exposed", "no", notExposed),
      line("adjusted_prevalence_ratio", "exposed", "yes", exposed / notExposed),
      line("adjusted_prevalence_difference", "exposed", "yes", exposed - notExposed),
    ]
  }

  /// The mean probability of an insufficient grade when every child is set to one exposure.
  private func adjustedPrevalence(exposed: Double) -> Double {
    var (sum, children) = (0.0, 0.0)
    for pattern in patterns {
      var values = pattern.values
      values[1] = exposed
      sum += pattern.children * logistic(zip(values, coefficients).reduce(0) { $0 + $1.0 * $1.1 })
      children += pattern.children
    }
    return sum / children
  }
}

/// Solves a positive definite system by elimination.
private func solution(of matrix: [[Double]], _ right: [Double]) -> [Double] {
  var (matrix, right) = (matrix, right)
  for pivot in right.indices {
    for row in right.indices where row > pivot {
      let factor = matrix[row][pivot] / matrix[pivot][pivot]
      for column in pivot..<right.count { matrix[row][column] -= factor * matrix[pivot][column] }
      right[row] -= factor * right[pivot]
    }
  }
  for pivot in right.indices.reversed() {
    for column in right.indices where column > pivot { right[pivot] -= matrix[pivot][column] * right[column] }
    right[pivot] /= matrix[pivot][pivot]
  }
  return right
}
