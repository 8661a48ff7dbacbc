import Foundation
public import SurveyDesigns
public import SurveyMicrodata

/// One value or table that R computed, with the data and design it computed it from.
public struct ReferenceCase: @unchecked Sendable, CustomStringConvertible {
  /// The name of the case.
  public let id: String
  /// The name of the data file, without its ending.
  public let data: String
  /// The design: weights, strata, ids, fpc, nest.
  public let design: [String: Any]
  /// What was computed.
  public let analysis: [String: Any]
  /// What came out.
  public let result: [String: Any]
  /// The name of the case.
  public var description: String { id }

  /// Returns the design of the case, read from the datasets.
  public func surveyDesign(singleUnitStrata: SingleUnitStratumRule = .refuse) throws -> SurveyDesign {
    let units = (design["ids"] as? [String]) ?? (design["ids"] as? String).map { [$0] } ?? []
    let sizes = (design["fpc"] as? [String]) ?? (design["fpc"] as? String).map { [$0] } ?? []
    let strata = design["strata"] as? String
    let stages = (0..<max(1, units.count)).map { stage in
      Stage(
        units: stage < units.count ? units[stage] : nil, strata: stage == 0 ? strata : nil,
        populationSize: stage < sizes.count ? sizes[stage] : nil)
    }
    return try SurveyDesign(
      referenceData(data), weights: design["weights"] as? String, stages: stages,
      unitsAreNested: design["nest"] as? Bool ?? false, singleUnitStrata: singleUnitStrata)
  }

  /// Returns a number of the result by its path of keys; not a number where R had none.
  public func number(_ path: String...) -> Double {
    let found = value(path)
    if found is NSNull { return .nan }
    guard let number = found as? Double else { fatalError("\(id): \(path) is no number") }
    return number
  }

  /// Returns a list of numbers of the result by its path of keys; a single number is a list of one.
  public func numbers(_ path: String...) -> [Double] {
    let found = value(path)
    guard let numbers = found as? [Double] ?? (found as? Double).map({ [$0] }) else {
      fatalError("\(id): \(path) is no list of numbers")
    }
    return numbers
  }

  /// Returns a matrix of the result by its path of keys.
  public func matrix(_ path: String...) -> [[Double]] {
    let found = value(path)
    guard let matrix = found as? [[Double]] ?? (found as? Double).map({ [[$0]] }) else {
      fatalError("\(id): \(path) is no matrix")
    }
    return matrix
  }

  /// Whether something was computed under a key.
  public func has(_ key: String) -> Bool { result[key] != nil }

  /// What stands at a path of keys; a path that leads nowhere is a mistake of the test.
  private func value(_ path: [String]) -> Any {
    var found: Any = result
    for key in path {
      guard let next = (found as? [String: Any])?[key] else {
        fatalError("\(id) has no \(path.joined(separator: "."))")
      }
      found = next
    }
    return found
  }
}

/// Reads the cases of a file whose names end with a suffix.
public func referenceCases(_ file: String, endingWith suffix: String) -> [ReferenceCase] {
  referenceCases(file) { $0.hasSuffix(suffix) }
}

/// Reads the cases of a file whose names satisfy a condition.
public func referenceCases(_ file: String, where isWanted: (String) -> Bool) -> [ReferenceCase] {
  let url = repository.appending(path: "Tests/Fixtures/reference/\(file).json")
  guard let bytes = try? Data(contentsOf: url),
    let cases = try? JSONSerialization.jsonObject(with: bytes) as? [[String: Any]]
  else { fatalError("the reference file \(file).json cannot be read") }
  let read = cases.compactMap { entry -> ReferenceCase? in
    guard let id = entry["id"] as? String, isWanted(id) else { return nil }
    return ReferenceCase(
      id: id, data: entry["data"] as? String ?? "", design: entry["design"] as? [String: Any] ?? [:],
      analysis: entry["analysis"] as? [String: Any] ?? [:], result: entry["result"] as? [String: Any] ?? [:])
  }
  precondition(!read.isEmpty, "no reference case of \(file).json was wanted")
  return read
}

/// Reads one of the datasets that the reference values were computed from.
public func referenceData(_ name: String) throws -> Microdata {
  let folders = [
    "apistrat": "api", "apiclus1": "api", "apiclus2": "api", "nhanes": "nhanes", "nhanes_two_psu": "nhanes",
    "fpc": "fpc", "lonely": "single-unit",
  ]
  let folder = folders[name] ?? name
  return try Microdata(contentsOf: repository.appending(path: "datasets/\(folder)/\(name).csv").path)
}

/// A number as R prints it; NA and NaN are not numbers, and anything else is a mistake of the file.
public func printedNumber(_ text: some StringProtocol) -> Double {
  if ["NA", "NaN", ""].contains(String(text)) { return .nan }
  guard let number = Double(text) else { fatalError("a printed value is \(text)") }
  return number
}

/// Values that R printed under a dataset and the name of a statistic, in the order printed.
public func printedValues(_ dataset: String, _ statistic: String) -> [(name: String, value: Double)] {
  let url = repository.appending(path: "Tests/Fixtures/reference/r_survey45_more.csv")
  guard let text = try? String(contentsOf: url, encoding: .utf8) else {
    fatalError("the file of printed values cannot be read")
  }
  let prefix = "\(dataset),\(statistic),"
  let lines = text.split(whereSeparator: \.isNewline).filter { $0.hasPrefix(prefix) }
  precondition(!lines.isEmpty, "nothing was printed of \(statistic) for \(dataset)")
  return lines.map { line in
    let rest = line.dropFirst(prefix.count)
    guard let comma = rest.lastIndex(of: ",") else { fatalError("a printed value without a comma") }
    return (String(rest[..<comma]), printedNumber(rest[rest.index(after: comma)...]))
  }
}

/// Values that R printed under the name of a case of `Tests/Fixtures/comparisons`.
public func comparedValues(_ name: String) -> [Double] {
  let url = repository.appending(path: "Tests/Fixtures/comparisons/comparisons.csv")
  guard let text = try? String(contentsOf: url, encoding: .utf8) else {
    fatalError("the file of compared values cannot be read")
  }
  let values = text.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("\(name),") }
    .map { printedNumber($0[$0.index(after: $0.lastIndex(of: ",") ?? $0.startIndex)...]) }
  precondition(!values.isEmpty, "no compared value is named \(name)")
  return values
}
