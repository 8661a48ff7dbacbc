import Foundation
import TestSupport
import Testing

@Suite("The command and a notebook answer the same words alike")
struct DoorTests {
  private static let schools = ["weights": "pw", "strata": "stype", "population-size": "fpc"]
  private static let districts = ["weights": "pw", "units": "dnum", "population-size": "fpc"]
  private static let pairs = ["weights": "WTMEC2YR", "strata": "SDMVSTRA", "units": "SDMVPSU", "nested": "true"]

  /// Law: whatever is said of a design, both doors give the same bits.
  @Test(
    arguments: [
      [:], ["conventions": "stata"], ["conventions": "sas"], ["conventions": "r41"], ["strata": "stype,awards"],
      ["strata": "stype x awards"], ["strata": "stype,awards,sch.wide", "single-unit": "certainty"],
      ["single-unit": "center", "strata": "cnum"], ["single-unit": "average", "strata": "cnum"],
      ["variance": "jackknife"], ["variance": "bootstrap", "replicates": "20", "seed": "7"],
      ["variance": "multistage-bootstrap", "replicates": "20"], ["variance": "successive", "order": "cnum"],
    ] as [[String: String]])
  func `on a stratified sample`(_ words: [String: String]) throws {
    var design = Self.schools.merging(words) { $1 }
    if words["strata"] != nil { design["population-size"] = nil }
    try Doors(data: dataset("api/apistrat.csv"), variable: "api00", design: design).agreed()
  }

  @Test(arguments: [["variance": "brr"], ["variance": "fay=0.3"], ["variance": "jackknife"], ["conventions": "nchs"]])
  func `on pairs of units`(_ words: [String: String]) throws {
    try Doors(
      data: dataset("nhanes/nhanes_two_psu.csv"), variable: "HI_CHOL", design: Self.pairs.merging(words) { $1 }
    ).agreed()
  }

  @Test(arguments: ["brewer", "overton", "hartley-rao", "poisson"])
  func `on units drawn with unequal probabilities`(_ method: String) throws {
    try Doors(
      data: repository.appending(path: "Tests/Fixtures/designs/election.csv").path, variable: "bush",
      design: ["population-size": "p", "pps": method]
    ).agreed()
  }

  @Test func `on strata that are merged`() throws {
    let records = "w,stratum,group,y\n" + (0..<13).map { "1,\($0 / 3),\($0 / 6),\($0 * $0 % 7)\n" }.joined()
    try Doors(
      data: "d.csv", variable: "y", files: ["d.csv": records],
      design: ["weights": "w", "strata": "stratum", "collapse-strata": "group", "single-unit": "certainty"]
    ).agreed()
  }

  @Test func `on waves that share units`() throws {
    let records = "w,unit,wave,y\n" + (0..<24).map { "1,\($0 % 8),\($0 / 8),\($0 * $0 % 7)\n" }.joined()
    try Doors(
      data: "d.csv", variable: "y", files: ["d.csv": records],
      design: ["weights": "w", "units": "unit", "overlapping-waves": "wave"]
    ).agreed()
  }

  private static let margins = [
    "m.yaml": "counts: {stype: {E: 4421, H: 755, M: 1018}}\n",
    "m.csv": "variable,level,count\nstype,E,4421\nstype,H,755\nstype,M,1018\nsch.wide,No,1072\nsch.wide,Yes,5122\n",
  ]

  /// Law: however weights are brought to margins, in either form of file, both doors give the same bits.
  @Test(
    arguments: ["poststratify", "poststratification", "rake", "raking", "linear", "logit", "sinh"], ["m.yaml", "m.csv"])
  func `on weights brought to margins`(_ method: String, _ file: String) throws {
    var words = ["method": method, "margins": file]
    if method == "logit" { words["bounds"] = "0.1:4" }
    if method.hasPrefix("post"), file == "m.csv" { words["variables"] = "stype" }
    try Doors(
      data: dataset("api/apiclus1.csv"), variable: "api00", files: Self.margins, design: Self.districts,
      weighting: words
    ).agreed()
  }

  @Test func `on margins of one file in two forms the numbers are the same`() throws {
    let answers = try ["m.yaml", "m.csv"].map { file in
      try Doors(
        data: dataset("api/apiclus1.csv"), variable: "api00", files: Self.margins, design: Self.districts,
        weighting: ["method": "rake", "margins": file, "trim": "10:60", "strict": "true"].merging(
          file == "m.csv" ? ["variables": "stype"] : [:]
        ) { $1 }
      ).agreed()
    }
    #expect(answers[0] == answers[1])
  }

  @Test(arguments: [
    (["strata": "strat"], "There is no column named \"strat\"."),
    (["pps": "brewer"], "population-size"), (["order": "y"], "variance successive"),
    (["variance": "taylor"], "taylor"), (["conventions": "spss"], "spss"),
    (["replicate-weights": "r"], "replicate-type"), (["seed": "1"], "variance bootstrap"),
    (["replicate-df": "3"], "replicate-weights"),
  ])
  func `and neither answers what makes no sense`(_ words: [String: String], _ part: String) throws {
    let doors = Doors(data: "d.csv", variable: "y", files: ["d.csv": "y,w\n1,2\n2,2\n5,1\n"], design: words)
    let (command, notebook) = try doors.refusals()
    #expect(command.contains(part), "\(command)")
    #expect(notebook.contains(part.split(separator: " ").first ?? ""), "\(notebook)")
  }

  @Test(arguments: ["cntry,stratum", "cntry x stratum"])
  func `two columns of strata are crossed`(_ strata: String) throws {
    let name = "06-strata-list-command-vs-notebook"
    let found = try Doors(
      data: "s.csv", variable: "y", files: ["s.csv": caseFile("\(name)/s.csv")],
      design: ["weights": "w", "strata": strata, "units": "psu"]
    ).agreed()
    // R survey 4.5 with strata = ~interaction(cntry, stratum).
    #expect(isClose(found.value, to: 33.0 / 7, relative: 1e-12))
    #expect(isClose(found.standardError, to: 0.515281, relative: 1e-6) && found.degreesOfFreedom == 4)
  }
}
