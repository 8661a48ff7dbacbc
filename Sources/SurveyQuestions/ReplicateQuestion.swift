public import SurveyDesigns
internal import SurveyMicrodata

/// Which replicate weights came with the records, and what they were made by.
public struct ReplicateQuestion: Sendable {
  /// The columns.
  public var columns: ReplicateColumnNames
  /// What they were made by.
  public var type: ReplicateColumnType
  /// What the sum of squares is multiplied by; nil for that of the type.
  public var scale: Double?
  /// What the square of each replicate is multiplied by; nil for 1.
  public var scales: Scales?
  /// The degrees of freedom that the survey states; nil for those that follow from the replicates.
  public var degreesOfFreedom: Int?

  /// The scales of replicates.
  public enum Scales: Sendable {
    /// The scales themselves.
    case values([Double])
    /// A file of numbers, with anything but digits between them.
    case file(String)
  }

  /// Says which replicate weights came with the records.
  public init(
    _ columns: ReplicateColumnNames, type: ReplicateColumnType, scale: Double? = nil, scales: Scales? = nil,
    degreesOfFreedom: Int? = nil
  ) {
    self.columns = columns
    self.type = type
    self.scale = scale
    self.scales = scales
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The names of the options.
  public static let options = [
    "replicate-weights", "replicate-type", "replicate-scale", "replicate-scales", "replicate-df",
  ]
  /// What cannot be told of records whose replicate weights say it already.
  private static let excluded = [
    "strata", "units", "population-size", "replicates", "seed", "order", "beside-linearization", "pps",
    "collapse-strata", "overlapping-waves",
  ]
  private static let types = ["jackknife", "jkn", "jk2", "brr", "fay=RHO", "bootstrap", "successive", "other"]

  /// Reads the options; nil where no replicate weights were named.
  init?(_ words: QuestionWords) throws(QuestionError) {
    guard words.has("replicate-weights") else {
      if let other = Self.options.first(where: words.has) {
        throw .missingCompanion(other, needs: "replicate-weights")
      }
      return nil
    }
    guard let name = try words.text("replicate-type") else {
      throw .missingCompanion("replicate-weights", needs: "replicate-type")
    }
    guard words.has("weights") else { throw .missingCompanion("replicate-weights", needs: "weights") }
    let isImputing = words.has("impute")
    if let other = Self.excluded.first(where: { words.has($0) && !($0 == "seed" && isImputing) }) {
      throw .optionsExclude("replicate-weights", other)
    }
    let type = try Self.type(name)
    for option in ["replicate-scale", "replicate-scales"] where words.has(option) && !type.takesScales {
      throw .goesWith(option, "replicate-type jackknife, jkn, bootstrap or other")
    }
    if name == "jkn", !words.has("replicate-scales") {
      throw .missingCompanion("replicate-type jkn", needs: "replicate-scales")
    }
    self.init(
      try ReplicateColumnNames(parsing: words.all("replicate-weights")), type: type,
      scale: try words.positiveNumber("replicate-scale"), scales: try Self.scales(words.all("replicate-scales")),
      degreesOfFreedom: try words.wholeNumber("replicate-df", from: 1))
  }

  private static func type(_ name: String) throws(QuestionError) -> ReplicateColumnType {
    switch name {
    case "jackknife", "jk1", "jkn": .jackknife
    case "jk2": .pairedJackknife
    case "brr": .balancedRepeated()
    case "bootstrap": .bootstrap
    case "successive": .successiveDifferences
    case "other": .other
    case let text where text.hasPrefix("fay="):
      .balancedRepeated(fay: try fayFactor(text, option: "replicate-type"))
    default: throw .unknownWord(name, option: "replicate-type", known: types)
    }
  }

  private static func scales(_ texts: [String]) throws(QuestionError) -> Scales? {
    guard !texts.isEmpty else { return nil }
    if let numbers = numbers(in: texts.joined(separator: ",")) { return .values(numbers) }
    guard texts.count == 1 else {
      throw .notNumbers(option: "replicate-scales", found: texts.joined(separator: ","), example: "0.5,0.5")
    }
    return .file(texts[0])
  }

  /// Returns the design of the data, and the file that scales were read from.
  func design(
    of data: Microdata, weights: String, missingWeights: MissingWeightRule, conventions: Conventions
  ) throws(QuestionError) -> (design: SurveyDesign, scales: DataSource?) {
    let columns = try columns.names(in: data)
    var (values, source): ([Double]?, DataSource?)
    switch scales {
    case nil: break
    case .values(let own)?: values = own
    case .file(let path)?:
      let file = try reading { () throws(MicrodataError) in try FileBytes(contentsOf: path) }
      guard let found = file.text.flatMap(numbers(in:)) else {
        throw .notNumbers(option: "replicate-scales", found: file.name, example: "0.5,0.5")
      }
      (values, source) = (found, file.source)
    }
    let (type, scale, degrees) = (type, scale, degreesOfFreedom)
    return (
      try designing { () throws(DesignError) in
        try SurveyDesign(
          data, weights: weights, replicateWeights: columns, type: type, scale: scale, replicateScales: values,
          degreesOfFreedom: degrees, missingWeights: missingWeights, conventions: conventions)
      }, source
    )
  }
}

/// Reads Fay's factor of a method written `fay=RHO`.
func fayFactor(_ text: String, option: String) throws(QuestionError) -> Double {
  let factor = String(text.dropFirst(4))
  guard let value = Double(factor), value > 0, value < 1 else {
    throw .notAProbability(option: "\(option) fay=", found: factor, example: "0.3")
  }
  return value
}
