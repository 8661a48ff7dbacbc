public import SurveyNumerics

/// Replicates of the weights of a design, kept as factors of the primary units.
///
/// The replicate weight of a record is its weight times the factor of its unit. The variance of an estimate θ is
///
///     V = scale · Σᵣ replicateScalesᵣ · (θᵣ − c)(θᵣ − c)ᵀ
///
/// with c the mean of the replicates or θ itself (Wolter 2007; R `svrVar`). Replicates in which an estimate is undefined
/// are left out of its variance, as R does.
public struct ReplicateWeights: Sendable {
  /// How the replicates were made; nil where they came with the records.
  public let method: ReplicationMethod?
  /// The name of the method in one or a few words.
  public let name: String
  /// What the sum of squares is multiplied by.
  public let scale: Double
  /// What the square of each replicate is multiplied by.
  public let replicateScales: [Double]
  /// The point from which deviations are taken.
  public internal(set) var center: ReplicateCenter
  /// The point that was asked for; nil where the method or the conventions say.
  let givenCenter: ReplicateCenter?
  /// The point that the method has of its own; nil where the conventions say.
  let centerOfMethod: ReplicateCenter?
  /// The matrix that half-samples are balanced by, or nil for other methods.
  public let hadamardMatrix: HadamardMatrix?
  /// The degrees of freedom that were given, or nil where they follow from the rank.
  public let givenDegreesOfFreedom: Int?
  /// The columns that they came in; empty where the design made them.
  public let columns: [String]
  let factors: ReplicateFactors
  let stage: DesignStage
  /// How every replicate is calibrated; nil where the weights are not.
  var calibration: ReplicateCalibration?

  /// The number of replicates.
  public var count: Int { replicateScales.count }
  /// The number of primary units.
  public var unitCount: Int { stage.unitCount }

  /// Returns the factor of every primary unit in one replicate, in the order of strata and units.
  public func factors(ofReplicate replicate: Int) -> [Double] {
    precondition(replicate >= 0 && replicate < count, "replicate \(replicate) of \(count)")
    var values = [Double](repeating: 1, count: unitCount)
    factors.fill(&values, replicate: replicate, stage: stage)
    return values
  }

  /// The factors of the units as a matrix with a column for each replicate.
  public var unitFactors: Matrix {
    Matrix(
      rowCount: unitCount, columnCount: count, columnMajor: (0..<count).flatMap { factors(ofReplicate: $0) })
  }
}
