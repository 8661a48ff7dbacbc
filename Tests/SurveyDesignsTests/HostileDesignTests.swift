import SurveyDesigns
import SurveyMicrodata
import Testing

/// Input that no design can be made of ends in one sentence, never in a crash.
@Suite("Designs that are refused")
struct HostileDesignTests {
  /// Six records in three units of two strata, with columns replaced as a case asks.
  private func design(
    _ columns: [String: Column] = [:], weights: String? = "w",
    stages: [Stage] = [Stage(units: "unit", strata: "stratum")], nested: Bool = false,
    rule: SingleUnitStratumRule = .refuse
  ) throws -> SurveyDesign {
    var data = try Microdata(
      name: "six",
      columns: [
        ("w", .numbers([1, 2, 3, 4, 5, 6])), ("unit", .numbers([1, 1, 2, 2, 3, 4])),
        ("stratum", .factor(Factor(["a", "a", "a", "a", "b", "b"]))), ("size", .numbers([9, 9, 9, 9, 7, 7])),
        ("sex", .factor(Factor(["man", "woman", "man", "woman", "man", "woman"]))),
        ("age", .factor(Factor(["old", "old", "young", "young", "old", "young"]))),
      ])
    for (name, column) in columns { data = try data.adding(name, column) }
    return try SurveyDesign(
      data, weights: weights, stages: stages, unitsAreNested: nested, singleUnitStrata: rule)
  }

  private func sentence(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  @Test(
    arguments: [
      ([1, .nan, 3, .nan, 5, 6], "2 are missing. Records outside a subsample can be left out or weigh 0"),
      ([1, -2, 3, 4, 5, 6], "1 is negative"),
      ([1, .infinity, 3, 4, 5, 6], "1 is infinite"), ([1, -.infinity, 3, 4, 5, 6], "1 is negative"),
      (
        [.nan, -1, .infinity, -2, 5, 6],
        "1 is missing, 2 are negative, 1 is infinite. Records outside a subsample can be left out or weigh 0"
      ),
    ] as [([Double], String)])
  func `weights must be finite and not negative`(_ weights: [Double], _ found: String) {
    #expect(
      sentence { _ = try design(["w": .numbers(weights)]) }
        == "Weights in column \"w\" must be finite numbers of at least 0; \(found).")
  }

  @Test func `weights must not all be zero`() {
    #expect(
      sentence { _ = try design(["w": .numbers([0, 0, 0, 0, 0, 0])]) }
        == "No record has a positive weight in column \"w\".")
  }

  @Test(arguments: [[1e300, 1, 1, 1, 1, 1], [1e-300, 1e-300, 0, 0, 0, 0]] as [[Double]])
  func `weights must have squares that are numbers`(_ weights: [Double]) {
    #expect(
      sentence { _ = try design(["w": .numbers(weights)]) }
        == "Weights in column \"w\" must add up to a number from 1e-100 to 1e100.")
  }

  @Test func `population sizes must give weights that have squares`() {
    #expect(
      sentence {
        _ = try design(
          ["size": .numbers([Double](repeating: 1e200, count: 6))], weights: nil,
          stages: [Stage(populationSize: "size")])
      } == "Weights from population sizes must add up to a number from 1e-100 to 1e100.")
  }

  @Test func `weights must be a column of numbers`() {
    #expect(sentence { _ = try design(weights: "sex") } == "Column \"sex\" holds levels, not numbers.")
    #expect(
      sentence { _ = try design(weights: "szie") }
        == "There is no column named \"szie\". Did you mean \"size\"?")
  }

  @Test func `identifiers must be known`() {
    #expect(
      sentence { _ = try design(["unit": .numbers([1, .nan, 2, 2, 3, 4])]) }
        == "Column \"unit\" must name a unit or stratum for every record; 1 record has none.")
    #expect(
      sentence { _ = try design(["stratum": .factor(Factor(["a", nil, nil, "a", "b", "b"]))]) }
        == "Column \"stratum\" must name a unit or stratum for every record; 2 records have none.")
    #expect(
      sentence { _ = try design(stages: [Stage(units: "unti")]) }
        == "There is no column named \"unti\". Did you mean \"unit\"?")
  }

  @Test func `identifiers of any size are told apart`() throws {
    let huge: [Double] = [1e300, 1e300, -1e300, -1e300, 0.5, .infinity]
    let far: [Double] = [9e15, 9e15, 0, 0, -9e15, 1]
    for identifiers in [huge, far] {
      let design = try design(["unit": .numbers(identifiers)], stages: [Stage(units: "unit")])
      #expect(design.weights == [1, 2, 3, 4, 5, 6])
    }
    // Pairs of a stratum and a unit of 100,000 each are more than a table can hold.
    let count = 100_000
    let numbers = Column.numbers((0..<count).map(Double.init))
    let many = try Microdata(name: "many", columns: [("unit", numbers), ("stratum", numbers)])
    let stages = [Stage(units: "unit", strata: "stratum")]
    #expect(
      try SurveyDesign(many, stages: stages, unitsAreNested: true, singleUnitStrata: .certainty).weights.count == count)
  }

  @Test func `a unit lies in one stratum`() throws {
    let columns = ["unit": Column.numbers([1, 1, 2, 2, 2, 1])]
    #expect(
      sentence { _ = try design(columns) }
        == "2 units in column \"unit\" occur in more than one stratum; where unit numbers start again in each stratum, "
        + "say that units are nested.")
    #expect(
      sentence { _ = try design(["unit": .numbers([1, 1, 2, 2, 2, 3])]) }
        == "1 unit in column \"unit\" occurs in more than one stratum; where unit numbers start again in each stratum, "
        + "say that units are nested.")
    #expect(sentence { _ = try design(columns, nested: true) } == "no error")
  }

  @Test func `population sizes are known, constant and large enough`() {
    let stages = [Stage(units: "unit", strata: "stratum", populationSize: "size")]
    for invalid in [Double.nan, 0, -3, .infinity] {
      #expect(
        sentence { _ = try design(["size": .numbers([9, invalid, 9, 9, 7, 7])], stages: stages) }
          == "Population sizes in column \"size\" must be positive finite numbers; 1 record has no such value.")
    }
    #expect(
      sentence { _ = try design(["size": .numbers([9, 9, 9, 8, 7, 7])], stages: stages) }
        == "Column \"size\" must hold one population size for each stratum; it varies within 1 stratum.")
    #expect(
      sentence { _ = try design(["size": .numbers([9, 9, 9, 8, 7, 6])], stages: stages) }
        == "Column \"size\" must hold one population size for each stratum; it varies within 2 strata.")
    #expect(
      sentence { _ = try design(["size": .numbers([1.5, 1.5, 1.5, 1.5, 7, 7])], stages: stages) }
        == "Column \"size\" gives a population of 1.5 units at stage 1 where 2 units were sampled.")
    #expect(
      sentence { _ = try design(stages: [Stage(units: "unit", populationSize: "sex")]) }
        == "Column \"sex\" holds levels, not numbers.")
  }

  @Test func `a design has records and stages`() throws {
    let empty = try Microdata(name: "empty", columns: [("w", .numbers([]))])
    #expect(sentence { _ = try SurveyDesign(empty, weights: "w") } == "The data have no records.")
    #expect(sentence { _ = try design(stages: []) } == "A design needs at least one stage.")
  }

  @Test func `margins must be met by the sample`() {
    let count = { (margin: PopulationMargin) in sentence { _ = try design().postStratified(to: margin) } }
    #expect(
      count(.counts(of: "sex", ["man": 10, "women": 12]))
        == "Margin \"sex\": level number 2 of 2 has sample weight 12.0 but no population count.")
    #expect(
      count(.counts(of: "sex", ["man": 10, "woman": 12, "unknown": 3]))
        == "Margin \"sex\": level \"unknown\" has population 3.0 but sample weight 0.0.")
    #expect(
      count(.counts(of: "sex", ["man": 10, "woman": 0]))
        == "Margin \"sex\": level number 2 of 2 has population 0.0 but sample weight 12.0.")
    for invalid in [Double.nan, -1, .infinity] {
      #expect(
        count(.counts(of: "sex", ["man": 10, "woman": invalid]))
          == "Margin \"sex\": the population count of level number 2 of 2 must be a finite number of at least 0.")
    }
    #expect(
      count(.counts(of: ["sex", "age"], [["man", "old"]: 5, ["man", "young"]: 4, ["woman", "old"]: 3]))
        == "Margin \"sex x age\": level number 4 of 4 has sample weight 10.0 but no population count.")
    #expect(
      count(.counts(of: ["sex", "age"], [["man"]: 5, ["woman"]: 4]))
        == "Margin \"sex x age\": level number 1 of 4 has sample weight 6.0 but no population count.")
    #expect(
      count(.counts(of: "sex", [:]))
        == "Margin \"sex\": level number 1 of 2 has sample weight 9.0 but no population count.")
    #expect(
      count(.counts(of: "gender", ["man": 5])) == "There is no column named \"gender\".")
  }

  @Test(arguments: [1e300, 1e-300])
  func `margins must give weights that have squares`(_ count: Double) {
    let wanted = "Weights from population sizes must add up to a number from 1e-100 to 1e100."
    let margin = PopulationMargin.counts(of: "sex", ["man": count, "woman": count])
    #expect(sentence { _ = try design().postStratified(to: margin) } == wanted)
    #expect(sentence { _ = try design().raked(to: [margin]) } == wanted)
  }

  @Test func `margins are checked before they are met`() {
    #expect(
      sentence { _ = try design().raked(to: [.counts(of: "w", ["1": 3, "2": 5])]) }
        == "Margin \"w\": level number 3 of 6 has sample weight 3.0 but no population count.")
  }

  @Test func `calibration variables must be known`() throws {
    let sex = Column.factor(Factor(["man", nil, "man", "woman", nil, "woman"]))
    let margin = PopulationMargin.counts(of: "sex", ["man": 10, "woman": 12])
    #expect(
      sentence { _ = try design(["sex": sex]).postStratified(to: margin) }
        == "Calibration variable \"sex\" must be known for every record; 2 records have no value.")
    let weights = Column.numbers([1, 0, 3, 4, 0, 6])
    #expect(try design(["sex": sex, "w": weights]).postStratified(to: margin).weights.reduce(0, +) == 22)
  }

  @Test func `margins must agree on the population`() {
    #expect(
      sentence {
        _ = try design().raked(to: [
          .counts(of: "sex", ["man": 10, "woman": 12]), .counts(of: "age", ["old": 10, "young": 13]),
        ])
      } == "The margins \"sex\" and \"age\" must add up to the same population; they add up to 22.0 and 23.0.")
  }

  @Test func `raking that cannot succeed names the worst margin`() {
    // Only men are old, so that the old cannot outnumber the men.
    let age = Column.factor(Factor(["old", "young", "old", "young", "old", "young"]))
    #expect(
      sentence {
        _ = try design(["age": age]).raked(
          to: [.counts(of: "sex", ["man": 10, "woman": 12]), .counts(of: "age", ["old": 15, "young": 7])],
          maximumIterations: 20)
      } == "Raking did not converge in 20 iterations; the worst margin is \"sex\", level number 1 of 2: control 10.0, "
        + "reached 15.0.")
  }

  @Test func `a restricted design is not calibrated`() throws {
    let restricted = try design().restricted(to: Condition(parsing: "sex == 'man'"))
    let margin = PopulationMargin.counts(of: "age", ["old": 10, "young": 12])
    let wanted =
      "A design restricted to a domain cannot be calibrated; calibrate the whole design and restrict it afterwards."
    #expect(sentence { _ = try restricted.postStratified(to: margin) } == wanted)
    #expect(sentence { _ = try restricted.raked(to: [margin]) } == wanted)
  }

  @Test func `conditions are checked`() throws {
    let design = try design()
    #expect(
      sentence { _ = try design.restricted(to: Condition(parsing: "sxe == 'man'")) }
        == "There is no column named \"sxe\". Did you mean \"sex\"?")
    #expect(
      sentence { _ = try design.restricted(to: Condition(parsing: "sex == 'men'")) }
        == "Column \"sex\" has no level \"men\".")
  }
}
