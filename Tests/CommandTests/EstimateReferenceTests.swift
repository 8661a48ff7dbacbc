import Foundation
import TestSupport
import Testing

/// The bound for values that R prints with 15 digits.
private let bound = 1e-10

@Suite("Values of R survey 4.5 from the shell")
struct EstimateReferenceTests {
  @Test(arguments: referenceCases("api", endingWith: ".mean.api00.enroll").filter { !$0.id.hasPrefix("apiclus2") })
  func `means agree`(_ reference: ReferenceCase) throws {
    // R leaves out the records that lack either variable; each mean of ours leaves out its own.
    let answer = try estimate(
      reference.arguments + ["--statistic", "mean", "--of", "api00,enroll", "--where", "enroll > 0"])
    expectClose(answer.values, to: reference.numbers("value"))
    expectClose(answer.standardErrors, to: reference.numbers("se"))
    for (row, expected) in paired(answer.covariance, reference.matrix("vcov")) {
      expectClose(row.map { $0 ?? .nan }, to: expected)
    }
  }

  @Test(arguments: referenceCases("api", endingWith: ".total.enroll").filter { !$0.id.contains(".by.") })
  func `totals agree, at two stages too`(_ reference: ReferenceCase) throws {
    let answer = try estimate(reference.arguments + ["--statistic", "total", "--of", "enroll"])
    expectClose(answer.values, to: reference.numbers("value"))
    expectClose(answer.standardErrors, to: reference.numbers("se"))
  }

  @Test(arguments: referenceCases("api", endingWith: ".ratio.api.stu.enroll"))
  func `ratios agree`(_ reference: ReferenceCase) throws {
    let answer = try estimate(reference.arguments + ["--statistic", "ratio", "--of", "api.stu", "--over", "enroll"])
    expectClose(answer.values, to: reference.numbers("value"))
    expectClose(answer.standardErrors, to: reference.numbers("se"))
    #expect(answer.estimates[0].variable == "api.stu")
    #expect(answer.estimates[0].level == "enroll")
  }

  @Test(arguments: referenceCases("api", endingWith: ".prop.stype"))
  func `shares of all levels agree`(_ reference: ReferenceCase) throws {
    let answer = try estimate(reference.arguments + ["--statistic", "prevalence", "--of", "stype"])
    #expect(answer.estimates.map(\.level) == ["E", "H", "M"])
    expectClose(answer.values, to: reference.numbers("value"))
    expectClose(answer.standardErrors, to: reference.numbers("se"), absolute: 1e-15)
  }

  @Test(
    arguments: referenceCases("api", endingWith: ".ciprop.sch.wide") + referenceCases("nhanes", endingWith: "ciprop"),
    [("xlogit", "xlogit"), ("arcsine", "asin"), ("korn-graubard", "beta"), ("wilson", "wilson"), ("wald", "mean")])
  func `intervals of prevalences agree`(_ reference: ReferenceCase, _ method: (option: String, key: String)) throws {
    let variable = reference.data == "nhanes" ? "HI_CHOL" : "sch.wide"
    let answer = try estimate(
      reference.arguments + ["--statistic", "prevalence", "--of", variable, "--interval", method.option])
    expectClose(answer.values, to: reference.numbers(method.key, "value"))
    expectClose(answer.lowerEnds, to: reference.numbers(method.key, "lower"))
    expectClose(answer.upperEnds, to: reference.numbers(method.key, "upper"))
    #expect(answer.estimates[0].interval?.method == method.option)
  }

  @Test(arguments: referenceCases("api", endingWith: ".ciprop90.sch.wide"))
  func `intervals at another level agree`(_ reference: ReferenceCase) throws {
    let answer = try estimate(
      reference.arguments + ["--statistic", "prevalence", "--of", "sch.wide=Yes", "--level", "0.9"])
    expectClose(answer.lowerEnds, to: reference.numbers("xlogit", "lower"))
    expectClose(answer.upperEnds, to: reference.numbers("xlogit", "upper"))
  }

  @Test(arguments: referenceCases("api", endingWith: ".domain.ciprop"))
  func `prevalences in a domain agree`(_ reference: ReferenceCase) throws {
    let answer = try estimate(
      reference.arguments
        + ["--statistic", "prevalence", "--of", "sch.wide", "--where", "comp.imp==\"No\""])
    expectClose(answer.lowerEnds, to: reference.numbers("xlogit", "lower"))
    expectClose(answer.upperEnds, to: reference.numbers("xlogit", "upper"))
  }

  @Test(arguments: referenceCases("api", endingWith: ".quantile.api00"))
  func `quantiles agree`(_ reference: ReferenceCase) throws {
    let orders = reference.numbers("math", "p")
    let answer = try estimate(
      reference.arguments
        + ["--statistic", "quantile", "--of", "api00", "--quantile", orders.map { "\($0)" }.joined(separator: ",")])
    expectClose(answer.values, to: reference.numbers("math", "value"))
    expectClose(answer.standardErrors, to: reference.numbers("math", "se"))
    expectClose(answer.lowerEnds, to: reference.numbers("math", "lower"))
    expectClose(answer.upperEnds, to: reference.numbers("math", "upper"))
    #expect(answer.estimates.map(\.level) == orders.map { "\($0)" })
    #expect(answer.estimates.allSatisfy { $0.interval?.method == "woodruff" })
  }

  @Test(arguments: referenceCases("api") { $0.contains(".by.") } + referenceCases("nhanes") { $0.contains(".by.") })
  func `groups agree`(_ reference: ReferenceCase) throws {
    let by = (reference.analysis["by"] as? [String]) ?? [reference.analysis["by"] as? String ?? ""]
    let isTotal = reference.analysis["statistic"] as? String == "total by domain"
    let answer = try estimate(
      reference.arguments + [
        "--statistic", isTotal ? "total" : "mean", "--of", reference.analysis["variable"] as? String ?? "",
        // R varies the first variable fastest; here it is the last.
        "--by", by.reversed().joined(separator: ","),
      ])
    expectClose(answer.values, to: reference.numbers("value"))
    expectClose(answer.standardErrors, to: reference.numbers("se"))
    #expect(answer.estimates.allSatisfy { Set($0.domain.keys) == Set(by) })
  }

  @Test(arguments: referenceCases("designs") { $0.hasPrefix("lonely") && $0 != "lonely.remove" })
  func `rules for single units agree`(_ reference: ReferenceCase) throws {
    let rules = ["certainty": "certainty", "adjust": "center", "average": "average"]
    let rule = try #require(rules[reference.analysis["lonely"] as? String ?? ""])
    for statistic in ["mean", "total"] {
      let answer = try estimate(
        reference.arguments + ["--statistic", statistic, "--of", "x", "--single-unit", rule])
      expectClose(answer.values, to: reference.numbers(statistic, "value"))
      expectClose(answer.standardErrors, to: reference.numbers(statistic, "se"))
      #expect(answer.diagnostics == ["1 stratum has a single unit; the rule was \(rule)."])
    }
  }

  @Test(arguments: referenceCases("designs", endingWith: "fpc.total"))
  func `nested units with population sizes agree`(_ reference: ReferenceCase) throws {
    for statistic in ["mean", "total"] {
      let answer = try estimate(reference.arguments + ["--statistic", statistic, "--of", "x"])
      expectClose(answer.standardErrors, to: reference.numbers(statistic, "se"))
      #expect(Double(answer.estimates[0].degreesOfFreedom) == reference.number("df"))
    }
  }
}

extension ReferenceCase {
  /// The data and the design of the case as the command takes them.
  fileprivate var arguments: [String] {
    let folders = ["nhanes": "nhanes", "fpc": "fpc", "lonely": "single-unit"]
    var arguments = [dataset("\(folders[data] ?? "api")/\(data).csv")]
    for (key, option) in [
      ("weights", "--weights"), ("strata", "--strata"), ("ids", "--units"), ("fpc", "--population-size"),
    ] {
      if let name = design[key] as? String { arguments += [option, name] }
      if let names = design[key] as? [String] { arguments += [option, names.joined(separator: ",")] }
    }
    return arguments + (design["nest"] as? Bool == true ? ["--nested"] : [])
  }
}

private func expectClose(
  _ observed: [Double], to expected: [Double], absolute: Double = 0, location: SourceLocation = #_sourceLocation
) {
  #expect(observed.count == expected.count && !expected.isEmpty, sourceLocation: location)
  for (value, wanted) in paired(observed, expected) {
    #expect(
      isClose(value, to: wanted, relative: bound, absolute: absolute), "\(value) \(wanted)", sourceLocation: location)
  }
}
