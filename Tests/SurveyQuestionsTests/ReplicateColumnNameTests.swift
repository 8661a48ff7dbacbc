import SurveyMicrodata
import SurveyQuestions
import Testing

@Suite struct `Names of replicate columns` {
  private func names(_ text: String, among columns: [String]) throws -> [String] {
    let data = try Microdata(name: "records", columns: columns.map { ($0, .numbers([1, 2])) })
    return try ReplicateColumnNames(parsing: [text]).names(in: data)
  }

  /// Law: of the numbers from 1 or 0 to n each one that is left out makes a prefix ambiguous, and so does each stranger.
  @Test(arguments: [0, 1], [3, 9, 12])
  func `a prefix means all numbers without a gap`(_ first: Int, _ last: Int) throws {
    let columns = (first...last).map { "rep\($0)" }
    #expect(try names("rep", among: ["w"] + columns.reversed() + ["report", "rep_1", "rep1x"]) == columns)
    for left in columns.dropLast() where left != "rep0" {
      #expect(throws: QuestionError.self) { try names("rep", among: columns.filter { $0 != left }) }
    }
    for stranger in ["rep2020", "rep\(last + 2)", "rep01"] where stranger != "rep01" || first == 1 {
      #expect(throws: QuestionError.self) { try names("rep", among: columns + [stranger]) }
      #expect(try names("rep\(first)-rep\(last)", among: columns + [stranger]) == columns)
    }
  }

  @Test func `zeros before a number belong to the names of a range`() throws {
    let columns = (8...11).map { $0 < 10 ? "w0\($0)" : "w\($0)" }
    #expect(try names("w08-w11", among: columns + ["w8"]) == columns)
  }

  @Test func `a prefix that ends in a digit leaves out nothing`() throws {
    let columns = (1...19).map { "w\($0)" }
    #expect(
      throws: QuestionError.gapInReplicateColumns(prefix: "w", runs: [.init(first: "w1", last: "w19")], .digits)
    ) { try names("w1", among: columns) }
    let wave = (101...103).map { "w\($0)" }
    #expect(try names("w1", among: wave.map { "\($0)" }) == wave)
  }

  @Test func `a name with a hyphen is a column`() throws {
    #expect(try names("a-1,a-2", among: ["a-1", "a-2"]) == ["a-1", "a-2"])
    #expect(try names("a-1-a-3", among: ["a-1", "a-2", "a-3"]) == ["a-1", "a-2", "a-3"])
  }
}
