internal import ReportDocuments
internal import SurveyEstimates

/// Answers as data for other programs, in full precision.
extension Sequence where Element: Writable {
  /// The numbers as JSON: an object with `schema` and `numbers`, described in `answer-1.schema.json` of this module's docs.
  ///
  /// A number that is not finite is null, and the shortest decimal that reads back as the same value stands for any other.
  public var json: String {
    JSONValue.object([
      ("schema", .string("peilstok-answer-1")), ("numbers", .array(map { .object($0.written.members) })),
    ]).text
  }

  /// The numbers as comma-separated text, a record each, in full precision; a group has a column `domain.VARIABLE`.
  public var csv: String {
    let numbers = map(\.written)
    let groups = numbers.first.map { first in first.isOfCoefficient ? [] : first.domain.map(\.variable) } ?? []
    let header =
      ["kind", "name", "level", "outcomeLevel"] + groups.map { "domain.\($0)" } + [
        "value", "standardError", "degreesOfFreedom", "intervalMethod", "intervalLevel", "lower", "upper", "statistic",
        "pValue", "unweightedCount", "missingCount",
      ]
    return ([header] + numbers.map { $0.fields(groups: groups) }).map(CommaSeparatedText.tableLine).joined()
  }
}

extension WrittenNumber {
  fileprivate var members: [(key: String, value: JSONValue)] {
    var members: [(key: String, value: JSONValue)] = [
      ("kind", .string(kind)), ("name", .string(name)), ("level", .optional(level)),
      ("outcomeLevel", .optional(outcomeLevel)),
      ("domain", .object(domain.map { ($0.variable, $0.isTotal ? .null : .string($0.level)) })),
      ("value", .number(value)), ("standardError", isReference ? .null : .number(standardError)),
      (
        "degreesOfFreedom",
        Int(exactly: number.degreesOfFreedom).map { .integer($0) } ?? .number(number.degreesOfFreedom)
      ),
    ]
    members.append(
      (
        "interval",
        confidenceInterval.map { interval in
          .object([
            ("method", .string(interval.method.rawValue)), ("level", .number(interval.level)),
            ("lower", .number(interval.lower)), ("upper", .number(interval.upper)),
          ])
        } ?? .null
      ))
    members.append(
      (
        "test",
        number.test.map { .object([("statistic", .number($0.statistic)), ("pValue", .number($0.pValue))]) } ?? .null
      ))
    members += [
      ("isReference", .bool(isReference)), ("unweightedCount", unweightedCount.map { .integer($0) } ?? .null),
      ("missingCount", missingCount.map { .integer($0) } ?? .null),
    ]
    if let information = number.missingInformation {
      members += [
        ("fractionOfMissingInformation", .number(information.fraction)),
        ("relativeIncrease", .number(information.relativeIncrease)),
      ]
    }
    return members
  }

  fileprivate func fields(groups: [String]) -> [String] {
    let text = CommaSeparatedText.fractional
    let interval = confidenceInterval
    var fields: [String] = [kind, name, level ?? "", outcomeLevel ?? ""]
    if !groups.isEmpty { fields += domain.map(\.level) }
    fields += [text(value), isReference ? "" : text(standardError)]
    fields.append(number.degreesOfFreedom.isFinite ? CommaSeparatedText.short(number.degreesOfFreedom) : "")
    fields += [interval?.method.rawValue ?? "", text(interval?.level), text(interval?.lower), text(interval?.upper)]
    fields += [text(number.test?.statistic), text(number.test?.pValue)]
    fields += [unweightedCount, missingCount].map { count in count.map { "\($0)" } ?? "" }
    return fields
  }
}
