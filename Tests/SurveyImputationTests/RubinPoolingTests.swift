import Foundation
import SurveyEstimates
import SurveyImputation
import SurveyNumerics
import TestSupport
import Testing

/// Results of m datasets and what R makes of them.
struct PoolingCase: Decodable, Sendable, CustomStringConvertible {
  struct Scalar: Decodable, Sendable {
    /// Negative where it is infinite, which JSON cannot say.
    let completeDegreesOfFreedom: Double
    let total: Double
    let increase: Double
    let df: Double
    let fmi: Double
  }
  struct Wald: Decodable, Sendable {
    let completeDegreesOfFreedom: Double
    let statistic: Double
    let df: Double
    let p: Double
  }
  let id: String
  let values: [[Double]]
  let covariances: [[[Double]]]
  let coefficients: [Double]
  let variance: [[Double]]
  let mitoolsDegreesOfFreedom: [Double]
  let mitoolsFraction: [Double]
  let scalar: [[Scalar]]
  let d1: [Wald]
  var description: String { id }

  static let all: [PoolingCase] = {
    let url = repository.appending(path: "Tests/Fixtures/imputation/rubin.json")
    guard let bytes = try? Data(contentsOf: url),
      let cases = try? JSONDecoder().decode([PoolingCase].self, from: bytes)
    else { fatalError("the pooled values of R cannot be read") }
    return cases
  }()

  func pooled() throws -> RubinPooling {
    try RubinPooling(values: values, covariances: covariances.map { Matrix(rows: $0) })
  }
}

/// A number of degrees of freedom as the fixtures write it.
func degreesOfFreedom(_ written: Double) -> Double { written < 0 ? .infinity : written }

@Suite("Rubin's rules")
struct RubinPoolingTests {
  @Test(arguments: PoolingCase.all)
  func `values and covariances agree with mitools`(_ example: PoolingCase) throws {
    let pooled = try example.pooled()
    for i in example.coefficients.indices {
      #expect(isClose(pooled.values[i], to: example.coefficients[i], relative: 1e-12))
      for j in example.coefficients.indices {
        #expect(isClose(pooled.covariance[i, j], to: example.variance[i][j], relative: 1e-12, absolute: 1e-14))
      }
    }
  }

  @Test(arguments: PoolingCase.all)
  func `degrees of freedom and missing information agree with mitools and mice`(_ example: PoolingCase) throws {
    let pooled = try example.pooled()
    for i in example.coefficients.indices {
      let large = pooled.missingInformation(of: i, completeDegreesOfFreedom: .infinity)
      #expect(isClose(large.degreesOfFreedom, to: example.mitoolsDegreesOfFreedom[i], relative: 1e-11))
      #expect(isClose(large.fraction, to: example.mitoolsFraction[i], relative: 1e-11))
      for expected in example.scalar[i] {
        let found = pooled.missingInformation(
          of: i, completeDegreesOfFreedom: degreesOfFreedom(expected.completeDegreesOfFreedom))
        #expect(isClose(found.degreesOfFreedom, to: expected.df, relative: 1e-11))
        #expect(isClose(found.fraction, to: expected.fmi, relative: 1e-11))
        #expect(isClose(found.relativeIncrease, to: expected.increase, relative: 1e-11))
      }
    }
  }

  @Test(arguments: PoolingCase.all)
  func `D1 agrees with its formula`(_ example: PoolingCase) throws {
    let pooled = try example.pooled()
    for expected in example.d1 {
      let test = try pooled.waldTest(completeDegreesOfFreedom: degreesOfFreedom(expected.completeDegreesOfFreedom))
      #expect(isClose(test.statistic, to: expected.statistic, relative: 1e-10))
      #expect(isClose(test.denominatorDegreesOfFreedom, to: expected.df, relative: 1e-10))
      #expect(isClose(test.pValue, to: expected.p, relative: 1e-10))
    }
  }

  @Test func `equal results stand as they are, with nothing missing`() throws {
    let matrix = Matrix(rows: [[0.1, 0.03], [0.03, 0.7]])
    let pooled = try RubinPooling(
      values: Array(repeating: [0.1, -1.0 / 3], count: 7), covariances: Array(repeating: matrix, count: 7))
    #expect(pooled.values == [0.1, -1.0 / 3])
    #expect(pooled.covariance == matrix)
    let information = pooled.missingInformation(of: 0, completeDegreesOfFreedom: 23)
    #expect(information.degreesOfFreedom == 23)
    #expect(information.fraction == 0)
    #expect(information.relativeIncrease == 0)
  }

  @Test func `one dataset cannot be pooled`() {
    let error = #expect(throws: ImputationError.self) {
      try RubinPooling(values: [[1]], covariances: [Matrix(rows: [[1]])])
    }
    #expect(error?.description == "Pooling needs at least 2 imputations; found 1.")
  }
}
