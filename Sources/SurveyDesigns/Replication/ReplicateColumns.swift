public import SurveyMicrodata

/// What replicate weights that come with the records were made by, which says how their squares are scaled.
///
/// With R replicates; the same as `type` of R `svrepdesign(combined.weights = TRUE)` with its default scales.
public enum ReplicateColumnType: Sendable, Hashable {
  /// One of R groups is left out of each: (R − 1)/R.
  case jackknife
  /// One unit of one of R pairs is left out of each: 1, around the estimate.
  case pairedJackknife
  /// Balanced half-samples: 1/R, and with Fay's factor ρ 1/(R(1 − ρ)²).
  case balancedRepeated(fay: Double = 0)
  /// A bootstrap: 1/(R − 1).
  case bootstrap
  /// Successive differences, as of the American Community Survey: 4/R, around the estimate.
  case successiveDifferences
  /// Anything else, whose scales must be told: 1 where they are not.
  case other

  /// The scale of the sum of squares of a number of replicates.
  func scale(replicates count: Int) -> Double {
    let count = Double(count)
    switch self {
    case .jackknife: return (count - 1) / count
    case .pairedJackknife, .other: return 1
    case .balancedRepeated(let fay): return 1 / (count * (1 - fay) * (1 - fay))
    case .bootstrap: return 1 / (count - 1)
    case .successiveDifferences: return 4 / count
    }
  }

  /// The centre that the type has of its own; nil where the conventions say.
  var center: ReplicateCenter? {
    switch self {
    case .pairedJackknife, .successiveDifferences: .estimate
    case .jackknife, .balancedRepeated, .bootstrap, .other: nil
    }
  }

  /// Whether the method leaves its scales to whoever made the replicates.
  package var takesScales: Bool {
    switch self {
    case .jackknife, .bootstrap, .other: true
    case .pairedJackknife, .balancedRepeated, .successiveDifferences: false
    }
  }

  /// The name of the type in one or a few words.
  public var name: String {
    switch self {
    case .jackknife: "jackknife"
    case .pairedJackknife: "paired jackknife"
    case .balancedRepeated(let fay): fay == 0 ? "balanced repeated replication" : "Fay's method, rho \(fay)"
    case .bootstrap: "bootstrap"
    case .successiveDifferences: "successive differences"
    case .other: "replicates with scales of their own"
    }
  }
}

extension SurveyDesign {
  /// Describes records that came with replicate weights.
  ///
  /// The same as R `svrepdesign(weights, repweights, type, scale, rscales, combined.weights = TRUE)`. Such files do not
  /// say which records were drawn together, so that each record has factors of its own: its replicate weights over its
  /// weight. Totals are then kept for each record, and the columns stay in memory as they are. A replicate weight may be
  /// negative, as some of the American Community Survey are: no formula asks for their sign.
  ///
  /// - Parameters:
  ///   - data: the records.
  ///   - weights: the column with each record's weight.
  ///   - columns: the columns with its replicate weights, at least two.
  ///   - type: what the replicates were made by.
  ///   - scale: what the sum of squares is multiplied by; nil for that of the type, and 1 for a jackknife with
  ///     `replicateScales`, which is then that of strata (R `type = "JKn"`).
  ///   - replicateScales: what the square of each replicate is multiplied by; nil for 1.
  ///   - center: the point from which deviations are taken; nil for the estimate with a paired jackknife and successive
  ///     differences, and the mean of the replicates elsewhere.
  ///   - degreesOfFreedom: those of every domain; nil for what the conventions say, the rank of its replicate weights
  ///     less 1 by default.
  ///   - missingWeights: what becomes of records without a weight, whose replicate weights may then be missing as well.
  ///   - conventions: the profile that estimates follow where programs disagree.
  /// - Throws: `DesignError` for weights that are missing or infinite, negative weights of the full sample, records of
  ///   weight 0 that have replicate weights, scales that do not fit, and factors that belong to another type.
  public init(
    _ data: Microdata, weights: String, replicateWeights columns: [String], type: ReplicateColumnType,
    scale: Double? = nil, replicateScales: [Double]? = nil, center: ReplicateCenter? = nil,
    degreesOfFreedom: Int? = nil, missingWeights: MissingWeightRule = .refuse, conventions: Conventions = .r45
  ) throws(DesignError) {
    precondition(degreesOfFreedom.map { $0 > 0 } ?? true, "\(degreesOfFreedom ?? 0) degrees of freedom")
    let design = try SurveyDesign(data, weights: weights, missingWeights: missingWeights, conventions: conventions)
    let records = design.data
    // Who has no weight needs no replicate weights either.
    let areNothing =
      missingWeights == .zero
      ? try designing { () throws(MicrodataError) in try data.numbers(of: Number(weights)).map(\.isNaN) } : nil
    if case .balancedRepeated(let fay) = type, !(fay >= 0 && fay < 1) { throw .invalidFayFactor(fay) }
    guard columns.count > 1 else { throw .tooFewReplicates(columns.count) }
    let scales = replicateScales ?? [Double](repeating: 1, count: columns.count)
    guard scales.count == columns.count else {
      throw .replicateScalesDoNotFit(scales: scales.count, replicates: columns.count)
    }
    let scale =
      scale ?? (type == .jackknife && replicateScales != nil ? 1 : type.scale(replicates: columns.count))
    guard ([scale] + scales).allSatisfy({ $0.isFinite && $0 >= 0 }), scale > 0, scales.contains(where: { $0 > 0 })
    else {
      throw .invalidReplicateScales
    }
    var values: [[Double]] = []
    for name in columns {
      var column = try designing { () throws(MicrodataError) in try records.numbers(of: Number(name)) }
      if let areNothing { column = zip(column, areNothing).map { $1 && $0.isNaN ? 0 : $0 } }
      let (missing, infinite) = (column.count { $0.isNaN }, column.count { $0.isInfinite })
      guard missing + infinite == 0 else {
        throw .invalidReplicateWeights(column: name, missing: missing, infinite: infinite)
      }
      let lost = column.indices.count { column[$0] != 0 && design.weights[$0] == 0 }
      guard lost == 0 else { throw .replicateOfZeroWeight(column: name, count: lost) }
      values.append(column)
    }
    if case .balancedRepeated(let fay) = type {
      let found = HalfSampleFactors(values, weights: design.weights)
      if let another = found.fay, !found.fit(fay: fay) { throw .factorsOfAnotherFay(stated: fay, found: another) }
    }
    let replicates = ReplicateWeights(
      method: nil, name: type.name, scale: scale, replicateScales: scales,
      center: conventions.center(asked: center, ofMethod: type.center),
      givenCenter: center, centerOfMethod: type.center,
      hadamardMatrix: nil, givenDegreesOfFreedom: degreesOfFreedom, columns: columns,
      factors: .columns(values, weights: design.weights, rowOfUnit: design.structure.rowsByFinestUnit),
      stage: design.structure.stages[0])
    for (name, column) in zip(columns, values) { try design.checkFactors(ofReplicate: column, named: name) }
    self = design.withVariance(.replication(replicates))
  }
}
