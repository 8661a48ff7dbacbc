import Foundation
import SurveyDesigns
import SurveyEstimates
import SurveyImputation
import SurveyMicrodata
import SurveyModels
import SurveyNumerics
import TestSupport
import Testing

@Suite("Laws of imputation")
struct ImputationLawTests {
  @Test func `without missing answers the pooled estimate is that of the records`() throws {
    let design = try Survey(seed: 1).design()
    let imputed = try design.imputed(["all", "z"], from: ["x"], times: 3, seed: 1)
    let (pooled, records) = (
      try imputed.estimates { design in try design.mean(of: "all", by: "z") }, try design.mean(of: "all", by: "z")
    )
    for (found, expected) in paired(pooled, records) {
      #expect(found.value == expected.value)
      #expect(found.standardError == expected.standardError)
      #expect(found.confidenceInterval == expected.confidenceInterval)
      #expect(found.missingInformation.fraction == 0)
    }
    #expect(imputed.summaries.allSatisfy { $0.imputedCount == 0 && $0.imputedMean.isNaN })
  }

  @Test func `the same seed gives the same answers with any number of threads`() throws {
    let design = try Survey(seed: 2).design()
    let runs = try [1, 2, 5].map { width in
      try design.imputed(["y", "told"], from: ["x", "z"], times: 4, seed: 9, iterations: 3, width: width)
    }
    for run in runs.dropFirst() {
      for (found, expected) in paired(run.designs, runs[0].designs) {
        #expect(try found.data.numbers(of: "y") == expected.data.numbers(of: "y"))
        #expect(try found.data.factor(of: "told") == expected.data.factor(of: "told"))
      }
    }
    let other = try design.imputed(["y", "told"], from: ["x", "z"], times: 4, seed: 10, iterations: 3)
    #expect(try other.designs[0].data.numbers(of: "y") != runs[0].designs[0].data.numbers(of: "y"))
  }

  @Test func `imputations differ, answers stay, and drawn numbers are answers of others`() throws {
    let design = try Survey(seed: 3).design()
    let answers = try design.data.numbers(of: "y")
    let imputed = try design.imputed(["y"], from: ["x", "z"], times: 3, seed: 1)
    let known = Set(answers.filter { !$0.isNaN })
    for completed in imputed.designs {
      for (found, answer) in paired(try completed.data.numbers(of: "y"), answers) {
        #expect(answer.isNaN ? known.contains(found) : found == answer)
      }
    }
    #expect(try imputed.designs[0].data.numbers(of: "y") != imputed.designs[1].data.numbers(of: "y"))
  }

  @Test func `what was not asked is never imputed`() throws {
    var stream = RandomStream(seed: 5, stream: 1)
    let asked = (0..<200).map { _ in stream.uniform() < 0.6 }
    let told = asked.map { isAsked -> String? in isAsked && stream.uniform() < 0.8 ? "yes" : nil }
    let kinds = zip(asked, told).compactMap { isAsked, answer in
      answer == nil
        ? (isAsked ? MissingKind.allCases.filter { $0 != .notAsked }.randomElement(using: &stream) : .notAsked) : nil
    }
    let other = asked.enumerated().map { index, isAsked -> String? in
      isAsked && told[index] != nil && index % 2 == 0 ? "no" : told[index]
    }
    let design = try smallDesign([
      ("told", factor(other, missing: kinds, levels: ["no", "yes"])),
      ("age", .numbers((0..<200).map { Double($0 % 9) })),
    ])
    let imputed = try design.imputed(["told"], from: ["age"], times: 2, seed: 1)
    for completed in imputed.designs {
      let column = try completed.data.column("told")
      for row in asked.indices { #expect(column.missingKind(at: row) == (asked[row] ? nil : .notAsked)) }
    }
    #expect(imputed.summaries[0].notAskedCount == asked.count { !$0 })
  }

  @Test func `a question that follows from an imputed answer is imputed only where it was asked`() throws {
    var stream = RandomStream(seed: 6, stream: 1)
    var parent: [String?] = []
    var child: [String?] = []
    var kinds: [MissingKind] = []
    for _ in 0..<300 {
      let answer = stream.uniform() < 0.5 ? "yes" : "no"
      let isRefused = stream.uniform() < 0.2
      parent.append(isRefused ? nil : answer)
      let isAnswered = !isRefused && answer == "yes" && stream.uniform() < 0.8
      child.append(isAnswered ? (stream.uniform() < 0.3 ? "told" : "silent") : nil)
      if !isAnswered { kinds.append(!isRefused && answer == "no" ? .notAsked : .blank) }
    }
    let design = try smallDesign([
      ("violence", factor(parent, levels: ["no", "yes"])),
      ("reaction", factor(child, missing: kinds, levels: ["silent", "told"])),
    ])
    let imputed = try design.imputed(
      ["violence", ImputedVariable("reaction", askedIf: .comparison(column: "violence", .equal, value: "yes"))],
      times: 3, seed: 1, iterations: 4)
    for completed in imputed.designs {
      let violence = try completed.data.factor(of: "violence")
      let reaction = try completed.data.column("reaction")
      for row in violence.codes.indices {
        #expect(reaction.missingKind(at: row) == (violence.codes[row] == 1 ? nil : .notAsked))
      }
    }
  }

  @Test func `a variable without a predictor is drawn from its weighted margin`() throws {
    // One answer weighs three times as much as the other, and only every second record has one.
    let count = 4000
    let design = try smallDesign(
      [
        ("y", .numbers((0..<count).map { $0 % 2 == 0 ? MissingKind.blank.number : $0 % 4 == 1 ? 1 : 0 })),
        ("w", .numbers((0..<count).map { $0 % 4 == 1 ? 3 : 1 })),
        ("level", factor((0..<count).map { $0 % 2 == 0 ? nil : $0 % 4 == 1 ? "yes" : "no" }, levels: ["no", "yes"])),
      ], weights: "w")
    for name in ["y", "level"] {
      let imputed = try design.imputed([ImputedVariable(name)], times: 10, seed: 3, designPredictors: false)
      let last = try #require(imputed.summaries.last)
      #expect(isClose(last.observedMean, to: 0.75, relative: 1e-12))
      // 20,000 draws and the bootstrap of 2,000 answers: a standard error of 0.0065 at most.
      #expect(abs(last.imputedMean - 0.75) < 0.02)
    }
  }

  @Test func `the order of the records changes the draws but not what they are drawn from`() throws {
    let survey = Survey(seed: 8)
    let shuffled = survey.x.indices.sorted { ($0 * 7919) % 320 < ($1 * 7919) % 320 }
    var (sum, square) = (0.0, 0.0)
    for seed in 1...12 {
      let values = try [nil, shuffled].map { order in
        try survey.design(order: order).imputed(["y"], from: ["x", "z"], times: 4, seed: UInt64(seed))
          .estimates { design in try design.mean(of: "y") }[0].value
      }
      sum += values[0] - values[1]
      square += (values[0] - values[1]) * (values[0] - values[1])
    }
    let error = ((square / 12 - sum * sum / 144) / 11).squareRoot()
    #expect(error > 0)
    #expect(abs(sum / 12) < 3.5 * error)
  }

  @Test func `derived indicators follow from the completed answers`() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "peilstok-imputation-\(UUID()).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    let text = """
      version: "1"
      indicators:
        - {name: fails, label: {en: Fails}, version: "1", items: [grade], rule: {cutoff: "<= 5"}}

      """
    try Data(text.utf8).write(to: file)
    let dictionary = try IndicatorDictionary(contentsOf: file.path)
    let grades = (0..<200).map { $0 % 5 == 0 ? MissingKind.refused.number : Double($0 % 9 + 1) }
    let data = try Microdata(
      name: "grades", columns: [("grade", .numbers(grades)), ("age", .numbers((0..<200).map { Double($0 % 7) }))]
    ).deriving(dictionary)
    let design = try SurveyDesign(data)
    let imputed = try design.imputed(["grade"], from: ["age"], times: 2, seed: 4, deriving: dictionary)
    for completed in imputed.designs {
      let (grade, fails) = (try completed.data.numbers(of: "grade"), try completed.data.factor(of: "fails"))
      for row in grade.indices { #expect(fails.codes[row] == (grade[row] <= 5 ? 1 : 0)) }
    }
    let error = #expect(throws: ImputationError.self) {
      try design.imputed(["fails"], times: 2, seed: 1, deriving: dictionary)
    }
    #expect(
      error?.description == "\"fails\" is derived from other variables by the dictionary; impute those instead.")
  }

  @Test func `levels of a variable keep their weighted shares and their link with a predictor`() throws {
    // Three levels whose shares depend on a group, with a third of the answers missing at random.
    var stream = RandomStream(seed: 12, stream: 1)
    var (group, answer): ([String?], [String?]) = ([], [])
    for _ in 0..<1500 {
      let isFirst = stream.uniform() < 0.5
      let level = stream.choice(probabilities: isFirst ? [0.6, 0.3, 0.1] : [0.2, 0.3, 0.5])
      group.append(isFirst ? "a" : "b")
      answer.append(stream.uniform() < 1.0 / 3 ? nil : ["x", "y", "z"][level])
    }
    let design = try smallDesign([
      ("group", factor(group, levels: ["a", "b"])), ("answer", factor(answer, levels: ["x", "y", "z"])),
    ])
    let imputed = try design.imputed(["answer"], from: ["group"], times: 10, seed: 2)
    let pooled = try imputed.estimates { design in try design.distribution(of: "answer", by: "group") }
    for (estimate, share) in paired(pooled, [0.6, 0.3, 0.1, 0.2, 0.3, 0.5]) {
      #expect(abs(estimate.value - share) < 4 * estimate.standardError)
      #expect(estimate.missingInformation.fraction > 0.05)
    }
  }
}

/// Draws belong to what records hold, not to where they stand.
@Suite("Imputation of shuffled records")
struct ShuffledImputationTests {
  @Test(arguments: [true, false], [1, 2, 3] as [UInt64])
  func `shuffled records get the same answers`(_ hasUnits: Bool, _ seed: UInt64) throws {
    let survey = Survey(seed: 20 + seed, units: 24)
    var random = RandomStream(seed: seed, stream: 99)
    let order = Array(survey.x.indices).shuffled(using: &random)
    func imputed(_ order: [Int]) throws -> ImputedDesigns {
      let drawn = try survey.design(order: order)
      let design = hasUnits ? drawn : try SurveyDesign(drawn.data, weights: "weight")
      return try design.imputed(["y", "told", "covariate"], from: ["z"], times: 3, seed: 5, iterations: 3)
    }
    let (plain, shuffled) = (try imputed(Array(survey.x.indices)), try imputed(order))
    for (one, other) in paired(plain.designs, shuffled.designs) {
      let (before, after) = (try one.data.numbers(of: "y"), try other.data.numbers(of: "y"))
      #expect(order.indices.allSatisfy { after[$0] == before[order[$0]] })
      let (told, toldAfter) = (try one.data.factor(of: "told"), try other.data.factor(of: "told"))
      #expect(order.indices.allSatisfy { toldAfter.codes[$0] == told.codes[order[$0]] })
    }
    let (mean, same) = (
      try plain.estimates { design in try design.mean(of: "y", by: "z") },
      try shuffled.estimates { design in try design.mean(of: "y", by: "z") }
    )
    for (found, expected) in paired(same, mean) {
      #expect(isClose(found.value, to: expected.value, relative: 1e-12))
      #expect(isClose(found.standardError, to: expected.standardError, relative: 1e-10))
    }
  }
}
