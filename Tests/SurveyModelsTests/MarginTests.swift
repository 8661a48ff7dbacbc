import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyModels
import SurveyNumerics
import TestSupport
import Testing

struct MarginTests {
  // R adds the variance of the mean of the fitted probabilities to that of the coefficients' part and leaves out the
  // covariance between them, which the linearisation of Graubard and Korn has. So R's values are met by the two parts,
  // and ours by the whole influence, worked out record by record.
  @Test func `predictive margins equal those of R, and their variance has the part that R leaves out`() throws {
    let reference = referenceCases("api") { $0 == "apistrat.predmeans.stype" }[0]
    let design = try reference.surveyDesign()
    let fit = try ModelFormula(parsing: "sch.wide ~ ell + meals + stype").fitted(to: design)
    let margins = try fit.predictiveMargins(over: "stype")
    let levels = try #require(reference.result["names"] as? [String])
    expectClose(try levels.map { try margins.margin(of: $0).value }, to: reference.numbers("value"), relative: 1e-10)

    let parts = try MarginParts(fit, levels: levels)
    let means = try parts.covariance(ofColumns: parts.probabilities)
    for i in levels.indices {
      for j in levels.indices {
        let coefficients = (0..<5).reduce(0) { sum, a in
          sum + (0..<5).reduce(0) { $0 + parts.gradients[i][a] * fit.covariance[a, $1] * parts.gradients[j][$1] }
        }
        #expect(isClose(means[i, j] + coefficients, to: reference.matrix("vcov")[i][j], relative: 1e-7))
      }
    }
    let whole = try parts.covariance(ofColumns: parts.influences)
    let order = try levels.map { name in try #require(margins.firstIndex { $0.level == name }) }
    expectClose(margins.covariance.submatrix(rows: order, columns: order), to: whole, relative: 1e-10)
  }

  @Test func `predictions equal those of R`() throws {
    let reference = try #require(referenceCases("api", endingWith: ".predict.response").first)
    let fit = try ModelFormula(parsing: "sch.wide ~ ell + meals + mobility").fitted(to: reference.surveyDesign())
    let points: [[String: CovariateValue]] = [
      ["ell": 10, "meals": 40, "mobility": 10], ["ell": 30, "meals": 60, "mobility": 20],
    ]
    for (position, point) in points.enumerated() {
      let prediction = try fit.predictedProbability(at: point)
      #expect(isClose(prediction.value, to: reference.numbers("value")[position], relative: 1e-10))
      #expect(isClose(prediction.standardError, to: reference.numbers("se")[position], relative: 1e-8))
    }
  }

  @Test func `margins of a saturated model hold under calibrated weights`() throws {
    let design = try healthDesign(healthSample()).postStratified(to: .counts(of: "sex", ["female": 900, "male": 1100]))
    let outcome = Binary("y", isTrueFor: "1")
    let margins = try LogisticModel(of: outcome, on: Categorical("region")).fitted(to: design)
      .predictiveMargins(over: "region")
    let prevalences = try design.prevalence(of: outcome, by: Categorical("region"))
    expectClose(margins.map(\.value), to: prevalences.map(\.value))
    expectClose(margins.covariance, to: prevalences.covariance, relative: 1e-11)
  }

  @Test func `margins over two covariates add up to the mean of the fitted probabilities`() throws {
    // With sex saturated by itself the weighted mean of the margins over its own shares is the overall prevalence.
    let design = try healthDesign(healthSample())
    let fit = try ModelFormula(parsing: "y ~ sex * age + region").fitted(to: design)
    let margins = try fit.predictiveMargins(over: "sex")
    #expect(margins.map(\.level) == ["female", "male"])
    #expect(margins.allSatisfy { $0.confidenceInterval.lower < $0.value && $0.value < $0.confidenceInterval.upper })
    #expect(margins.degreesOfFreedom == fit.degreesOfFreedom)
    // The definition, record by record, by way of single predictions.
    let data = design.data
    let (ages, sexes) = (try data.numbers(of: "age"), try data.factor(of: "sex"))
    let (outcomes, regions) = (try data.numbers(of: "y"), try data.factor(of: "region"))
    #expect(sexes.codes.count == ages.count)
    var (sum, total) = (0.0, 0.0)
    for row in ages.indices where !ages[row].isNaN && !outcomes[row].isNaN {
      let region = regions.levels[Int(regions.codes[row])]
      let prediction = try fit.predictedProbability(
        at: ["sex": "male", "age": .number(ages[row]), "region": .level(region)])
      sum += design.weights[row] * prediction.value
      total += design.weights[row]
    }
    #expect(isClose(try margins.margin(of: "male").value, to: sum / total, relative: 1e-12))
  }

  @Test func `ratio and difference of margins follow from their covariance`() throws {
    let fit = try ModelFormula(parsing: "y ~ region + age").fitted(to: healthDesign(healthSample()))
    let margins = try fit.predictiveMargins(over: "region")
    let (city, town) = (try margins.margin(of: "city").value, try margins.margin(of: "town").value)
    let ratio = try margins.adjustedPrevalenceRatio(of: "city", to: "town")
    let difference = try margins.adjustedDifference(of: "city", minus: "town")
    #expect(isClose(ratio.value, to: city / town, relative: 1e-15))
    #expect(isClose(difference.value, to: city - town, relative: 1e-14))
    let v = margins.covariance
    let contrast = v.quadraticForm([1, -1, 0]).squareRoot()
    #expect(isClose(difference.standardError, to: contrast, relative: 1e-12))
    let logarithmic = v.quadraticForm([1 / city, -1 / town, 0]).squareRoot()
    #expect(isClose(ratio.standardError, to: ratio.value * logarithmic, relative: 1e-12))
    // The interval is symmetric about the ratio on the log scale, and both tests agree on the direction.
    let interval = ratio.confidenceInterval
    #expect(isClose(interval.lower * interval.upper, to: ratio.value * ratio.value, relative: 1e-12))
    #expect((ratio.statistic > 0) == (difference.statistic > 0))
    let back = try margins.adjustedPrevalenceRatio(of: "town", to: "city")
    #expect(isClose(back.value * ratio.value, to: 1, relative: 1e-14))
    #expect(isClose(back.pValue, to: ratio.pValue, relative: 1e-12))
  }

  @Test func `margins of unknown covariates and levels name the nearest`() throws {
    let fit = try ModelFormula(parsing: "y ~ region + age").fitted(to: healthDesign(healthSample()))
    #expect(throws: ModelError.unknownTerm("regoin", nearest: "region")) { try fit.predictiveMargins(over: "regoin") }
    #expect(throws: ModelError.notCategorical("age")) { try fit.predictiveMargins(over: "age") }
    let margins = try fit.predictiveMargins(over: "region")
    #expect(throws: ModelError.unknownLevel("vilage", term: "region", nearest: nil)) {
      try margins.adjustedDifference(of: "vilage", minus: "city")
    }
    #expect(throws: ModelError.missingCovariate("age")) { try fit.predictedProbability(at: ["region": "city"]) }
  }
}

/// The parts of the variance of margins over the type of school, record by record from single predictions.
private struct MarginParts {
  let design: SurveyDesign
  /// The fitted probability of each record at each level, less its mean and over the sum of the weights.
  var probabilities: [[Double]] = []
  /// The derivative of each margin by the coefficients.
  var gradients: [[Double]] = []
  /// The whole influence of each record on each margin.
  var influences: [[Double]] = []

  init(_ fit: ModelFit, levels: [String]) throws {
    design = fit.design
    let data = design.data
    let weights = design.weights
    let ell = try data.numbers(of: "ell")
    let meals = try data.numbers(of: "meals")
    let types = try data.factor(of: "stype")
    let outcome = try data.indicator(of: Binary("sch.wide", isTrueFor: "Yes"))
    let total = weights.reduce(0, +)
    func row(_ index: Int, _ type: String) -> [Double] {
      [1, ell[index], meals[index], type == "H" ? 1 : 0, type == "M" ? 1 : 0]
    }
    func probability(_ index: Int, _ type: String) throws -> Double {
      try fit.predictedProbability(
        at: ["ell": .number(ell[index]), "meals": .number(meals[index]), "stype": .level(type)]).value
    }
    let own = types.codes.map { types.levels[Int($0)] }
    let fitted = try ell.indices.map { try probability($0, own[$0]) }
    let information = weightedCrossProduct(
      of: Matrix(rows: ell.indices.map { row($0, own[$0]) }),
      weights: ell.indices.map { weights[$0] * fitted[$0] * (1 - fitted[$0]) })
    let inverse = try CholeskyFactorization(information).inverse()
    for level in levels {
      let values = try ell.indices.map { try probability($0, level) }
      let mean = zip(weights, values).reduce(0) { $0 + $1.0 * $1.1 } / total
      var gradient = [Double](repeating: 0, count: 5)
      for index in ell.indices {
        for (j, x) in row(index, level).enumerated() {
          gradient[j] += weights[index] / total * values[index] * (1 - values[index]) * x
        }
      }
      let centred = values.map { ($0 - mean) / total }
      let multiplier = inverse * gradient
      gradients.append(gradient)
      probabilities.append(centred)
      influences.append(
        ell.indices.map { index in
          let score = zip(multiplier, row(index, own[index])).reduce(0) { $0 + $1.0 * $1.1 }
          return centred[index] + score * (Double(outcome[index]) - fitted[index])
        })
    }
  }

  /// The covariance of the totals of columns under the design.
  func covariance(ofColumns columns: [[Double]]) throws -> Matrix {
    var data = design.data
    for (j, column) in columns.enumerated() { data = try data.adding("column\(j)", .numbers(column)) }
    let names = columns.indices.map { Number("column\($0)") }
    return try design.replacingData(data).total(of: names, by: []).covariance
  }
}
