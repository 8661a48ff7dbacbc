import Foundation
import TestSupport
import Testing

@Suite("The forms of an answer")
struct EstimateFormTests {
  private let design = [
    dataset("api/apistrat.csv"), "--weights", "pw", "--strata", "stype", "--population-size", "fpc",
  ]

  private func run(_ arguments: String...) throws -> String {
    let run = try peilstok(["estimate"] + design + arguments)
    #expect(run.status == 0 && run.errors == "", "\(run.errors)")
    return run.output
  }

  @Test func `JSON has exactly the promised keys`() throws {
    let output = try run("--statistic", "prevalence", "--of", "sch.wide", "--by", "stype", "--format", "json")
    let answer = try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
    #expect(Set(answer.keys) == ["estimates", "covariance", "diagnostics", "provenance"])
    let estimates = try #require(answer["estimates"] as? [[String: Any]])
    let promised: Set = [
      "statistic", "variable", "level", "domain", "value", "standardError", "degreesOfFreedom", "interval",
      "unweightedCount", "effectiveCount", "designEffect", "designEffectBasis", "missingCount",
    ]
    #expect(estimates.count == 3)
    for estimate in estimates {
      #expect(Set(estimate.keys) == promised)
      let interval = try #require(estimate["interval"] as? [String: Any])
      #expect(Set(interval.keys) == ["method", "level", "lower", "upper"])
    }
    #expect((estimates[1]["domain"] as? [String: String]) == ["stype": "H"])
    #expect((answer["covariance"] as? [[Double]])?.map(\.count) == [3, 3, 3])
  }

  @Test func `provenance names the program, the data and the design, and no path`() throws {
    let output = try run("--statistic", "mean", "--of", "api00", "--where", "api99 > 500", "--format", "json")
    let answer = try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
    let provenance = try #require(answer["provenance"] as? [String: Any])
    let data = try #require(provenance["data"] as? [[String: Any]])
    #expect(data[0]["file"] as? String == "apistrat.csv")
    #expect(data[0]["sha256"] as? String == "011cac792a9bd6300f580c364f9583549bc63cb8959fa7cb05e63d967271dc83")
    let described = try #require(provenance["design"] as? [String: Any])
    #expect(
      described["description"] as? String == "Weights in \"pw\"; draws records in strata \"stype\" out of \"fpc\".")
    #expect(provenance["conventions"] as? String == "r45")
    #expect(provenance["where"] as? String == "api99 > 500")
    #expect(!output.contains(repository.path))
  }

  @Test(arguments: ["text", "json", "csv", "markdown"])
  func `the same input gives the same bytes`(_ format: String) throws {
    let arguments = ["--statistic", "prevalence", "--of", "sch.wide,comp.imp", "--by", "stype", "--format", format]
    let first = try peilstok(["estimate"] + design + arguments)
    #expect(first.status == 0 && !first.output.isEmpty)
    #expect(try peilstok(["estimate"] + design + arguments) == first)
  }

  @Test func `an empty domain is null and says so`() throws {
    let answer = try estimate(
      design + ["--statistic", "prevalence", "--of", "sch.wide", "--where", "api00 > 5000"])
    #expect(answer.estimates[0].value == nil)
    #expect(answer.estimates[0].standardError == nil)
    #expect(answer.estimates[0].interval == nil)
    #expect(answer.estimates[0].unweightedCount == 0)
    #expect(answer.covariance == [[nil]])
    #expect(answer.diagnostics == ["sch.wide=Yes: The domain holds no record with a known value."])
  }

  @Test func `CSV has one record for each estimate at the precision of JSON`() throws {
    let arguments = ["--statistic", "mean", "--of", "api00", "--by", "stype"]
    let answer = try estimate(design + arguments)
    let lines = try peilstok(["estimate"] + design + arguments + ["--format", "csv"]).output
      .split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    #expect(lines.count == 4)
    #expect(
      lines[0] == [
        "statistic", "variable", "level", "domain.stype", "value", "standardError", "degreesOfFreedom",
        "intervalMethod", "intervalLevel", "lower", "upper", "unweightedCount", "effectiveCount", "designEffect",
        "missingCount",
      ])
    #expect(lines.dropFirst().map { Double($0[4]) } == answer.estimates.map(\.value))
    #expect(lines.dropFirst().map { Double($0[9]) } == answer.estimates.map(\.interval?.lower))
    #expect(lines.dropFirst().map { $0[3] } == ["E", "H", "M"])
  }

  @Test func `a level with a comma is asked by its name and quoted in CSV`() throws {
    let run = try peilstok([
      "estimate", dataset("nhanes/nhanes.csv"), "--weights", "WTMEC2YR", "--strata", "SDMVSTRA", "--units", "SDMVPSU",
      "--nested", "--statistic", "prevalence", "--of", "HI_CHOL=1,agecat=(19,39],race=2", "--format", "csv",
    ])
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines[1].hasPrefix("prevalence,HI_CHOL,1,"))
    #expect(lines[2].hasPrefix("prevalence,agecat,\"(19,39]\",0.29340788818591"))
    #expect(lines[3].hasPrefix("prevalence,race,2,"))
  }

  @Test func `text is an aligned table`() throws {
    let output = try run("--statistic", "mean", "--of", "api00,api99", "--by", "stype")
    #expect(
      output == """
        Mean by stype, with wald intervals at level 0.95

        Variable  stype  Estimate  Standard error   Lower   Upper  df    n  Missing  Design effect
        api00     E        674.43           12.38  649.86  699.00  99  100        0           1.00
        api99     E        635.87           13.19  609.70  662.04  99  100        0           1.00
        api00     H        625.82           14.94  595.80  655.84  49   50        0           1.00
        api99     H        617.36           15.27  586.67  648.05  49   50        0           1.00
        api00     M        636.60           16.21  604.02  669.18  49   50        0           1.00
        api99     M        610.20           16.34  577.36  643.04  49   50        0           1.00

        Source: apistrat.csv (SHA-256 011cac792a9b…). Weights in "pw"; draws records in strata "stype" out of "fpc".

        """)
  }

  @Test func `Markdown is a table with shares as percentages`() throws {
    let output = try run("--statistic", "prevalence", "--of", "sch.wide", "--format", "markdown")
    #expect(
      output == """
        **Table 1.** Prevalence, with logit intervals at level 0.95

        | Variable     | Estimate | Standard error | Lower | Upper |   df |    n | Missing | Design effect |
        | :----------- | -------: | -------------: | ----: | ----: | ---: | ---: | ------: | ------------: |
        | sch.wide=Yes |    82.8% |           2.4% | 77.5% | 87.1% |  197 |  200 |       0 |          0.86 |

        Source: apistrat.csv (SHA-256 011cac792a9b…). Weights in "pw"; draws records in strata "stype" out of "fpc".

        """)
  }

  @Test func `the total of a level counts the population`() throws {
    let counts = try estimate(design + ["--statistic", "total", "--of", "stype=E,stype=H,stype=M"])
    for (value, expected) in paired(counts.values, [4421.0, 755, 1018]) {
      #expect(isClose(value, to: expected, relative: 1e-6))
    }
    #expect(counts.estimates.map(\.variable) == ["stype", "stype", "stype"])
    #expect(counts.estimates.map(\.level) == ["E", "H", "M"])
    let shares = try estimate(design + ["--statistic", "prevalence", "--of", "sch.wide", "--interval", "wald"])
    let means = try estimate(design + ["--statistic", "mean", "--of", "sch.wide=Yes"])
    #expect(isClose(means.values[0], to: shares.values[0], relative: 1e-12))
    #expect(isClose(means.standardErrors[0], to: shares.standardErrors[0], relative: 1e-12))
  }

  @Test func `yes is meant where a variable has yes and no, and every level where it has others`() throws {
    let table = "a,b,c,d,w\n0,yes,Ja,x,1\n1,no,Nee,y,2\n1,yes,Ja,z,1\n0,no,Ja,x,1\n"
    try withFiles(["t.csv": table]) { folder in
      let answer = try estimate([
        folder.appending(path: "t.csv").path, "--weights", "w", "--statistic", "prevalence", "--of", "a,b,c,d",
      ])
      #expect(answer.estimates.map(\.variable) == ["a", "b", "c", "d", "d", "d"])
      #expect(answer.estimates.map(\.level) == ["1", "yes", "Ja", "x", "y", "z"])
      #expect(answer.values == [0.6, 0.4, 0.6, 0.4, 0.4, 0.2])
    }
  }

  @Test func `missing values are outside the domain and counted`() throws {
    let answer = try estimate([
      dataset("nhanes/datapackage.json"), "--weights", "WTMEC2YR", "--strata", "SDMVSTRA", "--units", "SDMVPSU",
      "--nested", "--statistic", "mean", "--of", "HI_CHOL",
    ])
    #expect(answer.estimates[0].missingCount == 745)
    #expect(answer.estimates[0].unweightedCount == 7846)
  }

  @Test func `population sizes give the weights, and nothing gives weights of 1`() throws {
    let two = dataset("api/apiclus2.csv")
    let sized = try estimate([
      two, "--units", "dnum,snum", "--population-size", "fpc1,fpc2", "--statistic", "mean", "--of", "api00",
    ])
    #expect(sized.diagnostics == ["No weights were given: each record weighs the inverse of its sampling fraction."])
    let plain = try estimate([two, "--units", "dnum", "--statistic", "total", "--of", "stype=H"])
    #expect(plain.diagnostics == ["No weights were given: each record weighs 1."])
    #expect(plain.values[0] == plain.values[0].rounded())
  }

  @Test func `the records are the last stage where units stop`() throws {
    let common = [
      dataset("api/apiclus2.csv"), "--population-size", "fpc1,fpc2", "--statistic", "mean", "--of", "api00",
    ]
    let named = try estimate(common + ["--units", "dnum,snum"])
    let implied = try estimate(common + ["--units", "dnum"])
    #expect(named.standardErrors == implied.standardErrors)
  }

  @Test func `gzipped records give the same answer`() throws {
    let text = try Data(contentsOf: URL(filePath: dataset("api/apistrat.csv")))
    try withFiles([:]) { folder in
      let plain = folder.appending(path: "s.csv")
      try text.write(to: plain)
      let gzip = Process()
      gzip.executableURL = URL(filePath: "/bin/gzip")
      gzip.arguments = ["-k", plain.path]
      try gzip.run()
      gzip.waitUntilExit()
      let options = ["--weights", "pw", "--statistic", "mean", "--of", "api00"]
      #expect(try estimate([plain.path + ".gz"] + options).values == estimate([plain.path] + options).values)
    }
  }
}
