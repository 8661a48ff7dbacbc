import SurveyDesigns
import SurveyMicrodata
import TestSupport
import Testing

/// Controls that cannot be met end in one sentence that names the margin and the two numbers.
@Suite("Calibrations that are refused")
struct HostileCalibrationTests {
  private func design(weights: [Double] = [1, 2, 3, 4, 5, 6]) throws -> SurveyDesign {
    let data = try Microdata(
      name: "six",
      columns: [
        ("w", .numbers(weights)), ("x", .numbers([10, 20, 30, 40, 50, 60])),
        ("hole", .numbers([1, .nan, 3, .infinity, 5, 6])), ("year", .numbers([2020, 2021, 2022, 2020, 2021, 2023])),
        ("sex", .factor(Factor(["man", "woman", "man", "woman", "man", "woman"]))),
        ("age", .factor(Factor(["old", "old", "young", "young", "old", "young"]))),
      ])
    return try SurveyDesign(data, weights: "w")
  }

  private func sentence(
    _ margins: [PopulationMargin], _ method: CalibrationMethod = .linear, _ bounds: ClosedRange<Double>? = nil,
    maximumIterations: Int = 100
  ) -> String {
    do {
      _ = try design().calibrated(
        to: margins, method: method, bounds: bounds, maximumIterations: maximumIterations)
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  private let sexes = PopulationMargin.counts(of: "sex", ["man": 10, "woman": 12])

  @Test func `controls must be numbers`() {
    #expect(sentence([.total(of: "x", .nan)]) == "Margin \"total of x\": the control must be a finite number.")
    #expect(
      sentence([.means(of: "x", by: "sex", ["man": 20, "woman": .infinity])])
        == "Margin \"mean of x by sex\", level number 2 of 2: the control must be a finite number.")
    #expect(
      sentence([.mean(of: "hole", 3)])
        == "Calibration variable \"hole\" must be known for every record; 2 records have no value.")
    #expect(sentence([.mean(of: "sex", 3)]) == "Column \"sex\" holds levels, not numbers.")
  }

  @Test func `a control out of reach is named with what can be reached`() {
    #expect(
      sentence([sexes, .mean(of: "x", 70)], .raking)
        == "Margin \"mean of x\": no weights within the bounds reach the control 70.0; they reach from 10.0 to 60.0.")
    #expect(
      sentence([.count(100)], .logit, 0.5...3)
        == "Margin \"population\": no weights within the bounds reach the control 100.0; they reach from 10.5 to 63.0.")
    #expect(
      sentence([.total(of: "x", -5)], .raking)
        == "Margin \"total of x\": no weights within the bounds reach the control -5.0; they reach from 0.0 to inf.")
    #expect(
      sentence([.counts(of: "sex", ["man": 10, "woman": 12, "unknown": 3])])
        == "Margin \"sex\": level \"unknown\" has population 3.0 but sample weight 0.0.")
    #expect(
      sentence([.totals(of: "x", by: "sex", ["man": 300, "woman": 500, "unknown": 4])])
        == "Margin \"total of x by sex\": level \"unknown\" has population 4.0 but sample weight 0.0.")
  }

  @Test func `contradictory controls are named with what the others imply`() {
    #expect(
      sentence([.counts(of: "sex", ["man": 10, "woman": 12]), .counts(of: "sex", ["man": 11, "woman": 11])])
        == "Margin \"sex\", level number 2 of 2: the control is 11.0, but the margins before it imply 12.0.")
    let implied = sentence([.totals(of: "x", by: "sex", ["man": 300, "woman": 500]), .total(of: "x", 900)], .raking)
    #expect(
      implied.hasPrefix("Margin \"total of x\": the control is 900.0, but the margins before it imply 800.0"),
      "\(implied)")
    #expect(
      sentence([sexes, .counts(of: "age", ["old": 10, "young": 13])])
        == "The margins \"sex\" and \"age\" must add up to the same population; they add up to 22.0 and 23.0.")
  }

  @Test func `controls that cannot be met together say so`() {
    // The old men weigh 6 of the 9 of all men; the other man weighs at most 6 within the bounds.
    let ages = PopulationMargin.counts(of: "age", ["old": 4.5, "young": 17.5])
    let found = sentence([.counts(of: "sex", ["man": 13, "woman": 9]), ages], .linear, 0.5...2)
    #expect(
      found.hasPrefix("No weights within the bounds meet all margins together; the worst is \"sex\", level number "),
      "\(found)")
  }

  @Test func `a search that is cut short names the worst margin`() {
    let found = sentence([sexes, .mean(of: "x", 55)], .raking, maximumIterations: 2)
    #expect(
      found.hasPrefix(
        "Raking calibration did not converge in 2 iterations; the worst margin is \"mean of x\": control 55.0, reached 5"
      ),
      "\(found)")
  }

  @Test func `weights stay positive`() {
    #expect(
      sentence([sexes, .mean(of: "x", 56)])
        == "Calibration gives 2 records weights that are not above 0; set bounds of the factors or choose raking.")
  }

  @Test func `bounds lie around 1`() {
    #expect(
      sentence([sexes], .logit) == "Logit calibration needs bounds of the factors, such as 0.5 and 3.")
    for (low, high) in [(1.0, 3.0), (0.5, 1), (-0.5, 2)] {
      #expect(
        sentence([sexes], .linear, low...high)
          == "The bounds of a calibration's factors must be at least 0, the lower below 1 and the upper above 1; found "
          + "\(low) and \(high).")
    }
  }

  @Test func `raking is to counts`() throws {
    let design = try design()
    #expect(throws: DesignError.marginWithoutCounts(margin: "mean of x")) {
      try design.raked(to: [sexes, .mean(of: "x", 30)])
    }
    #expect(
      DesignError.marginWithoutCounts(margin: "mean of x").description
        == "Raking and post-stratification are to counts; for the mean of x choose linear, raking, logit or sinh calibration."
    )
  }

  @Test(arguments: [1.0, 1e-90, 1e90])
  func `weights of any size are calibrated`(_ size: Double) throws {
    let design = try design(weights: [1, 2, 3, 4, 5, 6].map { $0 * size })
    let margins: [PopulationMargin] = [
      .counts(of: "sex", ["man": 10 * size, "woman": 12 * size]), .mean(of: "year", 2021.25), .mean(of: "x", 41),
    ]
    for method in [CalibrationMethod.linear, .raking, .sinh, .logit] {
      let calibrated = try design.calibrated(to: margins, method: method, bounds: method == .logit ? 0.1...5 : nil)
      let cells = calibrated.calibrationReports[0].cells
      #expect(cells.allSatisfy { abs($0.after - $0.population) <= 1e-11 * abs($0.population) })
    }
  }

  @Test func `weights that differ enormously are calibrated`() throws {
    let design = try design(weights: [1e-12, 2, 3, 4e12, 5, 0])
    let calibrated = try design.calibrated(
      to: [.counts(of: "sex", ["man": 1e6, "woman": 1e6]), .mean(of: "x", 39)], method: .raking)
    let cells = calibrated.calibrationReports[0].cells
    #expect(cells.allSatisfy { abs($0.after - $0.population) <= 1e-10 * abs($0.population) })
    #expect(calibrated.weights[5] == 0)
  }
}

/// A record of weight 0 adds nothing, whatever its number is or is not.
@Suite("Records without a weight")
struct WeightlessRecordTests {
  /// The case r-crash-zero-weight-missing-margin: R without the record of weight 0 gives these weights.
  @Test func `a calibration passes over a record of weight 0 that lacks its number`() throws {
    let data = try Microdata(
      name: "three", columns: [("w", .numbers([0, 10, 1])), ("x", .numbers([.nan, 6.5, 1]))])
    let weights = try SurveyDesign(data, weights: "w").calibrated(to: [.total(of: "x", 100), .count(50)]).weights
    #expect(weights[0] == 0)
    #expect(abs(weights[1] - 100.0 / 11) < 1e-12 && abs(weights[2] - 450.0 / 11) < 1e-11)
  }

  @Test(arguments: CalibrationMethod.allCases, [Double.nan, .infinity, -.infinity, 0, 1e300, -7])
  func `it changes the weight of no other record`(_ method: CalibrationMethod, _ value: Double) throws {
    let numbers: [Double] = [12, 20, 31, 44, 50, 63]
    let weights: [Double] = [1, 2, 3, 4, 5, 6]
    let sexes = ["man", "woman", "man", "woman", "man", "woman"]
    let margins: [PopulationMargin] = [.counts(of: "sex", ["man": 10, "woman": 13]), .mean(of: "x", 44)]
    func calibrated(_ numbers: [Double], _ weights: [Double], _ sexes: [String?]) throws -> [Double] {
      let data = try Microdata(
        name: "few",
        columns: [("w", .numbers(weights)), ("x", .numbers(numbers)), ("sex", .factor(Factor(sexes)))])
      return try SurveyDesign(data, weights: "w").calibrated(to: margins, method: method, bounds: 0.2...4).weights
    }
    let alone = try calibrated(numbers, weights, sexes)
    for place in [0, 3, 6] {
      var (numbers, weights, sexes) = (numbers, weights, sexes.map(Optional.init))
      numbers.insert(value, at: place)
      weights.insert(0, at: place)
      sexes.insert(place == 3 ? nil : "man", at: place)
      var beside = try calibrated(numbers, weights, sexes)
      #expect(beside.remove(at: place) == 0)
      for (one, other) in paired(alone, beside) { #expect(abs(one - other) <= 1e-11 * abs(one)) }
    }
  }
}
