/// How much one computation may be asked for.
///
/// Each limit is checked before the work that it bounds begins, and the error names it. They lie well above what surveys
/// need; beyond them memory or time would run out instead.
public struct ComputationLimits: Sendable, Equatable {
  /// The groups that levels of variables combine to.
  public var groups = 1_000
  /// The distinct values that make a numeric column one of levels.
  public var levelsOfNumbers = 1_000
  /// The estimates with one covariance matrix: groups times what is estimated in each.
  public var estimates = 2_000
  /// The cells of a table that is tested.
  public var tableCells = 800
  /// The statements whose patterns are estimated.
  public var statements = 16
  /// The terms of a formula.
  public var terms = 500
  /// The coefficients of a model, or of a regression that imputes.
  public var coefficients = 1_000
  /// The coefficients of a model with a penalty, whose memory grows with their third power.
  public var penalizedCoefficients = 200
  /// The largest count of a negative binomial outcome, whose likelihood sums over all smaller ones.
  public var largestCount = 1_000_000
  /// The levels of an outcome without an order.
  public var unorderedLevels = 50
  /// The counts, totals and means that weights are brought to.
  public var controls = 2_000
  /// The replicates of the weights.
  public var replicates = 10_000
  /// The completed datasets of an imputation.
  public var imputations = 1_000
  /// The names or numbers in one option.
  public var listed = 1_000
  /// The bytes that a packed file or a part of a workbook unpacks to.
  public var unpackedBytes = 16 << 30
  /// The bytes that each byte of a packed file or a part of a workbook unpacks to, once more than ``freelyUnpackedBytes`` have come out.
  public var unpackingRatio = 200
  /// The bytes that a packed file may unpack to whatever its size.
  public var freelyUnpackedBytes = 64 << 20
  /// The empty lines of a file with one column, each of which is a record without an answer.
  public var emptyLines = 1_000_000
  /// The characters of a message; what is longer is cut in its middle.
  public var messageCharacters = 2_000

  /// The limits that hold where nothing else is said.
  public init() {}

  /// The limits of every computation.
  public static let standard = ComputationLimits()
}
