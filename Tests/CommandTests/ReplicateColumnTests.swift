import Foundation
import Peilstok
import TestSupport
import Testing

@Suite("Replicate weights that come with the records")
struct ReplicateColumnTests {
  private func acs(_ file: String, _ words: [String: String] = [:]) throws -> Doors {
    Doors(
      data: "r.csv", variable: "y", files: ["r.csv": try caseFile(file)],
      design: ["weights": "PWGTP", "replicate-weights": "PWGTP", "replicate-type": "successive"].merging(words) { $1 })
  }

  /// Case 07-replicate-columns-by-prefix and 17-notebook-designs: 4/12 of the squares around the estimate (numpy, and R
  /// type = "ACS").
  @Test(arguments: ["PWGTP", "PWGTP1-PWGTP12", "PWGTP1-12", "PWGTP1-PWGTP6,PWGTP7-12"])
  func `are named by what their names begin with or by a range`(_ columns: String) throws {
    let found = try acs("07-replicate-columns-by-prefix/racs.csv", ["replicate-weights": columns]).agreed()
    #expect(isClose(found.standardError, to: 1.159994, relative: 1e-6) && found.degreesOfFreedom == 11)
  }

  @Test func `a stranger among them is refused, and a range leaves it out`() throws {
    let clash = "07-replicate-columns-by-prefix/rclash.csv"
    let (command, notebook) = try acs(clash).refusals()
    let sentence =
      "The columns named \"PWGTP\" and a number are \"PWGTP1\" to \"PWGTP12\" and \"PWGTP2020\": their "
      + "numbers do not follow each other; name those that are meant as a range, such as "
    #expect(
      command
        == "peilstok: \(sentence)--replicate-weights PWGTP1-PWGTP12. See 'peilstok estimate --help'.\n")
    #expect(notebook.hasSuffix("\(sentence)\"replicate-weights: PWGTP1-PWGTP12\"."))
    let found = try acs(clash, ["replicate-weights": "PWGTP1-PWGTP12"]).agreed()
    #expect(isClose(found.standardError, to: 1.159994, relative: 1e-6))
  }

  /// Case 08-negative-replicate-weights: 4/12 of the squares around the estimate (numpy).
  @Test func `may be negative, and weights may not`() throws {
    let found = try acs("08-negative-replicate-weights/rneg.csv").agreed()
    #expect(isClose(found.standardError, to: 1.1648465, relative: 1e-7))
    let records = "y,w,r1,r2\n1,-1,1,1\n2,1,1,2\n"
    let doors = Doors(
      data: "d.csv", variable: "y", files: ["d.csv": records],
      design: ["weights": "w", "replicate-weights": "r", "replicate-type": "jackknife"])
    #expect(
      try doors.refusals().command
        == "peilstok: Weights in column \"w\" must be finite numbers of at least 0; 1 is negative.\n")
  }

  /// The jackknife of a stratified sample with the factors and scales of R's `as.svrepdesign(type = "JKn")`.
  private func jackknife() throws -> (records: String, scales: [Double]) {
    let data = try Microdata(contentsOf: dataset("api/apistrat.csv"))
    let design = try SurveyDesign(data, weights: "pw", stages: [Stage(strata: "stype", populationSize: "fpc")])
      .replicated(.jackknife)
    let replicates = try #require(design.variance.replicateWeights)
    let columns = (0..<replicates.count).map { design.weights(ofReplicate: $0) }
    let scores = try data.numbers(of: "api00")
    var text = "y,w" + (1...columns.count).map { ",r\($0)" }.joined() + "\n"
    for row in scores.indices {
      text += "\(scores[row]),\(design.weights[row])" + columns.map { ",\($0[row])" }.joined() + "\n"
    }
    return (text, replicates.replicateScales)
  }

  @Test(arguments: ["jkn", "jackknife"], [true, false])
  func `take the scales that R has`(_ type: String, _ hasFile: Bool) throws {
    let (records, scales) = try jackknife()
    let list = scales.map { "\($0)" }
    var doors = Doors(
      data: "d.csv", variable: "y", files: ["d.csv": records, "scales.txt": list.joined(separator: "\n")],
      design: [
        "weights": "w", "replicate-weights": "r", "replicate-type": type,
        "replicate-scales": hasFile ? "scales.txt" : list.joined(separator: ","),
      ])
    // R survey: svrepdesign(type = "JKn", scale = 1, rscales = r$rscales).
    let found = try doors.agreed()
    #expect(isClose(found.standardError, to: 9.40894080278, relative: 1e-10) && found.degreesOfFreedom == 197)
    doors.design["replicate-scale"] = "4"
    #expect(isClose(try doors.agreed().standardError, to: 2 * 9.40894080278, relative: 1e-10))
    doors.design["replicate-scale"] = nil
    doors.design["replicate-df"] = "40"
    #expect(try doors.agreed().degreesOfFreedom == 40)
    // Without scales the jackknife is that of one stratum: R type = "JK1".
    doors.design["replicate-df"] = nil
    doors.design["replicate-scales"] = nil
    doors.design["replicate-type"] = "jackknife"
    #expect(isClose(try doors.agreed().standardError, to: 9.566091456, relative: 1e-9))
  }

  /// Law: half-samples are what they were made by, and neither plain ones nor Fay's pass for the other.
  @Test(arguments: [0, 0.25, 0.3, 0.5, 0.7])
  func `half-samples tell their factor`(_ rho: Double) throws {
    let data = try Microdata(contentsOf: dataset("nhanes/nhanes_two_psu.csv"))
    let design = try SurveyDesign(
      data, weights: "WTMEC2YR", stages: [Stage(units: "SDMVPSU", strata: "SDMVSTRA")], unitsAreNested: true
    ).replicated(.balancedRepeated(fay: rho))
    let replicates = try #require(design.variance.replicateWeights)
    var text = "y,w" + (1...replicates.count).map { ",r\($0)" }.joined() + "\n"
    let columns = (0..<replicates.count).map { design.weights(ofReplicate: $0) }
    let outcome = try data.numbers(of: "HI_CHOL")
    // The first records of every unit are enough, and hold all factors.
    for row in stride(from: 0, to: outcome.count, by: 40) where outcome[row].isFinite {
      text += "\(outcome[row]),\(design.weights[row])" + columns.map { ",\($0[row])" }.joined() + "\n"
    }
    for stated in [0, 0.25, 0.3, 0.5, 0.7] {
      let doors = Doors(
        data: "d.csv", variable: "y", files: ["d.csv": text],
        design: ["weights": "w", "replicate-weights": "r", "replicate-type": stated == 0 ? "brr" : "fay=\(stated)"])
      if stated == rho {
        try doors.agreed()
      } else {
        let (command, notebook) = try doors.refusals()
        let sentence =
          rho == 0
          ? "The replicate weights are those of plain half-samples, 0 and 2 times the weights, not of Fay's method with rho \(stated)."
          : "The replicate weights are \(rho) and \(2 - rho) times the weights: Fay's method with rho \(rho), not "
            + (stated == 0 ? "plain half-samples." : "rho \(stated).")
        #expect(command == "peilstok: \(sentence)\n")
        #expect(notebook.hasSuffix(sentence))
      }
    }
  }

  @Test(arguments: [
    (["replicate-scale": "1"], "replicate-scale goes with --replicate-type jackknife, jkn, bootstrap or other."),
    (["replicate-type": "jkn"], "replicate-type jkn needs --replicate-scales."),
    (
      ["replicate-type": "other", "replicate-scales": "1,2"],
      "Replicates have a scale each; found 2 scales for 12 replicates."
    ),
    (["replicate-type": "other", "replicate-scales": "1,x"], "replicate-scales.txt"),
    (["replicate-df": "0"], "replicate-df takes a whole number of at least 1; found 0."),
    (["variance": "jackknife"], "replicate-weights and --variance cannot go together."),
    (
      ["replicate-weights": "PWGTP1-PWGTP14"], "The range PWGTP1-PWGTP14 lacks the columns \"PWGTP13\" and \"PWGTP14\"."
    ),
    (
      ["replicate-weights": "PWGTP12-PWGTP1"],
      "replicate-weights takes a prefix, columns, or a range of columns that differ in their number, such as PWGTP1-PWGTP80; found PWGTP12-PWGTP1."
    ),
    (["replicate-weights": "QWGTP"], "No column is named \"QWGTP\" and a number."),
    (["replicate-weights": "PWGTP1,PWGTP1"], "replicate-weights names \"PWGTP1\" twice."),
  ])
  func `what makes no sense is refused`(_ words: [String: String], _ part: String) throws {
    let (command, notebook) = try acs("07-replicate-columns-by-prefix/racs.csv", words).refusals()
    if part != "replicate-scales.txt" { #expect(command.contains(part), "\(command)") }
    #expect(notebook.hasPrefix("doors.md"))
  }

  @Test func `are not said to be drawn with replacement`() throws {
    try withFiles(["r.csv": try caseFile("07-replicate-columns-by-prefix/racs.csv")]) { folder in
      let run = try peilstok(
        "estimate r.csv --weights PWGTP --replicate-weights PWGTP --replicate-type successive --statistic mean --of y",
        in: folder)
      #expect(!run.output.contains("with replacement"))
      #expect(
        run.output.contains(
          "Weights in \"PWGTP\"; replicate weights in \"PWGTP1\" to \"PWGTP12\". Variances from 12 replicates: "
            + "successive differences, centred on the estimate."))
    }
  }
}
