/// The JSON of `test`, as a program that reads it would declare it.
struct TestedAnswer: Decodable {
  struct Test: Decodable {
    struct Interval: Decodable {
      let lower: Double
      let upper: Double
    }

    let test: String
    let statistic: String
    let value: Double?
    let degreesOfFreedom: [Double]
    let pValue: Double?
    let adjustedPValue: Double?
    let verdict: String
    let estimate: Double?
    let interval: Interval?
    let unweightedCount: Int?
  }

  let tests: [Test]
  let diagnostics: [String]
}
