internal import SurveyDesigns
internal import SurveyNumerics

/// The covariance of a penalised fit: that under the design, and for what the penalty tells that of the model.
///
/// Where a level separates the outcomes, the scores of its records add up to 0 one by one: what is expected of a record
/// there is the penalty's h and nothing else, and the covariance D under the design is 0 though nothing is known. The part
/// ρ of the expected outcome that is the penalty's, h/μ or −h/(1 − μ), is therefore given the variance v that the model
/// has for it, and with A = Σ wvxxᵀ
///
///     V = D + A⁻¹ (Σ (1 − f) ρ w²vxxᵀ) A⁻¹
///
/// with f the part of the population that was drawn. A cell of n records with k hits, weights apart, has
/// ρ = ½/(k + ½) and D = k/(k + ½) of the variance of the model: together they are that of the model, at k = 0 as
/// elsewhere. With many hits ρ vanishes, and V is D; where all of a population was drawn both are 0.
struct PenalizedCovariance: Sendable {
  /// V.
  let covariance: Matrix
  /// D.
  let underDesign: Matrix
  /// A⁻¹, with weights scaled to mean 1.
  private let inverseInformation: Matrix
  /// The residual degrees of freedom of the fit.
  private let degreesOfFreedom: Int

  init(
    underDesign: Matrix, degreesOfFreedom: Int, likelihood: Likelihood, optimum: Optimum, design: SurveyDesign
  ) {
    self.underDesign = underDesign
    self.degreesOfFreedom = degreesOfFreedom
    inverseInformation = optimum.inverseInformation
    var squares = likelihood.penaltyShares(at: optimum.parameters)
    let undrawn = design.structure.undrawnShareOfFinestUnits()
    for (row, unit) in design.structure.finestUnitOfRow.enumerated() {
      squares[row] *= undrawn[Int(unit)] * likelihood.weights[row] * likelihood.weights[row]
    }
    let told = likelihood.reweighted(by: squares)
    guard told.weightScale.isFinite, let middle = told.expectedInformation(at: optimum.parameters) else {
      covariance = underDesign
      return
    }
    let multiplier = likelihood.weightScale * inverseInformation
    covariance =
      (underDesign + multiplier * ((1 / told.weightScale) * middle) * multiplier).symmetrized()
  }
}

extension PenalizedCovariance {
  /// What the likelihood ratio of some combinations of the parameters is held against.
  struct Reference {
    /// The design effects λ: the ratio is about Σ λⱼ χ²₁.
    let designEffects: [Double]
    let degreesOfFreedom: Double
  }

  /// The two references of combinations of the parameters, given in rows: that of V, and that of the design alone.
  ///
  /// What the model says of the variance needs no primary units to be estimated, so that the degrees of freedom of V are
  /// those of Satterthwaite: ν (tr V₀⁻¹V / tr V₀⁻¹D)². Where units are very few the design alone can be the more cautious
  /// of the two, and the more cautious counts.
  func references(along rows: Matrix, term: String) throws(ModelError) -> [Reference] {
    func effects(_ matrix: Matrix) throws(ModelError) -> [Double] {
      let inner = { (matrix: Matrix) in (rows * matrix * rows.transposed).symmetrized() }
      return try relativeEigenvalues(of: inner(matrix), to: inner(inverseInformation), term: term)
    }
    let (all, alone) = (try effects(covariance), try effects(underDesign))
    let ratio = alone.reduce(0) { $0 + max(0, $1) } / all.reduce(0, +)
    let own = Double(degreesOfFreedom)
    let satterthwaite = min(Self.largestDegreesOfFreedom, max(own, own / (ratio * ratio)))
    var references = [Reference(designEffects: all, degreesOfFreedom: satterthwaite)]
    if alone.allSatisfy({ $0 > 1e-12 }) { references.append(Reference(designEffects: alone, degreesOfFreedom: own)) }
    return references
  }

  /// From here on Student's distribution is the normal one to all digits that are printed.
  private static let largestDegreesOfFreedom = 1e6
}

extension Likelihood {
  /// The part ρ of what is expected of each record of the data that is the penalty's, from 0 to 1; 0 of other records.
  fileprivate func penaltyShares(at coefficients: [Double]) -> [Double] {
    let scores = ScoreValues(likelihood: self, coefficients: coefficients)
    var shares = [Double](repeating: 0, count: weights.count)
    var block = RecordBlock(columns)
    forEachBlock(of: frame.rows[...]) { rows in
      block.read(rows, of: columns)
      var means = [Double](repeating: 0, count: RecordBlock.largestCount)
      block.linearPredictor(coefficients, into: &means)
      let penalties = scores.penaltyScores(of: block, means)
      response.replaceByMeans(&means, count: rows.count)
      for (i, row) in rows.enumerated() where i < penalties.count {
        let (penalty, mean) = (penalties[i], means[i])
        shares[Int(row)] = min(1, penalty > 0 ? penalty / mean : -penalty / (1 - mean))
      }
    }
    return shares
  }
}
