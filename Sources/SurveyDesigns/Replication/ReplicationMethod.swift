internal import SurveyMicrodata

/// The ways to make replicates of the weights of a design.
///
/// Every method but the multistage bootstrap works on the primary units: with several stages, the units of the later ones
/// stay together and their population sizes are not used. For a method with `factor` a unit's weight is multiplied by, and `V` the variance of
/// an estimate θ from replicates θᵣ around their centre c:
public enum ReplicationMethod: Sendable, Hashable {
  /// Leaves out one primary unit at a time: JK1 in one stratum, JKn in several (Rust and Rao 1996).
  ///
  /// Leaving out unit j of stratum h: factor 0 for the unit, nₕ/(nₕ−1) for the others of its stratum, 1 elsewhere;
  /// V = Σ fₕ(nₕ−1)/nₕ · (θᵣ − c)², with fₕ = (Nₕ−nₕ)/Nₕ. R `as.svrepdesign(type = "JK1")` and `"JKn"`.
  case jackknife
  /// Leaves out the first of the two units of one stratum at a time and doubles the second: JK2 (WesVar).
  ///
  /// V = Σ fₕ(θₕ − θ)²; the centre is the estimate unless another is asked for.
  case pairedJackknife
  /// Half-samples in full orthogonal balance: BRR (McCarthy 1969), and Fay's variant with a factor ρ above 0.
  ///
  /// With aₕᵣ = ±1 from column h + 1 of a Hadamard matrix of R rows: factor 1 + (1−ρ)aₕᵣ for the first unit of stratum
  /// h, 1 − (1−ρ)aₕᵣ for the second; V = 1/(R(1−ρ)²) · Σ(θᵣ − c)². Every stratum must have two units, and no population
  /// size. Balanced half-samples are not unique: see ``HadamardMatrix``. R `as.svrepdesign(type = "BRR")` and `"Fay"`.
  case balancedRepeated(fay: Double = 0)
  /// Draws nₕ − 1 units of each stratum with replacement (Rao, Wu and Yue 1992).
  ///
  /// With mᵢ the times that unit i was drawn: factor 1 − λ + λ·mᵢ·nₕ/(nₕ−1), λ = √fₕ; V = 1/(R−1) · Σ(θᵣ − c)². Without
  /// population sizes, R `as.svrepdesign(type = "subbootstrap")`, which has no correction for them.
  case bootstrap(replicates: Int, seed: UInt64)
  /// Draws nₕ units of each stratum with replacement (Canty and Davison 1999).
  ///
  /// Factor mᵢ; V = n̄/((n̄−1)(R−1)) · Σ(θᵣ − c)², n̄ the harmonic mean of nₕ over the strata: right
  /// where strata have equally many units, which `bootstrap` does not need. Not for population sizes. R
  /// `as.svrepdesign(type = "bootstrap")`.
  case unitBootstrap(replicates: Int, seed: UInt64)

  /// Draws ⌊n/2⌋ units of every stratum of every stage without replacement (Preston 2009).
  ///
  /// With δ 1 for a unit that was drawn, n* = ⌊n/2⌋ and λ = √(n*·Πf·(1−f)/(n−n*)), Πf the fractions of the stages before:
  /// factor 1 + Σ λ(n/n*·δ − 1)·Π√(n/n*)δ over the stages, the product over those before; V = 1/(R−1) · Σ(θᵣ − c)². R
  /// `as.svrepdesign(type = "mrbbootstrap")`.
  case multistageBootstrap(replicates: Int, seed: UInt64)
  /// Differences of neighbours in the order of a column, for samples drawn systematically from a list (Fay and Train 1995).
  ///
  /// The units of a stratum stand in a circle. With columns i and i′ of a Hadamard matrix for a unit and the next one:
  /// factor 1 + √fₕ·2^(−3/2)·(aᵢᵣ − aᵢ′ᵣ); V = 4/R · Σ(θᵣ − θ)², which for a total is Σ fₕ·½ Σ(Tᵢ − Tᵢ′)² where every
  /// unit has a column of its own. Fewer replicates use columns again. Nil takes the units in the order of their records.
  case successiveDifferences(order: String? = nil, replicates: Int? = nil)

  /// The centre that the method has of its own; nil where the conventions say.
  var center: ReplicateCenter? {
    switch self {
    case .pairedJackknife, .successiveDifferences: .estimate
    case .jackknife, .balancedRepeated, .bootstrap, .unitBootstrap, .multistageBootstrap: nil
    }
  }

  /// Throws where more replicates are asked for than are made.
  func checkCount() throws(DesignError) {
    let count: Int? =
      switch self {
      case .bootstrap(let count, _), .unitBootstrap(let count, _), .multistageBootstrap(let count, _): count
      case .successiveDifferences(_, let count): count
      case .jackknife, .pairedJackknife, .balancedRepeated: nil
      }
    try designing { () throws(MicrodataError) in
      try LimitExcess.check(.replicates, count ?? 0, limit: ComputationLimits.standard.replicates)
    }
  }

  /// The name of the method in one or a few words.
  public var name: String {
    switch self {
    case .jackknife: "jackknife"
    case .pairedJackknife: "paired jackknife"
    case .balancedRepeated(let fay): fay == 0 ? "balanced repeated replication" : "Fay's method, rho \(fay)"
    case .bootstrap: "Rao-Wu bootstrap"
    case .unitBootstrap: "Canty-Davison bootstrap"
    case .multistageBootstrap: "Preston's multistage bootstrap"
    case .successiveDifferences: "successive differences"
    }
  }
}
