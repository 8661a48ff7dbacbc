import Foundation
import SurveyMicrodata
import TestSupport
import Testing

/// Every statistic of `estimate` through the shell; its numbers are those that the library is tested for.
@Suite("Statistics from the shell")
struct StatisticTests {
  private static let schools = [
    dataset("api/apistrat.csv"), "--weights", "pw", "--strata", "stype", "--population-size", "fpc",
  ]

  private func estimate(_ arguments: String...) throws -> Answer {
    try CommandTests.estimate(Self.schools + arguments)
  }

  private func value(_ statistic: String, _ name: String) throws -> Double {
    let row = try #require(
      fixtureRows("estimates/estimators").first {
        $0["dataset"] == "apistrat" && $0["statistic"] == statistic && $0["name"] == name
      }, "\(statistic) \(name)")
    return try #require(row["value"].flatMap(Double.init))
  }

  @Test func `kappa, alpha and correlations agree with R`() throws {
    let kappa = try estimate("--statistic", "kappa", "--of", "comp.imp,sch.wide")
    #expect(isClose(kappa.values[0], to: try value("kappa", "value"), relative: 1e-10))
    #expect(isClose(kappa.standardErrors[0], to: try value("kappa", "se"), relative: 1e-10))
    let alpha = try estimate("--statistic", "alpha", "--of", "ell,meals,mobility")
    #expect(isClose(alpha.values[0], to: try value("alpha", "value"), relative: 1e-10))
    let correlations = try estimate("--statistic", "correlation", "--of", "api00,api99,meals")
    #expect(isClose(correlations.values[2], to: try value("correlation.value", "3"), relative: 1e-10))
    #expect(correlations.estimates.map(\.level) == ["api99", "meals", "meals"])
  }

  @Test func `quantiles of several variables share their covariance`() throws {
    let answer = try estimate(
      "--statistic", "quantile", "--of", "api00,api99", "--quantile", "0.25,0.5", "--rule", "hf7", "--interval",
      "woodruff-logit")
    #expect(answer.estimates.map(\.variable) == ["api00", "api00", "api99", "api99"])
    #expect(answer.estimates.map(\.level) == ["0.25", "0.5", "0.25", "0.5"])
    #expect(answer.covariance.allSatisfy { $0.allSatisfy { $0 != nil } })
    #expect(answer.diagnostics.isEmpty)
  }

  @Test func `means are standardised and rates divided by the population`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "population.csv")
    try "stype,population\nE,4421\nH,755\nM,1018\n".write(to: file, atomically: true, encoding: .utf8)
    let means = try estimate("--statistic", "mean", "--of", "api00", "--by", "awards", "--population", file.path)
    #expect(isClose(means.values[0], to: try value("standardized.mean", "1"), relative: 1e-10))
    #expect(isClose(means.standardErrors[1], to: try value("standardized.mean.se", "2"), relative: 1e-10))
    let rates = try estimate(
      "--statistic", "rate", "--of", "awards=Yes", "--by", "stype", "--population", file.path, "--per", "100",
      "--interval", "log")
    let totals = try estimate("--statistic", "total", "--of", "awards=Yes", "--by", "stype")
    for (rate, (total, count)) in paired(rates.values, Array(paired(totals.values, [4421.0, 755, 1018]))) {
      #expect(isClose(rate, to: 100 * total / count, relative: 1e-12))
    }
    #expect(rates.estimates.allSatisfy { $0.interval?.method == "log" })
  }

  @Test func `totals stand after the groups, as null in JSON`() throws {
    let answer = try estimate(
      "--statistic", "counts", "--of", "awards,sch.wide,comp.imp", "--by", "stype,both", "--totals")
    // Three by two groups, two and three totals over one, and everyone: each with the counts 0 to 3.
    #expect(answer.estimates.count == 12 * 4)
    #expect(answer.estimates.suffix(4).map(\.level) == ["0", "1", "2", "3"])
    let whole = try estimate("--statistic", "counts", "--of", "awards,sch.wide,comp.imp")
    for (total, alone) in paired(answer.estimates.suffix(4), whole.estimates) {
      #expect(total.value == alone.value && total.standardError == alone.standardError)
    }
  }

  @Test(arguments: [
    ["--statistic", "distribution-function", "--of", "api00", "--at", "500,600"],
    ["--statistic", "histogram", "--of", "api00", "--at", "300,600,1000", "--interval", "wilson"],
    ["--statistic", "density", "--of", "api00", "--at", "600,700"],
    ["--statistic", "variance", "--of", "api00,api99"], ["--statistic", "covariance", "--of", "api00,api99"],
    ["--statistic", "gini", "--of", "enroll"], ["--statistic", "quintile-share-ratio", "--of", "enroll"],
    ["--statistic", "patterns", "--of", "awards,sch.wide", "--interval", "likelihood"],
    ["--statistic", "co-occurrence", "--of", "awards,sch.wide,comp.imp", "--interval", "jeffreys"],
    ["--statistic", "cumulative-index", "--of", "awards,sch.wide", "--interval", "arcsine"],
  ])
  func `every other statistic has values with intervals`(_ arguments: [String]) throws {
    let answer = try CommandTests.estimate(Self.schools + arguments)
    #expect(!answer.estimates.isEmpty)
    #expect(answer.estimates.allSatisfy { $0.interval != nil && $0.statistic.isEmpty == false })
    if let position = arguments.firstIndex(of: "--interval") {
      #expect(answer.estimates.allSatisfy { $0.interval?.method == arguments[position + 1] })
    }
  }
}
