import Foundation
import Peilstok
import TestSupport
import Testing

/// Case 01-firth-separation at the command and in a notebook.
struct SeparationTests {
  private static let separated =
    "y,g,w\n" + String(repeating: "0,a,1\n", count: 12) + String(repeating: "1,b,1\n0,b,1\n", count: 10)
  private static let shares =
    "y,g,w\n" + String(repeating: "1,a,1\n", count: 12) + String(repeating: "1,b,1\n0,b,1\n", count: 10)
  private static let files = ["sep2.csv": separated, "pr.csv": shares, "notebook.md": notebook]
  private static let notebook = """
    ---
    title: F
    language: en
    data: sep2.csv
    design: {weights: w}
    ---

    ```yaml model
    odds: {formula: "y ~ g", family: logistic, penalized: true}
    adj: {margins: odds, over: g}
    ```

    {{odds[b].text}}; share {{adj[a].text}}.

    ```yaml table
    id: T1
    caption: Odds
    model: odds
    ```
    """

  private func json(_ arguments: String) throws -> [String: Any] {
    let run = try withFiles(Self.files) { try peilstok("\(arguments) --format json", in: $0) }
    return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  private func number(_ value: Any?) -> Double { value as? Double ?? .nan }

  @Test func `01-firth-separation: a penalised model prints the interval and the test of its profile, and names them`()
    throws
  {
    let answer = try json("model sep2.csv --weights w --formula y~g --penalized --adjusted g")
    let level = try #require((answer["coefficients"] as? [[String: Any]])?[1])
    #expect(level["intervalMethod"] as? String == "penalized-profile")
    // A second exact route, from the likelihood of two cells.
    let t = StudentTDistribution(degreesOfFreedom: number(level["degreesOfFreedom"]))
    let ends = SeparatedCells.interval(quantile: t.upperQuantile(0.025))
    #expect(isClose(number(level["lower"]), to: ends.lower, relative: 1e-7))
    #expect(isClose(number(level["upper"]), to: ends.upper, relative: 1e-7))
    #expect(isClose(number(level["standardError"]), to: SeparatedCells.standardErrors[1], relative: 1e-9))
    let test = try #require((answer["tests"] as? [[String: Any]])?.first)
    #expect(test["kind"] as? String == "likelihood-ratio")
    #expect(isClose(number(test["statistic"]), to: SeparatedCells.statistic, relative: 1e-9))
    let pValue = 2 * t.upperTailProbability(SeparatedCells.statistic.squareRoot())
    // The test has degrees of freedom with a fraction, of which the whole part is printed: 1.06e-6 of p.
    #expect(isClose(number(test["pValue"]), to: pValue, relative: 1.1e-6))
    let means = try #require((answer["adjusted"] as? [[String: Any]])?.first?["means"] as? [[String: Any]])
    #expect(number(means[0]["lower"]) < 0.005 && number(means[0]["upper"]) > 0.2)

    let run = try withFiles(Self.files) {
      try peilstok("model sep2.csv --weights w --formula y~g --penalized --format csv", in: $0)
    }
    let lines = run.output.split(separator: "\n")
    #expect(
      lines[0] == "term,estimate,standardError,statistic,degreesOfFreedom,pValue,lower,upper,intervalMethod")
    #expect(lines[1].hasSuffix(",penalized-profile") && lines[2].hasSuffix(",penalized-profile"))
    let text = try withFiles(Self.files) {
      try peilstok("model sep2.csv --weights w --formula y~g --penalized", in: $0)
    }
    #expect(text.output.contains("profile intervals at level 0.95"))
    let wald = try json("model sep2.csv --weights w --formula y~g --penalized --tests wald")
    #expect((wald["tests"] as? [[String: Any]])?.first?["kind"] as? String == "wald")
  }

  @Test func `01-firth-separation: a share of 1 has no interval in a poisson model, nor has what is compared with it`()
    throws
  {
    let answer = try json("model pr.csv --weights w --family poisson --formula y~g --adjusted g")
    for coefficient in try #require(answer["coefficients"] as? [[String: Any]]) {
      for key in ["standardError", "statistic", "pValue", "lower", "upper"] { #expect(coefficient[key] is NSNull) }
    }
    #expect((answer["tests"] as? [Any])?.isEmpty == true)
    let adjusted = try #require((answer["adjusted"] as? [[String: Any]])?.first)
    let means = try #require(adjusted["means"] as? [[String: Any]])
    #expect(means[0]["lower"] is NSNull && number(means[1]["lower"]) > 0.2)
    let comparison = try #require((adjusted["comparisons"] as? [[String: Any]])?.first)
    let ratio = comparison["ratio"] as? [String: Any]
    #expect(isClose(number(ratio?["value"]), to: 0.5, relative: 1e-10))
    #expect((comparison["ratio"] as? [String: Any])?["upper"] is NSNull)
    #expect((comparison["difference"] as? [String: Any])?["pValue"] is NSNull)
    #expect(comparison["eValue"] is NSNull && comparison["eValueOfLimit"] is NSNull)
    let sentences = try #require(answer["diagnostics"] as? [String])
    #expect(sentences.count { $0.contains("does not vary") } == 2)
  }

  @Test func `01-firth-separation: a notebook says the same as the command`() throws {
    let (text, table) = try withFiles(Self.files) { folder in
      let run = try peilstok("report notebook.md --output out", in: folder)
      #expect(run.status == 0, "\(run.errors)")
      let text = try String(contentsOf: folder.appending(path: "out/notebook.md"), encoding: .utf8)
      return (text, text.split(separator: "\n").first { $0.contains("| b ") }.map(String.init) ?? "")
    }
    #expect(text.contains("25.00 (95% CI 2.64 to 3,400.22); share 3.8% (95% CI 0.2% to 46.2%)."))
    #expect(table.contains("2.64") && table.contains("3,400.22") && table.contains("0.002"))
  }
}
