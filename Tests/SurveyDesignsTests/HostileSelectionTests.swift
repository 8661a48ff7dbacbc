import SurveyDesigns
import SurveyMicrodata
import SurveyNumerics
import Testing

/// Designs of the rarer kinds that cannot be are refused in one sentence.
@Suite("Selections, phases and waves that are refused")
struct HostileSelectionTests {
  private func sentence(
    _ stage: Stage = Stage(units: "unit"), probabilities: [Double] = [0.1, 0.1, 0.2, 0.2, 0.5, 0.5],
    weights: String? = nil, rule: SingleUnitStratumRule? = nil,
    _ body: (SurveyDesign) throws -> Void = { _ in }
  ) -> String {
    do {
      let data = try Microdata(
        name: "six",
        columns: [
          ("unit", .numbers([1, 1, 2, 2, 3, 3])), ("stratum", .numbers([1, 1, 1, 1, 2, 2])),
          ("p", .numbers(probabilities)), ("size", .numbers([9, 9, 9, 9, 9, 9])),
          ("group", .numbers([1, 2, 1, 1, 1, 1])), ("drawn", .numbers([1, 0, 1, 1, 0, 0])),
        ])
      try body(try SurveyDesign(data, weights: weights, stages: [stage], singleUnitStrata: rule))
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  private let brewer = Stage(units: "unit", selection: .brewer(probability: "p"))

  @Test(arguments: [0, -0.5, 1.5, .nan, .infinity])
  func `probabilities lie between 0 and 1`(_ invalid: Double) {
    #expect(
      sentence(brewer, probabilities: [0.1, 0.1, invalid, 0.2, 0.5, 0.5])
        == "Inclusion probabilities in column \"p\" must lie above 0 and be at most 1; 1 record has no such value.")
  }

  @Test func `a unit has one probability, and no population size`() {
    #expect(
      sentence(brewer, probabilities: [0.1, 0.2, 0.2, 0.2, 0.5, 0.5])
        == "Column \"p\" must hold one inclusion probability for each unit; it varies within 1 unit.")
    #expect(
      sentence(Stage(units: "unit", populationSize: "size", selection: .brewer(probability: "p")))
        == "A stage with inclusion probabilities takes no population size; leave out column \"size\" or draw with equal "
        + "probabilities.")
    #expect(
      sentence(Stage(units: "unit", strata: "stratum", selection: .hartleyRao(probability: "p", populationSum: 1)))
        == "Hartley and Rao's sum over the population is that of one stratum; found 2 strata.")
    #expect(
      sentence(brewer) { _ = try $0.replicated(.jackknife) }
        == "There are no replicates for Brewer's method; use linearised variances, or describe the stage as drawn with "
        + "replacement.")
  }

  @Test func `joint probabilities are those of the units`() {
    let small = Matrix(rows: [[0.5, 0.2], [0.2, 0.5]])
    #expect(
      sentence(Stage(units: "unit", selection: .jointProbabilities(small)))
        == "Joint probabilities are those of the units of the first stage; 2 by 2 were given for 3 units of stage 1.")
    let odd = Matrix(rows: [[0.5, 0.2, 0.6], [0.2, 0.5, 0], [0.6, 0, 0.5]])
    #expect(
      sentence(Stage(units: "unit", selection: .jointProbabilities(odd)))
        == "Joint probabilities must be symmetric, above 0 and no larger than the probability of either unit; 2 pairs have "
        + "no such value.")
  }

  @Test func `groups of strata are the same throughout a stratum`() {
    #expect(
      sentence(Stage(units: "unit", strata: "stratum", collapsedStrata: "group"))
        == "Column \"group\" must hold one group for each stratum; it varies within 1 stratum.")
  }

  @Test func `a second phase draws whole units from a plain first`() {
    let drawn = { (stage: Stage) in
      { (design: SurveyDesign) in _ = try design.secondPhase(of: Condition(parsing: "drawn == 1"), drawing: stage) }
    }
    #expect(
      sentence(brewer, drawn(Stage()))
        == "A second phase is drawn from a design of one stage with equal probabilities, without calibration, domain, "
        + "replicates or overlapping waves.")
    #expect(
      sentence(Stage(units: "unit"), drawn(Stage(units: "unit")))
        == "Units of a second phase are drawn as a whole from one primary unit of the first; 1 is not.")
    #expect(
      sentence(Stage(units: "unit"), drawn(Stage(strata: "stratum")))
        == "1 stratum has no record in the second phase, so that nothing stands for it.")
    #expect(
      sentence(Stage(units: "unit"), drawn(Stage(populationSize: "size")))
        == "A second phase is a random sample in strata of the units of the first, which are counted from the records; it "
        + "takes units and strata only.")
  }
}
